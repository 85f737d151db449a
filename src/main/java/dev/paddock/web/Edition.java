package dev.paddock.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page's own files, all that lies under {@code webroot}, and a name that is another when any of them or of its libraries is.
 * What its HTML asks for by {@code "/store.js"} it is told to ask for by {@code "/~name/store.js"}: modules name each other relatively, so
 * all the rest comes from there too, and a browser may keep it for ever.
 */
final class Edition {
  private static final String FOLDER = "webroot";
  /** Scripts and styles by their address in HTML, and the folders of an import map. */
  private static final Pattern ASKED = Pattern.compile("\"/([A-Za-z0-9_./-]+(?:\\.js|\\.css|/))\"");
  private static final Pattern LIBRARY = Pattern.compile("\"/webjars/([A-Za-z0-9_.-]+)/");

  private final String name;
  private final Map<String, Asset> files;

  private Edition(String name, Map<String, Asset> files) {
    this.name = name;
    this.files = files;
  }

  /** @param libraries the version of a library that the build resolved */
  static Future<Edition> read(Vertx vertx, Function<String, Optional<String>> libraries) {
    return filesIn(vertx, FOLDER).compose(paths -> Future.all(paths.stream().map(vertx.fileSystem()::readFile).toList()).map(read -> {
      var bytes = new TreeMap<String, Buffer>();
      for (int i = 0; i < paths.size(); i++) bytes.put(paths.get(i).substring(FOLDER.length() + 1), read.resultAt(i));
      var name = name(bytes, libraries);
      return new Edition(name, bytes.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
          file -> Asset.of(file.getKey(), file.getKey().endsWith(".html") ? addressed(file.getValue(), name) : file.getValue()))));
    }));
  }

  private static Future<List<String>> filesIn(Vertx vertx, String folder) {
    return vertx.fileSystem().readDir(folder).compose(entries -> Future.all(entries.stream()
        .map(entry -> folder + "/" + entry.substring(entry.replace('\\', '/').lastIndexOf('/') + 1))
        .filter(path -> Asset.isShown(path) || path.lastIndexOf('.') < path.lastIndexOf('/'))
        .map(path -> Asset.isShown(path) ? Future.succeededFuture(List.of(path)) : filesIn(vertx, path)).toList()))
        .map(found -> found.<List<String>>list().stream().flatMap(List::stream).toList());
  }

  private static String name(SortedMap<String, Buffer> files, Function<String, Optional<String>> libraries) {
    var all = Buffer.buffer();
    files.forEach((path, bytes) -> {
      all.appendString(path).appendBuffer(bytes);
      if (path.endsWith(".html")) LIBRARY.matcher(bytes.toString()).results()
          .forEach(library -> all.appendString(libraries.apply(library.group(1)).orElse("")));
    });
    return Reply.hash(all).substring(0, 12);
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
