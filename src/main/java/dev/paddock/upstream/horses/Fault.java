package dev.paddock.upstream.horses;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that goes wrong with answers in a span of the clock.
 *
 * @param from        on the stand-in's clock, included
 * @param until       excluded
 * @param path        the whole of it must match, provider included: {@code /tabnz/.*}
 * @param probability of striking an answer, 0..1; drawn from the seed, the same for the same question at the same instant
 * @param after       what {@code THROTTLED} names in Retry-After, empty: nothing; how long {@code SLOW} keeps one waiting, empty: 30 s
 */
public record Fault(Kind kind, Instant from, Instant until, Pattern path, double probability, Optional<Duration> after) {
  public static final Duration SLOW = Duration.ofSeconds(30);

  public enum Kind {
    /** 429. */
    THROTTLED,
    /** 503. */
    UNAVAILABLE,
    /** The body comes late. */
    SLOW,
    /** The connection is closed instead of an answer. */
    RESET,
    /** Half of the JSON, under a 200. */
    TRUNCATED,
    /** A 200 that says in its body that there was an error. */
    ERROR_IN_200,
    /** A 200 whose list is empty. */
    EMPTY,
    /** A 200 that leaves out half of what was asked for. */
    PARTIAL,
    /** The same bytes for as long as it lasts, as of its beginning. */
    FROZEN,
    /** Lists that have an order otherwise come in none either. */
    SHUFFLED,
    /** A word for a race's status that nobody has heard of. */
    UNKNOWN_STATUS,
    /** Fields that nobody has heard of. */
    UNKNOWN_FIELDS;

    /** As it is written in JSON and on the command line. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Fault {
    if (!from.isBefore(until)) throw new IllegalArgumentException("a fault lasts from an instant until a later one: " + from + " " + until);
    if (!(probability >= 0 && probability <= 1)) throw new IllegalArgumentException("probability: 0 to 1, not " + probability);
  }

  /** Strikes every answer of that path. */
  public static Fault of(Kind kind, Instant from, Instant until, String path) {
    return new Fault(kind, from, until, Pattern.compile(path), 1, Optional.empty());
  }

  public Fault with(double chance) {
    return new Fault(kind, from, until, path, chance, after);
  }

  public Fault with(Duration wait) {
    return new Fault(kind, from, until, path, probability, Optional.of(wait));
  }

  boolean covers(String asked, Instant now) {
    return !now.isBefore(from) && now.isBefore(until) && path.matcher(asked).matches();
  }
}
