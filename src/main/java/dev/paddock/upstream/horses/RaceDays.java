package dev.paddock.upstream.horses;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The days that a stand-in knows; outside of them there is no racing. */
public final class RaceDays {
  private final List<RaceDay> days;
  private final Map<String, Meeting> meetings = new HashMap<>();
  private final Map<String, Race> races = new HashMap<>();

  public RaceDays(List<RaceDay> days) {
    this.days = List.copyOf(days);
    for (var day : days) {
      day.meetings().forEach(meeting -> meetings.put(meeting.id(), meeting));
      day.races().forEach(race -> {
        races.put(race.id(), race);
        races.put(race.marketId(), race);
      });
    }
  }

  /** So many days from {@code first} on. */
  public static RaceDays from(LocalDate first, int count, long seed) {
    return new RaceDays(IntStream.range(0, count).mapToObj(i -> RaceDay.of(first.plusDays(i), seed)).toList());
  }

  List<Meeting> meetings(LocalDate from, LocalDate to) {
    return days.stream().filter(day -> !day.date().isBefore(from) && !day.date().isAfter(to))
        .flatMap(day -> day.meetings().stream()).toList();
  }

  /** Those with a race that starts in that time, both ends included. */
  List<Meeting> meetings(Instant from, Instant to) {
    return days.stream().flatMap(day -> day.meetings().stream()).filter(meeting -> meeting.races().stream()
        .anyMatch(race -> !race.start().isBefore(from) && !race.start().isAfter(to))).toList();
  }

  Stream<Race> races() {
    return days.stream().flatMap(RaceDay::races);
  }

  Optional<Meeting> meeting(String id) {
    return Optional.ofNullable(meetings.get(id));
  }

  /** By TAB NZ's id, or Betfair's. */
  Optional<Race> race(String id) {
    return Optional.ofNullable(races.get(id));
  }
}
