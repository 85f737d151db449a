package dev.paddock.account.rules;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** What others see of a user. */
public final class PlayerName {
  private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N} ._'-]{1,30})[\\p{L}\\p{M}\\p{N}.]");

  private PlayerName() {}

  /** Three to 32 letters, digits, blanks, and a few signs between them; no two blanks in a row. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches() && !text.contains("  ");
  }

  /** As it is kept: one form of what looks the same. */
  public static String kept(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC);
  }
}
