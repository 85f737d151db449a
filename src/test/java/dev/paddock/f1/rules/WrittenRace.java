package dev.paddock.f1.rules;

import dev.paddock.f1.rules.Calendar.Race;
import dev.paddock.f1.rules.Calendar.Session;
import java.time.Instant;
import java.util.stream.Stream;

/** Races written by hand: {@code race(22, "Las Vegas Grand Prix", "Q 2025-11-22T04:00:00Z", "R 2025-11-23T04:00:00Z")}. */
public final class WrittenRace {
  private WrittenRace() {}

  public static Race race(int round, String name, String... starts) {
    return new Race(round, name, "circuit", "Circuit", "Place", "Country", Stream.of(starts).map(start -> start.split(" "))
        .map(start -> new Session(SessionCode.valueOf(start[0]), Instant.parse(start[1]))).toList());
  }
}
