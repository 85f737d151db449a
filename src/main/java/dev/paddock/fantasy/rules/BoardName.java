package dev.paddock.fantasy.rules;

/** How boards are called. */
public final class BoardName {
  private BoardName() {}

  /** Such as {@code season-2025}. */
  public static String season(int year) {
    return "season-" + year;
  }

  /** Such as {@code round-2025-las-vegas}. */
  public static String round(String raceId) {
    return "round-" + raceId;
  }
}
