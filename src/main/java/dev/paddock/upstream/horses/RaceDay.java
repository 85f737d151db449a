package dev.paddock.upstream.horses;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A day of racing in the whole world: a pure function of date and seed. */
public final class RaceDay {
  private final LocalDate date;
  private final List<Meeting> meetings;
  private final Map<String, Meeting> byId = new HashMap<>();
  private final Map<String, Race> races = new HashMap<>();
  private final Map<String, Race> markets = new HashMap<>();

  private RaceDay(LocalDate date, List<Meeting> meetings) {
    this.date = date;
    this.meetings = List.copyOf(meetings);
    for (var meeting : meetings) {
      byId.put(meeting.id(), meeting);
      for (var race : meeting.races()) {
        races.put(race.id(), race);
        markets.put(race.marketId(), race);
      }
    }
  }

  /** @param date as New Zealand counts it: the first race is run in the afternoon (UTC) of the day before */
  public static RaceDay of(LocalDate date, long seed) {
    return new RaceDay(date, new Programme(date, new Draw(seed).on(date.toEpochDay())).meetings());
  }

  /** The same with only every n-th of its meetings. */
  public static RaceDay some(LocalDate date, long seed, int n) {
    var meetings = of(date, seed).meetings();
    return new RaceDay(date, IntStream.range(0, meetings.size()).filter(i -> i % n == 0).mapToObj(meetings::get).toList());
  }

  /** The same without all meetings but the last: there is no day without any. */
  public static RaceDay quiet(LocalDate date, long seed) {
    return new RaceDay(date, List.of(of(date, seed).meetings().getLast()));
  }

  public LocalDate date() {
    return date;
  }

  public List<Meeting> meetings() {
    return meetings;
  }

  public Stream<Race> races() {
    return meetings.stream().flatMap(meeting -> meeting.races().stream());
  }

  /** By TAB NZ's id. */
  public Optional<Meeting> meeting(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** By TAB NZ's id. */
  public Optional<Race> race(String id) {
    return Optional.ofNullable(races.get(id));
  }

  /** By Betfair's id. */
  public Optional<Race> market(String id) {
    return Optional.ofNullable(markets.get(id));
  }

  /** As Betfair numbers them: 7 horses, 4339 greyhounds. */
  public String eventType(Race race) {
    return BetfairMarkets.eventType(byId.get(race.meetingId()));
  }

  /** As Betfair codes it: GB, AU. */
  public String country(Race race) {
    return BetfairMarkets.country(byId.get(race.meetingId()));
  }

  public Instant firstStart() {
    return races().map(Race::start).min(Instant::compareTo).orElseThrow();
  }

  /** After that nothing changes any more. */
  public Instant over() {
    return races().map(Race::fate).map(fate -> fate.protest().map(Fate.Protest::decided).orElse(fate.official()))
        .max(Instant::compareTo).orElseThrow();
  }
}
