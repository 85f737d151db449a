package dev.paddock.notify;

import dev.paddock.f1.contract.Formula1.Round;
import dev.paddock.fantasy.contract.Fantasy.DriverChange;
import dev.paddock.fantasy.contract.Fantasy.Impact;
import dev.paddock.kernel.Count;
import dev.paddock.kernel.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words of a correction's notification. */
final class CorrectionText {
  private static final int DRIVERS_NAMED = 4;

  private CorrectionText() {}

  /** Such as {@code race}. */
  static String session(String sessionId, Round round) {
    return round.sessions().stream().filter(session -> session.sessionId().equals(sessionId)).findFirst()
        .map(session -> session.kind().name().toLowerCase(Locale.ROOT)).orElse(sessionId);
  }

  /** One line: whose points of the session changed, and how many teams that moved. */
  static String body(Impact impact) {
    var parts = new ArrayList<String>();
    impact.drivers().stream().limit(DRIVERS_NAMED).map(CorrectionText::driver).forEach(parts::add);
    int more = impact.drivers().size() - DRIVERS_NAMED;
    if (more > 0) parts.add(Count.text(more) + (more == 1 ? " more driver" : " more drivers"));
    var teams = Count.text(impact.changed()) + " of " + Count.text(impact.teams())
        + (impact.teams() == 1 ? " team" : " teams") + " changed";
    return parts.isEmpty() ? "no points changed" : String.join(", ", parts) + ": " + teams;
  }

  private static String driver(DriverChange change) {
    return name(change.driverId()) + " " + Points.text(change.before()) + " → " + Points.text(change.after());
  }

  // Ids are names in small letters: max_verstappen.
  private static String name(String driverId) {
    return Arrays.stream(driverId.split("_")).filter(word -> !word.isEmpty())
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1)).collect(Collectors.joining(" "));
  }
}
