package dev.paddock.f1.rules;

import java.time.Instant;

/**
 * How a result becomes final: it is looked for hourly until it exists, checked a day apart until {@code checks} checks in a row
 * found nothing new, and watched from then on. A change begins the checks again; one after FINAL makes the result AMENDED for good.
 *
 * @param checks clean checks in a row that make a result final, at least 1
 */
public record VerificationPolicy(int checks) {
  /** Names of the cadences, which are data. */
  public static final String RESULTS = "f1-results", VERIFY = "f1-verify", WATCH = "f1-watch";

  /** What a look at the source showed. HELD: a change that is not believed yet, see {@link Caution}. */
  public enum Seen { NOTHING_YET, FIRST_RESULT, SAME, CHANGED, HELD }

  /** @param cleanChecks in a row since the latest version */
  public record Standing(SessionState state, int cleanChecks) {}

  /** @param pace how to look from now on */
  public record Verdict(Standing standing, Pace pace) {}

  /** How to look from now on. */
  public sealed interface Pace {
    /** As before. */
    record Keep() implements Pace {}

    /** Another cadence, its slots counted from {@code anchor}. */
    record Switch(String cadence, Instant anchor) implements Pace {}
  }

  /** @param at when the answer arrived */
  public Verdict after(Standing before, Seen seen, Instant at) {
    return switch (seen) {
      case NOTHING_YET -> new Verdict(new Standing(SessionState.AWAITING_RESULTS, 0), new Pace.Keep());
      case FIRST_RESULT -> new Verdict(new Standing(SessionState.PROVISIONAL, 0), new Pace.Switch(VERIFY, at));
      case CHANGED ->
          new Verdict(new Standing(wasFinal(before) ? SessionState.AMENDED : SessionState.PROVISIONAL, 0), new Pace.Switch(VERIFY, at));
      case SAME -> clean(before, at);
      case HELD -> new Verdict(before, new Pace.Keep());
    };
  }

  private Verdict clean(Standing before, Instant at) {
    if (before.cleanChecks() >= checks) return new Verdict(before, new Pace.Keep());
    int clean = before.cleanChecks() + 1;
    boolean proven = clean == checks;
    return new Verdict(new Standing(confirmed(before, clean), clean), proven ? new Pace.Switch(WATCH, at) : new Pace.Keep());
  }

  private SessionState confirmed(Standing before, int clean) {
    if (wasFinal(before)) return SessionState.AMENDED;
    if (clean == checks) return SessionState.FINAL;
    return clean == 1 ? SessionState.CONFIRMED_24H : SessionState.CONFIRMED_48H;
  }

  private static boolean wasFinal(Standing s) {
    return s.state() == SessionState.FINAL || s.state() == SessionState.AMENDED;
  }
}
