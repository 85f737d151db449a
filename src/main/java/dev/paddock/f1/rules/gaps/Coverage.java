package dev.paddock.f1.rules.gaps;

import dev.paddock.f1.rules.session.DataKind;
import java.time.Instant;

/**
 * What became of one kind of data of one session or circuit when it was looked for.
 *
 * @param subject a session, or of circuits a race
 * @param source  the provider that it came from or was asked
 * @param reason  why it is absent or failed; of what is stored what was odd about it, or empty
 * @param rows    how many are stored
 * @param at      when it was looked for
 */
public record Coverage(String subject, DataKind kind, State state, String source, String reason, int rows, Instant at) {
  public enum State { STORED, ABSENT, FAILED }

  public static Coverage stored(String subject, DataKind kind, String source, String odd, int rows, Instant at) {
    return new Coverage(subject, kind, State.STORED, source, odd, rows, at);
  }

  public static Coverage absent(String subject, DataKind kind, String source, String reason, Instant at) {
    return new Coverage(subject, kind, State.ABSENT, source, reason, 0, at);
  }

  public static Coverage failed(String subject, DataKind kind, String source, String reason, Instant at) {
    return new Coverage(subject, kind, State.FAILED, source, reason, 0, at);
  }
}
