package dev.paddock.schedule.rules;

import java.time.Duration;

/**
 * When what failed is tried again. The back-off is {@code every} after the first failure and doubles with each further one in a row,
 * up to {@code atMost}; the same always when the two are equal.
 *
 * <p>Usually the next try is at the back-off or at the cadence's next slot, whichever is earlier. In the last {@code close} before the
 * anchor, where slots come faster than a source in trouble can bear, it is whichever is <em>later</em>.
 *
 * @param times  how often a slot is tried again before the next slot, at least 0; close to the anchor there is no such limit
 * @param every  the first back-off
 * @param atMost the longest back-off, {@code every} or more
 * @param close  how long before the anchor the later of the two counts; zero: never
 */
public record Retry(int times, Duration every, Duration atMost, Duration close) {
  public Retry {
    if (times < 0 || !every.isPositive()) throw new IllegalArgumentException("retries must be 0 or more, their interval positive");
    if (atMost.compareTo(every) < 0) throw new IllegalArgumentException("a back-off of at most " + atMost + " cannot begin with " + every);
    if (close.isNegative()) throw new IllegalArgumentException("how close is close must not be negative: " + close);
  }

  /** So many times, always that far apart. */
  public static Retry constant(int times, Duration every) {
    return new Retry(times, every, every, Duration.ZERO);
  }

  /** How long to wait. @param failures in a row before the one that has just happened */
  public Duration backOff(int failures) {
    var backOff = every;
    for (int n = 0; n < failures && backOff.compareTo(atMost) < 0; n++) backOff = backOff.multipliedBy(2);
    return backOff.compareTo(atMost) < 0 ? backOff : atMost;
  }
}
