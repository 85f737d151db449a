package dev.paddock.f1.provider;

import java.util.regex.Pattern;

/** Times as the sport writes them: {@code 1:33.365}, {@code 1:21:08.429}, {@code 59.874}. */
final class LapTime {
  private static final Pattern TIME = Pattern.compile("(?:(?:(\\d{1,2}):)?(\\d{1,2}):)?(\\d{1,2})(?:\\.(\\d{1,3}))?");

  private LapTime() {}

  /** Milliseconds; {@code null} for {@code null}. Anything else than a time is refused. */
  static Long millisOrNull(String text) throws Malformed {
    if (text == null) return null;
    var m = TIME.matcher(text);
    if (!m.matches()) throw new Malformed("time " + text);
    long fraction = m.group(4) == null ? 0 : Long.parseLong((m.group(4) + "00").substring(0, 3));
    return number(m.group(1)) * 3_600_000 + number(m.group(2)) * 60_000 + number(m.group(3)) * 1000 + fraction;
  }

  /** Whether it is written like a time; "+1 lap" is not. */
  static boolean is(String text) {
    return TIME.matcher(text).matches();
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
