package dev.paddock.upstream.recordings;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is asked of a host.
 *
 * @param path parts of it, none of them empty, {@code .} or {@code ..}
 */
record Question(String host, List<String> path, Map<String, String> query) {

  /** Empty: such a path is nowhere. */
  static Optional<Question> of(HttpServerRequest request) {
    String path;
    try {
      path = URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    var parts = Stream.of(path.split("/")).filter(part -> !part.isEmpty()).toList();
    boolean nowhere = parts.size() < 2 || parts.stream().anyMatch(part -> part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0
        || part.indexOf('\\') >= 0);
    if (nowhere) return Optional.empty();
    var query = new LinkedHashMap<String, String>();
    request.params().forEach(query::putIfAbsent);
    return Optional.of(new Question(parts.getFirst(), parts.subList(1, parts.size()), query));
  }

  String last() {
    return path.getLast();
  }

  String joined() {
    return String.join("/", path);
  }
}
