package dev.paddock.fetch;

import dev.paddock.kernel.Quota;
import dev.paddock.kernel.Quota.Ask;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requests of one provider that were allowed and may still have to arrive there. Where a window of the quota has to hold, it is
 * when they arrive that counts: one whose answer takes longer than the quickest lately may have waited that much on its way, so what
 * was taken for it is moved until it is answered. All times are the database's. Event loop only.
 */
final class OnTheWay {
  private final Duration slack;
  private final Map<Long, Request> requests = new HashMap<>();
  private Optional<Duration> quickest = Optional.empty();

  /** @param at for when it stands in the book; @param arrived at the latest; empty: not answered yet */
  private record Request(Ask ask, Instant at, Optional<Instant> arrived) {}

  /** A take that is to be moved. */
  record Move(long ticket, Ask ask, Instant from, Instant to) {}

  OnTheWay(Quota quota) {
    this.slack = quota.slack();
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  Duration slack() {
    return slack;
  }

  void left(long ticket, Ask ask, Instant at) {
    requests.put(ticket, new Request(ask, at, Optional.empty()));
  }

  /** It was never sent. */
  void stayed(long ticket) {
    requests.remove(ticket);
  }

  /** Answers whether its take has to be moved. */
  boolean answered(long ticket, Duration took, Instant now) {
    var request = requests.remove(ticket);
    if (request == null) return false;
    quickest = Optional.of(quickest.filter(q -> q.compareTo(took) < 0).map(q -> q.plus(took.minus(q).dividedBy(64))).orElse(took));
    var arrived = now.minus(quickest.get());
    if (!arrived.isAfter(request.at.plus(slack))) return false;
    requests.put(ticket, new Request(request.ask, request.at, Optional.of(arrived)));
    return true;
  }

  List<Move> moves(Instant now) {
    return requests.entrySet().stream()
        .map(e -> new Move(e.getKey(), e.getValue().ask, e.getValue().at, e.getValue().arrived.orElse(now.minus(quickest.orElse(Duration.ZERO)))))
        .filter(move -> move.to().isAfter(move.from().plus(slack))).toList();
  }

  /** They stand in the book where they belong now. */
  void moved(List<Move> moves) {
    for (var move : moves) {
      requests.computeIfPresent(move.ticket(), (ticket, request) ->
          request.arrived.isPresent() ? null : new Request(request.ask, move.to(), Optional.empty()));
    }
  }
}
