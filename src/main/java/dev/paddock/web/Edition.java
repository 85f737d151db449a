package dev.paddock.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page's own files, all that lies under {@code webroot}, and a name that is another when any of them or of its libraries is.
 *
 * <p>What its HTML asks for by {@code "/store.js"} it is told to ask for by {@code "/~name/store.js"}: modules name each other relatively,
 * so all the rest comes from there too, and a browser may keep it for ever. And it is told at once what the modules will need, and what
 * each page and each view will, so that nothing waits for an import to be found in what another import brought. Scripts that are no
 * modules become a part of the HTML: they begin before anything else has come.
 */
final class Edition {
  private static final String FOLDER = "webroot";
  private static final String SHELL = "/paddock.js";
  /** Scripts and styles by their address, and the folders of an import map. */
  private static final Pattern ASKED = Pattern.compile("\"/([A-Za-z0-9_./-]+(?:\\.js|\\.css|/))\"");
  private static final Pattern NO_MODULE = Pattern.compile("<script src=\"/([a-z-]+\\.js)\"></script>");
  private static final String NEEDS = "<script type=\"application/json\" id=\"needs\">{}</script>";
  /** Lines that are nothing but a comment. */
  private static final Pattern COMMENT = Pattern.compile("^ *(?://.*|/\\*(?:[^*]|\\*(?!/))*\\*/ *)\n", Pattern.MULTILINE);
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
      if (Asset.isShown(path)) files.put(path.substring(FOLDER.length() + 1), travelling(path, disk.readFileBlocking(path)));
      else if (path.lastIndexOf('.') < path.lastIndexOf('/')) read(disk, path, files);
    }
  }

  /** Comments are for who reads the source: a tenth of what would travel. */
  private static Buffer travelling(String path, Buffer source) {
    return path.endsWith(".js") || path.endsWith(".css") ? Buffer.buffer(COMMENT.matcher(source.toString()).replaceAll("")) : source;
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

    var html = NO_MODULE.matcher(index.replace(NEEDS, NEEDS.replace("{}", needs(files.keySet(), graph, shell).encode())))
        .replaceAll(script -> Matcher.quoteReplacement("<script>\n" + files.get(script.group(1)) + "</script>"));
    files.put("index.html", Buffer.buffer(html));

    return new Edition(name, files.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
        file -> Asset.of(file.getKey(), file.getKey().endsWith(".html") ? addressed(file.getValue(), name) : file.getValue()))));
  }

  /** Of the shell, and by name of each page and each component that no module imports, what the shell has not: modules and styles. */
  private static JsonObject needs(Set<String> files, ModuleGraph graph, Set<String> shell) {
    var modules = files.stream().filter(path -> path.matches("(pages|components)/.+\\.js")).map(path -> "/" + path).toList();
    var imported = modules.stream().flatMap(module -> graph.neededBy(module).stream()).collect(Collectors.toSet());
    imported.addAll(shell);
    var needs = new JsonObject().put("shell", List.copyOf(shell));
    for (var module : modules) {
      if (imported.contains(module)) continue;
      var all = new ArrayList<>(List.of(module));
      graph.neededBy(module).stream().filter(other -> !shell.contains(other)).forEach(all::add);
      var styles = module.replaceAll("\\.js$", ".css");
      if (files.contains(styles.substring(1))) all.add(styles);
      needs.put(module.replaceAll("^/(pages|components)/|\\.js$", ""), all);
    }
    return needs;
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
