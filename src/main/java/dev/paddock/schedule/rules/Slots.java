package dev.paddock.schedule.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When to look: the slots that follow from an anchor. Pure: same anchor, same instant, same answer; strictly increasing. */
public interface Slots {
  /** The first slot strictly after {@code t}; empty when there is none. */
  Optional<Instant> after(Instant anchor, Instant t);

  /** The last slot at or before {@code t}; empty when none has come yet. */
  Optional<Instant> atOrBefore(Instant anchor, Instant t);

  /** All of them in words, a line for each pace. T is the anchor. */
  List<String> words();

  /** The line that says at which pace this slot comes. */
  String words(Instant anchor, Instant slot);
}
