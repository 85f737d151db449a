package dev.paddock.kernel;

/** Points are whole hundredths inside the house; people read them with as many decimals as needed, at least one. See {@link Count}. */
public final class Points {
  private Points() {}

  /** {@code 8750} is "87.5", {@code -1200} is "-12.0", {@code 123456} is "1,234.56". */
  public static String text(int hundredths) {
    int cents = Math.abs(hundredths % 100);
    var decimals = cents % 10 == 0 ? String.valueOf(cents / 10) : (cents < 10 ? "0" : "") + cents;
    return (hundredths < 0 ? "-" : "") + Count.text(Math.abs(hundredths / 100)) + "." + decimals;
  }
}
