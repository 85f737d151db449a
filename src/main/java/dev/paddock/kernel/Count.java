package dev.paddock.kernel;

import java.util.Locale;

/** How many there are of something, as people read it wherever the house speaks to them, whatever the machine's language. */
public final class Count {
  private Count() {}

  /** {@code 1234567} is "1,234,567". */
  public static String text(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
