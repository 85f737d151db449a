package dev.paddock.account.rules;

import dev.paddock.account.rules.Delay.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whose failures make whom wait. A stranger can lock nobody out:
 *
 * <ul>
 *   <li>what fails from an address at an account makes that address wait at that account, up to a quarter of an hour;
 *   <li>what fails from an address at any account makes that address wait, but not at an account whose owner has come from there before;
 *   <li>what fails at an account from anywhere makes it wait half a minute at most, a hundred tries an hour, and not for those who come
 *       from where its owner has come from before.
 * </ul>
 */
public final class Patience {
  private static final Delay PAIR = new Delay(3, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofMinutes(15));
  private static final Delay ADDRESS = new Delay(20, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(5));
  private static final Delay ACCOUNT = new Delay(10, Duration.ofSeconds(1), Duration.ofSeconds(36), Duration.ofMinutes(1));

  private static final Failures NONE = new Failures(0, Instant.EPOCH);

  private Patience() {}

  /** What is counted, each by itself. */
  public enum Counter {
    PAIR(Patience.PAIR), ADDRESS(Patience.ADDRESS), ACCOUNT(Patience.ACCOUNT);

    private final Delay delay;

    Counter(Delay delay) {
      this.delay = delay;
    }
  }

  /** How long this try has to wait; zero: now. @param known whether the account's owner has come from that address before */
  public static Duration left(Map<Counter, Failures> failures, boolean known, Instant now) {
    return counting(known).map(counter -> counter.delay.left(failures.getOrDefault(counter, NONE), now))
        .max(Comparator.naturalOrder()).orElseThrow();
  }

  /** All counters with one more. */
  public static Map<Counter, Failures> again(Map<Counter, Failures> failures, Instant now) {
    var again = new LinkedHashMap<Counter, Failures>();
    for (var counter : Counter.values()) again.put(counter, counter.delay.again(failures.getOrDefault(counter, NONE), now));
    return again;
  }

  /** What has not failed for so long is forgotten altogether. */
  public static Duration memory() {
    return Duration.ofDays(2);
  }

  private static Stream<Counter> counting(boolean known) {
    return known ? Stream.of(Counter.PAIR) : Stream.of(Counter.values());
  }
}
