package dev.paddock.bench;

import java.time.Instant;
import java.util.Optional;

/**
 * A request as the provider's ledger has it.
 *
 * @param at  when it arrived, in nanoseconds since 1970 by the clock of this machine
 * @param uri path and query
 */
public record Receipt(long at, String uri) {
  static Receipt parse(String line) {
    int space = line.indexOf(' ');
    return new Receipt(Long.parseLong(line, 0, space, 10), line.substring(space + 1));
  }

  /** The value of a query parameter. */
  public Optional<String> query(String name) {
    int query = uri.indexOf('?');
    if (query < 0) return Optional.empty();
    for (var pair : uri.substring(query + 1).split("&")) {
      if (pair.startsWith(name + "=")) return Optional.of(pair.substring(name.length() + 1));
    }
    return Optional.empty();
  }

  /** Nanoseconds since 1970. */
  public static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000 + at.getNano();
  }
}
