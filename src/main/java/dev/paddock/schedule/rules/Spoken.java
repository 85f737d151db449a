package dev.paddock.schedule.rules;

import dev.paddock.schedule.rules.Cadence.Band;
import java.time.Duration;
import java.util.ArrayList;

/** Times in an operator's words. T is the anchor: a start, the arrival of a result. */
public final class Spoken {
  private Spoken() {}

  /** {@code at T+24 h}, or {@code every 15 s from T−5 min to T}. */
  static String of(Band band) {
    if (band.every().isEmpty()) return "at " + at(band.from());
    var begin = "every " + of(band.every().get()) + " from " + at(band.from());
    return band.to().map(to -> begin + " to " + at(to)).orElse(begin);
  }

  /** {@code once, after 1 h}, {@code 10 times, after 15 s, doubling to 1 min}. */
  public static String of(Retry retry) {
    if (retry.times() == 0) return "not before the next slot";
    var waits = (retry.times() == 1 ? "once, after " : retry.times() + " times, after ") + of(retry.every());
    return retry.atMost().equals(retry.every()) ? waits : waits + ", doubling to " + of(retry.atMost());
  }

  /** {@code 15 s}, {@code 1 h 30 min}, {@code 14 d}. */
  public static String of(Duration time) {
    var parts = new ArrayList<String>();
    part(parts, time.toDays(), "d");
    part(parts, time.toHoursPart(), "h");
    part(parts, time.toMinutesPart(), "min");
    part(parts, time.toSecondsPart(), "s");
    part(parts, time.toMillisPart(), "ms");
    return parts.isEmpty() ? "0 s" : String.join(" ", parts);
  }

  private static void part(ArrayList<String> parts, long value, String unit) {
    if (value != 0) parts.add(value + " " + unit);
  }

  private static String at(Duration offset) {
    if (offset.isZero()) return "T";
    return offset.isNegative() ? "T−" + of(offset.negated()) : "T+" + of(offset);
  }
}
