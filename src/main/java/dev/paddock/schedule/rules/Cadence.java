package dev.paddock.schedule.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * When to look, as data: bands of equally spaced slots around an anchor (a start, an arrival of results).
 * Slots are computed from the anchor, so they never drift. Pure: same anchor, same instant, same answer.
 *
 * @param retryTimes how often a failed slot is tried again before the next slot, at least 0
 * @param retryEvery between those tries
 */
public record Cadence(String name, List<Band> bands, int retryTimes, Duration retryEvery) {

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

    private Optional<Instant> after(Instant anchor, Instant t) {
      var first = anchor.plus(from);
      if (first.isAfter(t)) return Optional.of(first);
      return every
          .map(step -> first.plus(step.multipliedBy(Duration.between(first, t).dividedBy(step) + 1)))
          .filter(slot -> to.isEmpty() || slot.isBefore(anchor.plus(to.get())));
    }

    private Optional<Instant> atOrBefore(Instant anchor, Instant t) {
      var first = anchor.plus(from);
      if (first.isAfter(t)) return Optional.empty();
      if (every.isEmpty()) return Optional.of(first);
      LongFunction<Instant> slot = k -> first.plus(every.get().multipliedBy(k));
      var k = Duration.between(first, t).dividedBy(every.get());
      if (to.isPresent()) k = Math.min(k, lastIndex(to.get().minus(from), every.get()));
      return Optional.of(slot.apply(k));
    }

    private static long lastIndex(Duration length, Duration step) {
      var whole = length.dividedBy(step);
      return step.multipliedBy(whole).equals(length) ? whole - 1 : whole;
    }
  }

  public Cadence {
    if (bands.isEmpty()) throw new IllegalArgumentException("cadence " + name + " has no band");
    if (retryTimes < 0 || !retryEvery.isPositive()) throw new IllegalArgumentException(
        "cadence " + name + ": retries must be 0 or more, their interval positive");
    bands = List.copyOf(bands);
  }

  /** A cadence with the house's usual retry: three times, an hour apart. */
  public Cadence(String name, Band... bands) {
    this(name, List.of(bands), 3, Duration.ofHours(1));
  }

  /** The first slot strictly after {@code t}; empty when there is none. */
  public Optional<Instant> after(Instant anchor, Instant t) {
    return bands.stream().flatMap(band -> band.after(anchor, t).stream()).min(Instant::compareTo);
  }

  /** The last slot at or before {@code t}; empty when none has come yet. */
  public Optional<Instant> atOrBefore(Instant anchor, Instant t) {
    return bands.stream().flatMap(band -> band.atOrBefore(anchor, t).stream()).max(Instant::compareTo);
  }

  /** The slots after {@code after} and at or before {@code until}, in order, at most {@code limit}. */
  public Stream<Instant> between(Instant anchor, Instant after, Instant until, int limit) {
    return Stream.iterate(after(anchor, after), Optional::isPresent, slot -> after(anchor, slot.get()))
        .map(Optional::get).takeWhile(slot -> !slot.isAfter(until)).limit(limit);
  }
}
