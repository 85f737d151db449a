package dev.paddock.f1.rules;

/**
 * How a car ended the session, from Jolpica's {@code positionText}: digits are classified, R retired, N not classified,
 * D and E disqualified, W and F never took part. Qualifying has no such letter: without any time a car is not classified.
 */
public enum Finish {
  CLASSIFIED, RETIRED, NOT_CLASSIFIED, DISQUALIFIED, DID_NOT_START;

  public boolean classified() {
    return this == CLASSIFIED;
  }
}
