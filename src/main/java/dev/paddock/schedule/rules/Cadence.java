package dev.paddock.schedule.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When to look, as data, and when to try again. Usually bands of equally spaced slots around an anchor (a start, an arrival of results);
 * slots are computed from the anchor, so they never drift. Pure: same anchor, same instant, same answer.
 *
 * @param slots when to look: bands, or the entries of a calendar
 * @param retry when to try again what failed
 */
public record Cadence(String name, Slots slots, Retry retry) {
  /**
   * Slots at {@code anchor + from + k·every}, from {@code from} (inclusive) to {@code to} (exclusive):
   * where two bands meet, the boundary belongs to the later one, which before a start is the faster one.
   *
   * @param from  offset from the anchor; negative is before it
   * @param to    empty: without end
   * @param every empty: a single slot, at {@code from}
   */
  public record Band(Duration from, Optional<Duration> to, Optional<Duration> every) {
    public Band {
      if (every.isPresent() && !every.get().isPositive()) throw new IllegalArgumentException("every must be positive: " + every.get());
      if (to.isPresent() && to.get().compareTo(from) <= 0) throw new IllegalArgumentException(
          "a band ends after it begins: " + from + " to " + to.get());
    }

    public static Band at(Duration offset) {
      return new Band(offset, Optional.empty(), Optional.empty());
    }

    public static Band every(Duration every, Duration from) {
      return new Band(from, Optional.empty(), Optional.of(every));
    }

    public static Band every(Duration every, Duration from, Duration to) {
      return new Band(from, Optional.of(to), Optional.of(every));
    }

    Optional<Instant> after(Instant anchor, Instant t) {
      var first = anchor.plus(from);
      if (first.isAfter(t)) return Optional.of(first);
      if (every.isEmpty() || isOver(anchor, t)) return Optional.empty();
      return Optional.of(slot(first, index(first, t) + 1)).filter(slot -> !isOver(anchor, slot));
    }

    Optional<Instant> atOrBefore(Instant anchor, Instant t) {
      var first = anchor.plus(from);
      if (first.isAfter(t)) return Optional.empty();
      if (every.isEmpty()) return Optional.of(first);
      return Optional.of(slot(first, index(first, isOver(anchor, t) ? anchor.plus(to.get()).minusNanos(1) : t)));
    }

    private boolean isOver(Instant anchor, Instant t) {
      return to.isPresent() && !t.isBefore(anchor.plus(to.get()));
    }

    private Instant slot(Instant first, long index) {
      return first.plusNanos(every.get().toNanos() * index);
    }

    private long index(Instant first, Instant t) {
      return Duration.between(first, t).toNanos() / every.get().toNanos();
    }
  }

  /** A cadence of bands with a constant retry. */
  public Cadence(String name, List<Band> bands, int retryTimes, Duration retryEvery) {
    this(name, bands, Retry.constant(retryTimes, retryEvery));
  }

  public Cadence(String name, List<Band> bands, Retry retry) {
    this(name, new Bands(bands), retry);
    if (bands.isEmpty()) throw new IllegalArgumentException("cadence " + name + " has no band");
  }

  /** A cadence with the house's usual retry: three times, an hour apart. */
  public Cadence(String name, Band... bands) {
    this(name, List.of(bands), 3, Duration.ofHours(1));
  }

  /** The first slot strictly after {@code t}; empty when there is none. */
  public Optional<Instant> after(Instant anchor, Instant t) {
    return slots.after(anchor, t);
  }

  /** The last slot at or before {@code t}; empty when none has come yet. */
  public Optional<Instant> atOrBefore(Instant anchor, Instant t) {
    return slots.atOrBefore(anchor, t);
  }

  /** In words, a line for each pace: "every 15 s from T−5 min to T". T is the anchor. */
  public List<String> words() {
    return slots.words();
  }

  /** The pace at which this slot comes, in words. */
  public String words(Instant anchor, Instant slot) {
    return slots.words(anchor, slot);
  }

  /** The slots after {@code after} and at or before {@code until}, in order, at most {@code limit}. */
  public Stream<Instant> between(Instant anchor, Instant after, Instant until, int limit) {
    return Stream.iterate(after(anchor, after), Optional::isPresent, slot -> after(anchor, slot.get()))
        .map(Optional::get).takeWhile(slot -> !slot.isAfter(until)).limit(limit);
  }
}
