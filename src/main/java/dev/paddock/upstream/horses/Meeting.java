package dev.paddock.upstream.horses;

import java.time.LocalDate;
import java.util.List;

/**
 * Races at one track on one day.
 *
 * @param id      TAB NZ's
 * @param eventId Betfair's
 * @param country as TAB NZ codes it: NZ, AUS, UK, USA
 */
public record Meeting(String id, String eventId, LocalDate date, Category category, String name, String country, String state,
    String condition, String weather, List<Race> races) {
  /** Thoroughbreds, greyhounds, trotters and pacers. */
  public enum Category {
    T("Thoroughbred Horse Racing"), G("Greyhound Racing"), H("Harness Horse Racing");

    final String title;

    Category(String title) {
      this.title = title;
    }
  }

  public Meeting {
    races = List.copyOf(races);
  }
}
