package dev.paddock.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page's own files, all that lies under {@code webroot}, and a name that is another when any of them or of its libraries is.
 *
 * <p>What its HTML asks for by {@code "/store.js"} it is told to ask for by {@code "/~name/store.js"}: modules name each other relatively,
 * so all the rest comes from there too, and a browser may keep it for ever. And it is told at once what the modules will need, and what
 * each page will, so that nothing waits for an import to be found in what another import brought.
 */
final class Edition {
  private static final String FOLDER = "webroot";
  private static final String SHELL = "/paddock.js";
  /** Scripts and styles by their address, and the folders of an import map. */
  private static final Pattern ASKED = Pattern.compile("\"/([A-Za-z0-9_./-]+(?:\\.js|\\.css|/))\"");
  private static final Pattern IMPORT_MAP = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private final String name;
  private final Map<String, Asset> files;

  private Edition(String name, Map<String, Asset> files) {
    this.name = name;
    this.files = files;
  }

  static Future<Edition> read(Vertx vertx) {
    return vertx.executeBlocking(() -> {
      var files = new TreeMap<String, Buffer>();
      read(vertx.fileSystem(), FOLDER, files);
      return of(vertx.fileSystem(), files);
    });
  }

  private static void read(FileSystem disk, String folder, Map<String, Buffer> files) {
    for (var entry : disk.readDirBlocking(folder)) {
      var path = folder + "/" + entry.substring(entry.replace('\\', '/').lastIndexOf('/') + 1);
      if (Asset.isShown(path)) files.put(path.substring(FOLDER.length() + 1), disk.readFileBlocking(path));
      else if (path.lastIndexOf('.') < path.lastIndexOf('/')) read(disk, path, files);
    }
  }

  private static Edition of(FileSystem disk, SortedMap<String, Buffer> files) {
    var index = files.get("index.html").toString();
    var graph = new ModuleGraph(importMap(index), address -> address.startsWith("/" + Libraries.PREFIX)
        ? Libraries.resource(address.substring(1)).map(disk::readFileBlocking)
        : Optional.ofNullable(files.get(address.substring(1))));
    var shell = graph.neededBy(SHELL);
    var all = Buffer.buffer();
    files.forEach((path, bytes) -> all.appendString(path).appendBuffer(bytes));
    shell.stream().flatMap(address -> Libraries.resource(address.substring(1)).stream()).forEach(all::appendString);
    var name = Reply.hash(all).substring(0, 12);

    var ahead = shell.stream().map(module -> "<link rel=\"modulepreload\" href=\"" + module + "\">").collect(Collectors.joining("\n"));
    var pages = new JsonObject();
    files.keySet().stream().filter(path -> path.matches("pages/[^/]+\\.js"))
        .forEach(path -> pages.put(path.replaceAll("^pages/|\\.js$", ""),
            Stream.concat(Stream.of("/" + path), graph.neededBy("/" + path).stream()).filter(module -> !shell.contains(module)).toList()));
    files.put("index.html", Buffer.buffer(index.replace("</head>",
        ahead + "\n<script type=\"application/json\" id=\"pages\">" + pages.encode() + "</script>\n</head>")));

    return new Edition(name, files.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
        file -> Asset.of(file.getKey(), file.getKey().endsWith(".html") ? addressed(file.getValue(), name) : file.getValue()))));
  }

  private static Map<String, String> importMap(String html) {
    var found = IMPORT_MAP.matcher(html);
    if (!found.find()) return Map.of();
    return new JsonObject(found.group(1)).getJsonObject("imports").stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
  }

  private static Buffer addressed(Buffer html, String name) {
    return Buffer.buffer(ASKED.matcher(html.toString()).replaceAll("\"/~" + name + "/$1\""));
  }

  String name() {
    return name;
  }

  /** @param path such as {@code pages/race-page.js} */
  Optional<Asset> file(String path) {
    return Optional.ofNullable(files.get(path));
  }
}
