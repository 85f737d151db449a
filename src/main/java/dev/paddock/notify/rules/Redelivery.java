package dev.paddock.notify.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a delivery that failed is tried again: after each of {@code waits} in turn, then never.
 * Six waits are seven attempts. Pure: same number of failures, same instant, same answer.
 */
public record Redelivery(List<Duration> waits) {
  public Redelivery {
    if (waits.stream().anyMatch(wait -> !wait.isPositive())) throw new IllegalArgumentException("waits are positive: " + waits);
    waits = List.copyOf(waits);
  }

  /** @param failures so far, at least 1; empty: it is a dead letter */
  public Optional<Instant> again(int failures, Instant now) {
    return failures > waits.size() ? Optional.empty() : Optional.of(now.plus(waits.get(failures - 1)));
  }

  /** Whether an answer of that status says that the message has arrived: any 2xx. */
  public static boolean arrived(int status) {
    return status >= 200 && status < 300;
  }
}
