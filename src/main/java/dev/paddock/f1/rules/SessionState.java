package dev.paddock.f1.rules;

/** Where a session's result stands, in order. */
public enum SessionState {
  SCHEDULED, AWAITING_RESULTS, PROVISIONAL, CONFIRMED_24H, CONFIRMED_48H, FINAL, AMENDED
}
