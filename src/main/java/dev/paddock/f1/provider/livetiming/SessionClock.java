package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.session.DatedChange;
import dev.paddock.f1.rules.session.RaceControlMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The instant of session time 0, from what carries both an instant and the session time at which it was told. It can only be told late:
 * the latest of all differences is the least delayed, and nearest to the truth.
 */
public final class SessionClock {
  /** Race control's instants are rounded to whole seconds: what one proves is half a second earlier. */
  private static final long ROUNDED_MS = 500;

  private SessionClock() {}

  /** Of the topics that are there; empty if none of them tells. */
  public static Optional<Instant> began(SessionLoad load) throws IOException {
    return began(Parsed.ofAny(load, Topic.SESSION_DATA, SessionDataStream::parse).value(),
        Parsed.ofAny(load, Topic.RACE_CONTROL, RaceControlStream::parse).value());
  }

  /** Without telemetry: empty if neither has an instant. Instants to the millisecond are preferred to race control's. */
  public static Optional<Instant> began(Collection<DatedChange> changes, Collection<RaceControlMessage> messages) {
    var precise = latest(changes.stream().map(change -> change.utc().minusMillis(change.at())));
    return precise.isPresent() ? precise : latest(messages.stream().filter(m -> m.utc() != null && m.at() != null)
        .map(m -> m.utc().minusMillis(m.at() + ROUNDED_MS)));
  }

  private static Optional<Instant> latest(Stream<Instant> beginnings) {
    return beginnings.max(Comparator.naturalOrder());
  }
}
