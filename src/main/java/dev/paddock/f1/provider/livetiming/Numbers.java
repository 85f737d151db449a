package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.timing.Delta;

/** Numbers and times as the timing stream writes them, read from its characters. What is none is not said: {@link Delta#UNSAID}. */
final class Numbers {
  /** No time is as long as a day. */
  private static final int LONGEST = 24 * 3_600_000;

  private Numbers() {}

  /** {@code 26.966}, {@code 1:27.060}, {@code 1:02:03.4} in ms; an empty text is {@link Delta#BLANK}. */
  static int time(char[] text, int from, int length) {
    if (length == 0) return Delta.BLANK;
    long whole = 0;
    long part = -1;
    int fraction = -1;
    for (int i = from; i < from + length; i++) {
      char c = text[i];
      if (c >= '0' && c <= '9') {
        if (fraction >= 0) {
          if (fraction < 3) whole = whole * 10 + (c - '0');
          fraction++;
        } else {
          part = Math.max(part, 0) * 10 + (c - '0');
          if (part > LONGEST) return Delta.UNSAID;
        }
      } else if (c == ':' && part >= 0 && fraction < 0) {
        whole = (whole + part) * 60;
        part = -1;
        if (whole > LONGEST) return Delta.UNSAID;
      } else if (c == '.' && part >= 0 && fraction < 0) {
        whole += part;
        fraction = 0;
      } else {
        return Delta.UNSAID;
      }
    }
    if (fraction < 0) {
      if (part < 0) return Delta.UNSAID;
      whole += part;
      fraction = 0;
    }
    for (int i = fraction; i < 3; i++) whole *= 10;
    return whole < LONGEST ? (int) whole : Delta.UNSAID;
  }

  /** {@code LAP 5}: {@link Delta#LEADER}; {@code +1.234}: ms. A gap in laps is no gap in time, and is {@link Delta#BLANK}. */
  static int gap(char[] text, int from, int length) {
    if (length > 3 && text[from] == 'L' && text[from + 1] == 'A' && text[from + 2] == 'P') return Delta.LEADER;
    if (length > 1 && text[from] == '+') return time(text, from + 1, length - 1);
    return Delta.BLANK;
  }

  /** Digits only, at most six. */
  static int whole(char[] text, int from, int length) {
    if (length == 0) return Delta.BLANK;
    if (length > 6) return Delta.UNSAID;
    int value = 0;
    for (int i = from; i < from + length; i++) {
      if (text[i] < '0' || text[i] > '9') return Delta.UNSAID;
      value = value * 10 + text[i] - '0';
    }
    return value;
  }

  /** Digits only, at most {@code highest}; anything else: -1. */
  static int whole(String text, int highest) {
    int length = text.length();
    if (length < 1 || length > 6) return -1;
    int value = 0;
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') return -1;
      value = value * 10 + text.charAt(i) - '0';
    }
    return value <= highest ? value : -1;
  }
}
