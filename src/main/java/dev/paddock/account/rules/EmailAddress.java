package dev.paddock.account.rules;

import java.util.Locale;
import java.util.regex.Pattern;

/** Where mail goes: whatever a mail server may accept, and nothing that could end a header line. */
public final class EmailAddress {
  /** RFC 5321: a path of 256, with its brackets. */
  public static final int LONGEST = 254;

  private static final Pattern FORM = Pattern.compile(
      "[^\\s@<>\\p{Cntrl}\",;:\\\\()\\[\\]]{1,64}@"
          + "(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}]");

  private EmailAddress() {}

  public static boolean isOne(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches();
  }

  /** The same for all ways to write it that are one address to us. */
  public static String key(String address) {
    return address.toLowerCase(Locale.ROOT);
  }
}
