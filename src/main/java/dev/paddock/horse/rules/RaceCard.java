package dev.paddock.horse.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A day's meetings and races as a provider lists them: what is followed from then on.
 *
 * @param providerTime what the provider says its list is of
 */
public record RaceCard(List<Meeting> meetings, Optional<Instant> providerTime) {

  /**
   * @param meetingId the provider's
   * @param type      thoroughbred, greyhound, harness
   * @param country   as the provider codes it, upper case: NZ, AUS, UK
   */
  public record Meeting(String meetingId, String name, LocalDate date, String type, String country, String track, List<Race> races) {
    public Meeting {
      races = List.copyOf(races);
    }
  }

  /**
   * @param raceId   the provider's
   * @param number   in the meeting, from 1; 0: its provider does not number them
   * @param distance in metres, 0: not told
   */
  public record Race(String raceId, int number, String name, Instant advertisedStart, int distance, RaceStatus status,
      Optional<String> trackCondition, Optional<String> weather) {}

  public RaceCard {
    meetings = List.copyOf(meetings);
  }
}
