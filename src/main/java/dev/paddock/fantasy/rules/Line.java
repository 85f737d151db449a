package dev.paddock.fantasy.rules;

/**
 * One reason for points.
 *
 * @param points hundredths
 * @param note   what it rests on, such as {@code P3}, {@code 5 → 2} or {@link #DATA_INCOMPLETE}; may be empty
 */
public record Line(What what, int points, String note) {
  /** The source has no starting place: the place change counts 0 until it has one. */
  public static final String DATA_INCOMPLETE = "DATA_INCOMPLETE";

  public enum What { POSITION, PLACES, FASTEST_LAP, RETIRED, NOT_CLASSIFIED, DISQUALIFIED, DID_NOT_START, THROUGH, TRANSFERS }
}
