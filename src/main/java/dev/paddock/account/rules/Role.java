package dev.paddock.account.rules;

import java.util.Locale;

public enum Role {
  USER, ADMIN;

  /** As the API and the database write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
