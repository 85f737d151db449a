package dev.paddock.f1.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A season's weekends with the days of their own places: those name the folders of what was published about them. */
public record Schedule(int year, List<Event> events) {
  public enum Format { CONVENTIONAL, SPRINT, SPRINT_SHOOTOUT, SPRINT_QUALIFYING }

  /** @param date local day of the race */
  public record Event(int round, String name, String officialName, String country, String location, Format format, LocalDate date,
      List<Session> sessions) {
    public Event {
      sessions = List.copyOf(sessions);
    }
  }

  /**
   * @param name as published, such as Practice 1
   * @param date local day: that of Las Vegas is a day before the one in UTC
   */
  public record Session(SessionCode code, String name, Instant startsAt, LocalDate date) {}

  public Schedule {
    events = List.copyOf(events);
  }

  /** The same as a calendar. Of circuits and drivers this source says nothing: the place stands for the circuit. */
  public Calendar calendar() {
    return new Calendar(year, events.stream().map(event -> new Calendar.Race(event.round(), event.name(),
        Calendar.slug(event.location()).replace('-', '_'), event.location(), event.location(), event.country(),
        event.sessions().stream().map(s -> new Calendar.Session(s.code(), s.startsAt())).toList())).toList(), List.of());
  }
}
