package dev.paddock.fantasy.rules;

/** How boards are called: of classic's teams without more, of other rule sets' teams with the rule set's id. */
public final class BoardName {
  /** The rule set whose boards have no addition to their name. */
  public static final String USUAL = "classic";

  private BoardName() {}

  /** Of classic's teams, such as {@code season-2025}. */
  public static String season(int year) {
    return season(year, USUAL);
  }

  /** Such as {@code season-2025.gentle}. */
  public static String season(int year, String ruleSet) {
    return "season-" + year + of(ruleSet);
  }

  /** Of classic's teams, such as {@code round-2025-las-vegas}. */
  public static String round(String raceId) {
    return round(raceId, USUAL);
  }

  /** Such as {@code round-2025-las-vegas.gentle}. */
  public static String round(String raceId, String ruleSet) {
    return "round-" + raceId + of(ruleSet);
  }

  private static String of(String ruleSet) {
    return ruleSet.equals(USUAL) ? "" : "." + ruleSet;
  }
}
