package dev.paddock.f1.rules;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A season as published. */
public record Calendar(int year, List<Race> races, List<Driver> drivers) {
  /** Corrections apply until so long after the last race of the season. */
  public static final Duration CLOSES_AFTER = Duration.ofDays(14);

  /** @param sessions with their scheduled starts, UTC */
  public record Race(int round, String name, String circuitId, String circuit, String locality, String country, List<Session> sessions) {
    /** Season and name, not the round: it stays when the calendar is renumbered. {@code 2025-las-vegas}. */
    public String id(int year) {
      return year + "-" + slug(name);
    }

    public Optional<Instant> start(SessionCode code) {
      return sessions.stream().filter(s -> s.code() == code).map(Session::startsAt).findFirst();
    }
  }

  public record Session(SessionCode code, Instant startsAt) {
    public Instant endsAt() {
      return startsAt.plus(code.lasts());
    }
  }

  /** @param number permanent number; null when the source has none, {@code code} and {@code nationality} likewise */
  public record Driver(String driverId, String code, Integer number, String givenName, String familyName, String nationality) {}

  /** The races whose start is known: the others cannot be planned for. */
  public Calendar dated() {
    return new Calendar(year, races.stream().filter(race -> race.start(SessionCode.R).isPresent()).toList(), drivers);
  }

  /** When the season closes; empty without races. */
  public Optional<Instant> closesAt() {
    return races.stream().flatMap(race -> race.sessions().stream()).map(Session::startsAt)
        .max(Comparator.naturalOrder()).map(last -> last.plus(CLOSES_AFTER));
  }

  static String slug(String raceName) {
    var plain = Normalizer.normalize(raceName, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    return plain.replaceFirst("\\s*grand prix$", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
