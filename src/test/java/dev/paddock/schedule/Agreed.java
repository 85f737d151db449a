package dev.paddock.schedule;

import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Cadences and plans that the scheduler's tests agree on: everything begins on a Sunday at noon. */
final class Agreed {
  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");

  static final Function<String, Cadence> CADENCES = Map.of(
      "hourly", new Cadence("hourly", List.of(Band.every(Duration.ofHours(1), Duration.ZERO)), 3, Duration.ofMinutes(10)),
      "close", new Cadence("close", List.of(Band.every(Duration.ofSeconds(15), Duration.ZERO)), 3, Duration.ofSeconds(15)),
      "daily", new Cadence("daily", Band.every(Duration.ofDays(1), Duration.ofDays(1))),
      "once", new Cadence("once", List.of(Band.at(Duration.ZERO)), 3, Duration.ofMinutes(1)))::get;

  private Agreed() {}

  static Plan hourly(String subject, Instant from) {
    return new Plan(subject, "look", "hourly", from, Optional.empty());
  }

  static Plan once(String subject, Instant at) {
    return new Plan(subject, "look", "once", at, Optional.empty());
  }
}
