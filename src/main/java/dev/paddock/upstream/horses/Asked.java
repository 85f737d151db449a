package dev.paddock.upstream.horses;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A question as it came in.
 *
 * @param provider the first word of the path
 * @param path     the rest of it
 * @param ids      of races, markets or meetings that it is about, comma-separated
 * @param headers  by their names in lower case
 * @param body     of a POST, "" otherwise
 */
record Asked(String provider, String path, String ids, Map<String, String> query, Map<String, String> headers, String body) {
  private static final Pattern LAST_ID = Pattern.compile(".*/(?:events|meetings)/([^/]+)");
  private static final Pattern MARKETS = Pattern.compile("\"(1\\.\\d+)\"");

  static Asked of(HttpServerRequest request, String body) {
    var path = request.path();
    int second = path.indexOf('/', 1);
    var rest = second < 0 ? "/" : path.substring(second);
    Map<String, String> query = new HashMap<>();
    request.params().forEach(query::putIfAbsent);
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new Asked(second < 0 ? path.substring(1) : path.substring(1, second), rest, ids(rest, query, body), query, headers, body);
  }

  private static String ids(String path, Map<String, String> query, String body) {
    if (query.containsKey("ids")) return query.get("ids");
    var last = LAST_ID.matcher(path);
    if (last.matches()) return last.group(1);
    return MARKETS.matcher(body).results().map(market -> market.group(1)).collect(Collectors.joining(","));
  }

  /** The body read as a form. */
  Map<String, String> form() {
    Map<String, String> form = new HashMap<>();
    for (var pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
    }
    return form;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
