package dev.paddock.horse.provider;

import java.util.regex.Pattern;

/** Distances as they are written in names of races and on cards: 1200m, 1m2f, 2m, 5f, 8.5f. */
final class Distance {
  private static final Pattern METRES = Pattern.compile("\\b(\\d{3,5})m\\b");
  private static final Pattern MILES = Pattern.compile("\\b(?:(\\d{1,2})m)?(?:(\\d{1,2}(?:\\.\\d)?)f)?\\b");
  private static final double FURLONG = 201.168;

  private Distance() {}

  /** 0: not told. */
  static int metres(String text) {
    var metres = METRES.matcher(text);
    if (metres.find()) return Integer.parseInt(metres.group(1));
    var miles = MILES.matcher(text);
    while (miles.find()) {
      if (!miles.group().isEmpty()) return furlongs(number(miles.group(1)) * 8 + number(miles.group(2)));
    }
    return 0;
  }

  static int furlongs(double furlongs) {
    return (int) Math.round(furlongs * FURLONG);
  }

  private static double number(String digits) {
    return digits == null ? 0 : Double.parseDouble(digits);
  }
}
