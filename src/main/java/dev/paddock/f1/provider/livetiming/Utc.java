package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.telemetry.TimeBase;

/** {@code 2024-05-19T14:31:01.4524245Z}, with none to nine decimals, in ticks of 100 ns. There are 60,000 a race: no objects for them. */
final class Utc {
  private Utc() {}

  /** @throws Inflated.Undecodable if it is none */
  static long ticks(char[] text, int from, int length) throws Inflated.Undecodable {
    if (length < 19 || text[from + 4] != '-' || text[from + 7] != '-' || text[from + 10] != 'T' || text[from + 13] != ':'
        || text[from + 16] != ':') {
      throw new Inflated.Undecodable("no instant");
    }
    long seconds = days(digits(text, from, 4), digits(text, from + 5, 2), digits(text, from + 8, 2)) * 86_400L
        + digits(text, from + 11, 2) * 3600L + digits(text, from + 14, 2) * 60L + digits(text, from + 17, 2);
    long fraction = 0;
    long unit = TimeBase.TICKS_PER_MS * 1000L;
    for (int i = from + 20; i < from + length && text[i] >= '0' && text[i] <= '9' && text[from + 19] == '.'; i++) {
      unit /= 10;
      fraction += (text[i] - '0') * unit;
    }
    return seconds * TimeBase.TICKS_PER_MS * 1000L + fraction;
  }

  private static int digits(char[] text, int from, int count) throws Inflated.Undecodable {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      if (text[i] < '0' || text[i] > '9') throw new Inflated.Undecodable("no instant");
      value = value * 10 + text[i] - '0';
    }
    return value;
  }

  /** Days since 1970 in the Gregorian calendar; years counted from March, so that the leap day is a year's last. */
  private static long days(int year, int month, int day) {
    long y = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(y, 400L);
    long ofEra = y - era * 400;
    long ofYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
  }
}
