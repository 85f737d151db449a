package dev.paddock.f1.rules;

import java.time.Duration;

/** FastF1's session codes. Only qualifying, sprint and race are scored, and so polled for results. */
public enum SessionCode {
  FP1, FP2, FP3, SQ, SS, Q, S, R;

  public boolean scored() {
    return this == Q || this == S || this == R;
  }

  /** As it is scheduled: a race that is not stopped is over within two hours. */
  public Duration lasts() {
    return Duration.ofMinutes(switch (this) {
      case FP1, FP2, FP3, Q, S -> 60;
      case SQ, SS -> 44;
      case R -> 120;
    });
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
