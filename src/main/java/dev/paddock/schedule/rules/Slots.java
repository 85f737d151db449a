package dev.paddock.schedule.rules;

import java.time.Instant;
import java.util.Optional;

/** When to look: the slots that follow from an anchor. Pure: same anchor, same instant, same answer; strictly increasing. */
public interface Slots {
  /** The first slot strictly after {@code t}; empty when there is none. */
  Optional<Instant> after(Instant anchor, Instant t);

  /** The last slot at or before {@code t}; empty when none has come yet. */
  Optional<Instant> atOrBefore(Instant anchor, Instant t);
}
