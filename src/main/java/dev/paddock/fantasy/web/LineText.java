package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.Line;
import java.util.Locale;

/** A reason for points in words. */
final class LineText {
  private LineText() {}

  /** Such as "Finished 3rd", "Places 5 → 2" or "Fastest lap (lap 50)". */
  static String of(String sessionCode, Line line) {
    return switch (line.what()) {
      case POSITION -> ("Q".equals(sessionCode) ? "Qualified " : "Finished ") + ordinal(Integer.parseInt(line.note().substring(1)));
      case PLACES -> line.note().equals(Line.DATA_INCOMPLETE) ? "Starting place not known yet" : "Places " + line.note();
      case FASTEST_LAP -> "Fastest lap (" + line.note() + ")";
      case THROUGH -> "Drivers through: " + line.note();
      case TRANSFERS -> "Transfers: " + line.note();
      case RETIRED, NOT_CLASSIFIED, DISQUALIFIED, DID_NOT_START -> sentence(line.what().name());
    };
  }

  private static String ordinal(int place) {
    var ending = place / 10 % 10 == 1 ? "th" : switch (place % 10) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
    };
    return place + ending;
  }

  private static String sentence(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
