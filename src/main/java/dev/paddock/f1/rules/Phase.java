package dev.paddock.f1.rules;

import java.time.Instant;
import java.util.Locale;

/** Where a session is in its own time, by the schedule: a red flag does not make it longer. */
public enum Phase {
  SCHEDULED, LIVE, COMPLETED, CANCELLED;

  /** It is live from its start, and completed from its scheduled end. */
  public static Phase of(Instant startsAt, Instant endsAt, boolean cancelled, Instant now) {
    if (cancelled) return CANCELLED;
    return now.isBefore(startsAt) ? SCHEDULED : now.isBefore(endsAt) ? LIVE : COMPLETED;
  }

  /** For people: "live". */
  public String spoken() {
    return name().toLowerCase(Locale.ROOT);
  }
}
