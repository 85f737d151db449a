package dev.paddock.upstream;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request in Jolpica's grammar: {@code /ergast/f1/{season}[/{round}](/{filter}/{value})*[/{resource}]}, ending in
 * {@code /} or {@code .json}. A path that ends with a filter asks for that filter's resource; the same filter twice: last wins.
 *
 * @param season  a year or {@code current}
 * @param round   a number, {@code last} or {@code next}; empty for the whole season
 * @param limit   1..100, as it will be echoed; larger values are clamped
 */
record Question(String season, Optional<String> round, Resource resource, Map<String, String> filters, int limit, int offset) {
  enum Resource { RACES, RESULTS, SPRINT, QUALIFYING, DRIVERS, CONSTRUCTORS, CIRCUITS }

  static final String ROOT = "/ergast/f1/";
  private static final int DEFAULT_LIMIT = 30;
  private static final int MAX_LIMIT = 100;
  private static final List<String> FILTERS = List.of("circuits", "constructors", "drivers");

  /** Empty for a path outside the grammar. */
  static Optional<Question> of(String path, String limit, String offset) {
    if (!path.startsWith(ROOT)) return Optional.empty();
    var rest = path.substring(ROOT.length());
    if (rest.endsWith(".json")) rest = rest.substring(0, rest.length() - ".json".length());
    else if (rest.endsWith("/")) rest = rest.substring(0, rest.length() - 1);
    else return Optional.empty();
    var parts = rest.split("/", -1);
    int at = 0;
    if (!parts[at].matches("\\d{4}|current")) return Optional.empty();
    var season = parts[at++];
    Optional<String> round = at < parts.length && parts[at].matches("\\d{1,2}|last|next") ? Optional.of(parts[at++]) : Optional.empty();
    var filters = new TreeMap<String, String>();
    var resource = Resource.RACES;
    for (; at < parts.length; at += 2) {
      var named = resource(parts[at]);
      if (named.isEmpty()) return Optional.empty();
      resource = named.get();
      if (at + 1 == parts.length) continue;
      if (!FILTERS.contains(parts[at]) || parts[at + 1].isEmpty()) return Optional.empty();
      filters.put(parts[at], parts[at + 1]);
    }
    return Optional.of(new Question(season, round, resource, Map.copyOf(filters),
        Math.clamp(number(limit, DEFAULT_LIMIT), 1, MAX_LIMIT), number(offset, 0)));
  }

  private static Optional<Resource> resource(String name) {
    for (var resource : Resource.values()) {
      if (resource.name().equalsIgnoreCase(name)) return Optional.of(resource);
    }
    return Optional.empty();
  }

  private static int number(String text, int otherwise) {
    return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
  }
}
