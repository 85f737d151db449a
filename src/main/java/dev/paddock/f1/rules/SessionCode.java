package dev.paddock.f1.rules;

/** FastF1's session codes. Only qualifying, sprint and race are scored, and so polled for results. */
public enum SessionCode {
  FP1, FP2, FP3, SQ, SS, Q, S, R;

  public boolean scored() {
    return this == Q || this == S || this == R;
  }

  /** For people: "race", "sprint", "qualifying". */
  public String spoken() {
    return switch (this) {
      case FP1 -> "first practice";
      case FP2 -> "second practice";
      case FP3 -> "third practice";
      case SQ -> "sprint qualifying";
      case SS -> "sprint shootout";
      case Q -> "qualifying";
      case S -> "sprint";
      case R -> "race";
    };
  }
}
