package dev.paddock.season;

import java.math.BigDecimal;

/** Times of the sport as text: {@code 1:42:06.304}, {@code 1:22.167}, {@code +0.895}, {@code +1:00.340}; inside, milliseconds. */
public final class RaceTime {
  private RaceTime() {}

  /** Hours and minutes may be absent; refuses anything else with a {@link NumberFormatException}. */
  public static int parse(String text) {
    var parts = text.split(":");
    if (parts.length > 3) throw new NumberFormatException("too many colons: " + text);
    int minutes = 0;
    for (int i = 0; i < parts.length - 1; i++) minutes = minutes * 60 + Integer.parseInt(parts[i]);
    try {
      return Math.addExact(minutes * 60_000, new BigDecimal(parts[parts.length - 1]).movePointRight(3).intValueExact());
    } catch (ArithmeticException e) {
      throw new NumberFormatException("not whole milliseconds: " + text);
    }
  }

  /** No leading zeros: hours only from one hour, minutes always. */
  public static String lap(long millis) {
    return millis < 60_000 ? "0:" + pad(millis / 1000, 2) + "." + pad(millis % 1000, 3) : text(millis);
  }

  /** The distance to the first car, with a plus sign; minutes only from one minute. */
  public static String gap(long millis) {
    return "+" + text(millis);
  }

  /** Hours and minutes only where there are any. */
  public static String text(long millis) {
    long hours = millis / 3_600_000;
    long minutes = millis / 60_000 % 60;
    long seconds = millis / 1000 % 60;
    var end = "." + pad(millis % 1000, 3);
    if (hours > 0) return hours + ":" + pad(minutes, 2) + ":" + pad(seconds, 2) + end;
    return minutes > 0 ? minutes + ":" + pad(seconds, 2) + end : seconds + end;
  }

  private static String pad(long value, int width) {
    var digits = Long.toString(value);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
