package dev.paddock.notify;

import dev.paddock.fantasy.contract.Fantasy.Absent;
import dev.paddock.fantasy.contract.Fantasy.TeamReady;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of a reminder: when line-ups lock by the reader's clock, and what keeps his teams from scoring. */
final class ReminderText {
  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", Locale.ENGLISH);

  private ReminderText() {}

  /** @param left until the lock, more than nothing */
  static String title(String race, Duration left) {
    long hours = Math.max(1, (left.toSeconds() + 3599) / 3600);
    return "Line-ups for the " + race + " lock in " + hours + (hours == 1 ? " hour" : " hours");
  }

  static String body(Instant lockAt, ZoneId zone, List<TeamReady> teams) {
    return Stream.concat(Stream.of("They lock on " + WHEN.format(lockAt.atZone(zone)) + " (" + zone.getId() + ")."),
        teams.stream().flatMap(ReminderText::team)).collect(Collectors.joining("\n"));
  }

  private static Stream<String> team(TeamReady team) {
    if (!team.lineup()) return Stream.of(team.name() + " has no line-up: it will score nothing.");
    return team.absent().stream().map(absent -> team.name() + ": " + absent.name() + role(absent)
        + (absent.entered() ? " took no part in the latest round and may not score." : " is not entered and cannot score."));
  }

  private static String role(Absent absent) {
    return switch (absent.role()) {
      case CAPTAIN -> ", your captain,";
      case VICE -> ", your vice-captain,";
      case DRIVER -> "";
    };
  }
}
