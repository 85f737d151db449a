package dev.paddock.f1.rules.session;

import dev.paddock.f1.rules.SessionCode;
import java.time.LocalDate;
import java.util.Set;

/**
 * Where live timing archives a session, below static/: {@code 2025/2025-05-04_Miami_Grand_Prix/2025-05-03_Sprint/}. Dates are those of the
 * place, not UTC's; the name is the event's as live timing writes it, accents included ({@code São_Paulo_Grand_Prix}). A season's index
 * is to be preferred where there is one.
 */
public final class SessionPath {
  /** Suzuka 2019 and São Paulo 2024: the weather moved qualifying to the Sunday, its directory kept the Saturday's date. */
  private static final Set<LocalDate> QUALIFYING_MOVED = Set.of(LocalDate.of(2019, 10, 13), LocalDate.of(2024, 11, 3));
  private static final LocalDate IMOLA_2020 = LocalDate.of(2020, 11, 1);

  private SessionPath() {}

  /**
   * With a slash at its end, not encoded for a URL.
   *
   * @param event "Miami Grand Prix"
   * @param race  the race's local date, {@code day} the session's
   */
  public static String of(int year, String event, LocalDate race, LocalDate day, SessionCode code) {
    return year + "/" + race + "_" + event.strip().replace(' ', '_') + "/" + directory(race, day, code) + "_" + name(year, race, code)
        + "/";
  }

  private static LocalDate directory(LocalDate race, LocalDate day, SessionCode code) {
    return code == SessionCode.Q && QUALIFYING_MOVED.contains(race) ? race.minusDays(1) : day;
  }

  private static String name(int year, LocalDate race, SessionCode code) {
    return switch (code) {
      // The only practice of its weekend has no number.
      case FP1 -> race.equals(IMOLA_2020) ? "Practice" : "Practice_1";
      case FP2 -> "Practice_2";
      case FP3 -> "Practice_3";
      case SQ -> "Sprint_Qualifying";
      case SS -> "Sprint_Shootout";
      case Q -> "Qualifying";
      case S -> year == 2021 ? "Sprint_Qualifying" : "Sprint";
      case R -> "Race";
    };
  }
}
