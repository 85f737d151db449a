package dev.paddock.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What the page uses of others, from WebJars: {@code webjars/<name>/<file>} is a file of whatever version the build resolved. */
final class Libraries {
  static final String PREFIX = "webjars/";

  // No dot at the start of a segment, so neither hidden files nor a way out of the folder.
  private static final Pattern FILE = Pattern.compile("webjars/([A-Za-z0-9_-][A-Za-z0-9_.-]*)((?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*){1,5})");
  private static final Map<String, Optional<String>> VERSIONS = new ConcurrentHashMap<>();

  private Libraries() {}

  /** Where on the class path that is; there may be nothing. Empty for what is no path into a library of ours. */
  static Optional<String> resource(String path) {
    var file = FILE.matcher(path);
    if (!file.matches() || !Asset.isShown(path)) return Optional.empty();
    return version(file.group(1)).map(version -> "META-INF/resources/webjars/" + file.group(1) + "/" + version + file.group(2));
  }

  /** Names that nobody has are not kept. */
  private static Optional<String> version(String library) {
    var known = VERSIONS.get(library);
    if (known != null) return known;
    var found = pomVersion(library);
    if (found.isPresent()) VERSIONS.put(library, found);
    return found;
  }

  private static Optional<String> pomVersion(String library) {
    try (var in = Libraries.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/" + library + "/pom.properties")) {
      if (in == null) return Optional.empty();
      var properties = new Properties();
      properties.load(in);
      return Optional.ofNullable(properties.getProperty("version"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
