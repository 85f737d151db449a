package dev.paddock.horse;

import dev.paddock.horse.provider.HorseSource;
import dev.paddock.schedule.contract.Scheduling.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A provider whose races are followed, and how.
 *
 * @param profile   the cadence that a race begins with: horse or horse-close
 * @param zone      of the provider's calendar
 * @param dividends whether a result is only final with a final dividend
 * @param giveUp    so long after its start a race that is not final is given up
 */
public record Followed(HorseSource source, String profile, ZoneId zone, boolean dividends, Duration giveUp) {
  static final String POLL = "horse.poll";
  static final String DAY = "horse.day";
  private static final String RACE = "horse:";
  private static final String OUTSIDE = "horse-";

  String name() {
    return source.name();
  }

  /** How a race is followed from now on. */
  Plan plan(long raceId, Instant start) {
    return new Plan(subject(raceId), POLL, profile, start, Optional.of(start.plus(giveUp)), name(), source.freshest());
  }

  /** The plan of the day's card, at which everything else begins; off the quarter minutes, on which the races' own slots are. */
  Plan day() {
    return new Plan("horse-day:" + name(), DAY, "horse-day", Instant.parse("2020-01-01T00:07:37Z"), Optional.empty(), name(),
        Duration.ZERO);
  }

  static String subject(long raceId) {
    return RACE + raceId;
  }

  /** What those outside know a race as. */
  static String outside(long raceId) {
    return OUTSIDE + raceId;
  }

  /** 0, which no race has, of another subject. */
  public static long outsideId(String subject) {
    return subject.matches(OUTSIDE + "\\d{1,18}") ? Long.parseLong(subject.substring(OUTSIDE.length())) : 0;
  }

  static long raceId(Plan plan) {
    return Long.parseLong(plan.subject().substring(RACE.length()));
  }
}
