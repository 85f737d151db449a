package dev.paddock.account.rules;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A password as somebody typed it, the same whatever keyboard it was typed on (Unicode NFKC).
 *
 * @param text as it is hashed
 */
public record Password(String text) {
  /** In characters as people count them. */
  public static final int SHORTEST = 12;
  public static final int LONGEST = 128;

  /** A name or an address has to be that long before a password may not contain it. */
  private static final int TELLING = 4;

  public Password {
    text = Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /**
   * Why nobody should have it; empty: he may. It has 12 to 128 characters, any characters; it is not one of those that everybody has,
   * nor one character repeated, nor does it contain whose it is.
   *
   * @param common in lower case
   */
  public Optional<String> refusal(String name, String email, Set<String> common) {
    int length = text.codePointCount(0, text.length());
    if (length < SHORTEST) return Optional.of("A password has at least " + SHORTEST + " characters.");
    if (length > LONGEST) return Optional.of("A password has at most " + LONGEST + " characters.");
    var lower = text.toLowerCase(Locale.ROOT);
    if (common.contains(lower) || text.codePoints().distinct().count() == 1) {
      return Optional.of("This password is among the first that anybody would try.");
    }
    if (contains(lower, name) || contains(lower, email.replaceFirst("@.*", ""))) {
      return Optional.of("A password does not contain the name or the e-mail address that it is for.");
    }
    return Optional.empty();
  }

  private static boolean contains(String password, String what) {
    return what.length() >= TELLING && password.contains(what.toLowerCase(Locale.ROOT));
  }

  @Override public String toString() {
    return "Password[***]";
  }
}
