package dev.paddock.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A provider's sliding-window limits. A request that does not fit learns when to come back;
 * those who wait are spread over the coming windows instead of all coming back at once. Not thread-safe.
 */
public final class Quota {
  /** @param calls at most so many, at least 1, in any window of that length */
  public record Limit(int calls, Duration window) {
    public Limit {
      if (calls < 1 || !window.isPositive()) throw new IllegalArgumentException(
          "a limit needs calls and a window: " + calls + " in " + window);
    }
  }

  private final List<Limit> limits;
  private final Duration spacing;
  private final Duration horizon;
  private final Deque<Instant> taken = new ArrayDeque<>();
  private Instant lastWaiting = Instant.MIN;
  private Instant closedUntil = Instant.MIN;

  public Quota(List<Limit> limits) {
    this.limits = List.copyOf(limits);
    this.spacing = limits.stream().map(l -> l.window().dividedBy(l.calls())).min(Duration::compareTo).orElse(Duration.ZERO);
    this.horizon = limits.stream().map(Limit::window).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** Takes a call now, or answers when to come back. */
  public Optional<Instant> take(Instant now) {
    while (!taken.isEmpty() && !taken.peekFirst().isAfter(now.minus(horizon))) taken.removeFirst();
    var free = freeAt(now);
    if (!free.isAfter(now)) {
      taken.addLast(now);
      return Optional.empty();
    }
    var place = lastWaiting.isBefore(free) ? free : lastWaiting.plus(spacing);
    lastWaiting = place;
    return Optional.of(place);
  }

  /** The provider said stop (429): no call before {@code until}. */
  public void closeUntil(Instant until) {
    if (until.isAfter(closedUntil)) closedUntil = until;
  }

  /** When the next call fits, if that is more than a second away: a shorter wait is pace, not a limit. */
  public Optional<Instant> closed(Instant now) {
    return Optional.of(freeAt(now)).filter(free -> free.isAfter(now.plusSeconds(1)));
  }

  private Instant freeAt(Instant now) {
    var free = closedUntil.isAfter(now) ? closedUntil : now;
    for (var limit : limits) {
      var inWindow = taken.stream().filter(at -> at.isAfter(now.minus(limit.window()))).toList();
      if (inWindow.size() >= limit.calls()) {
        var opens = inWindow.get(inWindow.size() - limit.calls()).plus(limit.window());
        if (opens.isAfter(free)) free = opens;
      }
    }
    return free;
  }
}
