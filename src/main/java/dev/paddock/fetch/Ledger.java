package dev.paddock.fetch;

import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.QuotaStore.Book;
import dev.paddock.kernel.Taken;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One provider's row in the quotas of all nodes as this node saw it last, and the database's clock with it. What others took since
 * then is missing: so what does not fit here fits nowhere, and what fits must be taken to be sure. Event loop only.
 */
final class Ledger {
  private final String provider;
  private final QuotaStore store;
  private final Timers timers;
  private Optional<Book> book = Optional.empty();
  private Instant stoppedUntil = Instant.MIN;
  private Duration ahead = Duration.ZERO;
  private Duration latency = Duration.ZERO;

  Ledger(String provider, QuotaStore store, Timers timers) {
    this.provider = provider;
    this.store = store;
    this.timers = timers;
  }

  /** The database's time. */
  Instant now() {
    return timers.instant().plus(ahead);
  }

  /** An instant of the database as our timers will show it. */
  Instant ours(Instant databases) {
    return databases.minus(ahead);
  }

  Instant databases(Instant ours) {
    return ours.plus(ahead);
  }

  boolean open() {
    return book.isPresent();
  }

  Taken taken() {
    return book.map(Book::taken).orElse(Taken.NOTHING);
  }

  /** Until when the provider does not want to be asked. */
  Optional<Instant> stopped() {
    return Optional.of(stoppedUntil).filter(until -> until.isAfter(now()));
  }

  /** How long the database takes for an answer these days. */
  Duration latency() {
    return latency;
  }

  Future<Void> read() {
    var sent = timers.instant();
    return store.read(provider).onSuccess(read -> saw(read, sent)).mapEmpty();
  }

  /** Writes what is taken now, unless somebody wrote in between: then false, and nothing is taken. */
  Future<Boolean> take(Taken taken) {
    var sent = timers.instant();
    return store.take(provider, book.orElseThrow().version(), taken).map(turn -> {
      saw(turn.book(), sent);
      return turn.won();
    });
  }

  /** Counts here at once, and for the other nodes as soon as it is written. */
  Future<Void> stop(Instant until) {
    if (until.isAfter(stoppedUntil)) stoppedUntil = until;
    var sent = timers.instant();
    return store.close(provider, until).onSuccess(read -> saw(read, sent)).mapEmpty();
  }

  // The database read its clock somewhere between our question and its answer: so far ahead of ours it is at most, and at least.
  private void saw(Book read, Instant sent) {
    var received = timers.instant();
    var most = Duration.between(sent, read.now());
    var least = Duration.between(received, read.now());
    if (ahead.compareTo(most) > 0) ahead = most;
    if (ahead.compareTo(least) < 0) ahead = least;
    latency = latency.multipliedBy(7).plus(Duration.between(sent, received)).dividedBy(8);
    if (book.isEmpty() || book.get().version() <= read.version()) book = Optional.of(read);
    read.closedUntil().filter(until -> until.isAfter(stoppedUntil)).ifPresent(until -> stoppedUntil = until);
  }
}
