package dev.paddock.notify.rules;

import java.util.Locale;

/** What users are told of. */
public enum Kind {
  /** A result changed, and with it points. */
  CORRECTION,
  /** Line-ups lock soon, or at another time. */
  DEADLINE,
  /** Somebody joined, left, asked, decided. */
  LEAGUE,
  /** A log-in, a password, a token that was used twice: it cannot be turned off in the app and by e-mail, and it does not wait. */
  SECURITY;

  /** As the API and the database write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Kind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
