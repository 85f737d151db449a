package dev.paddock.fantasy.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Twelve of Crockford's 32 letters and digits: 60 bits that nobody guesses, and that can be read out on the telephone. */
public record InviteCode(String text) {
  public static final int LENGTH = 12;

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  public InviteCode {
    if (text.length() != LENGTH || text.chars().anyMatch(c -> ALPHABET.indexOf(c) < 0)) throw new IllegalArgumentException("not a code");
  }

  /** @param random one that cannot be foretold */
  public static InviteCode draw(RandomGenerator random) {
    var letters = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) letters[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    return new InviteCode(new String(letters));
  }

  /** What somebody typed: in any case, with or without hyphens and spaces, O for 0, I or L for 1. Empty: no code looks like that. */
  public static Optional<InviteCode> parse(String typed) {
    var text = typed.toUpperCase(Locale.ROOT).replaceAll("[- ]", "").replace('O', '0').replace('I', '1').replace('L', '1');
    boolean fits = text.length() == LENGTH && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    return fits ? Optional.of(new InviteCode(text)) : Optional.empty();
  }

  /** In fours, for people. */
  public String spelled() {
    return text.substring(0, 4) + "-" + text.substring(4, 8) + "-" + text.substring(8);
  }

  /** Whoever reads it may come in: not for a log. */
  @Override public String toString() {
    return "InviteCode[…]";
  }
}
