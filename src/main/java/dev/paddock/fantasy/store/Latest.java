package dev.paddock.fantasy.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What boards show, as this node knows it. Whoever swaps a board tells all nodes, so that none shows an old one; and because a word may
 * get lost with a connection, nothing is believed for longer than a quarter of a second.
 */
final class Latest {
  private static final Duration BELIEVED = Duration.ofMillis(250);
  private static final int BOARDS = 10_000;

  private final Cache<String, Optional<Board>> known = Caffeine.newBuilder().maximumSize(BOARDS).expireAfterWrite(BELIEVED).build();
  private final Map<String, Future<Optional<Board>>> underWay = new ConcurrentHashMap<>();
  private volatile long swaps;

  /** What is known, else what is read: once for all who ask meanwhile. */
  Future<Optional<Board>> get(String board, Supplier<Future<Optional<Board>>> read) {
    var shown = known.getIfPresent(board);
    return shown != null ? Future.succeededFuture(shown) : underWay.computeIfAbsent(board, name -> read(name, read))
        .onComplete(done -> underWay.remove(board));
  }

  /** What was read before a swap was heard of may be older than it. */
  private Future<Optional<Board>> read(String board, Supplier<Future<Optional<Board>>> read) {
    long before = swaps;
    return read.get().onSuccess(shown -> keep(board, shown, before));
  }

  private synchronized void keep(String board, Optional<Board> shown, long before) {
    if (swaps == before) known.put(board, shown);
  }

  Optional<Board> known(String board) {
    var shown = known.getIfPresent(board);
    return shown == null ? Optional.empty() : shown;
  }

  synchronized void forget(String board) {
    swaps++;
    underWay.remove(board);
    known.invalidate(board);
  }

  synchronized void forgetAll() {
    swaps++;
    underWay.clear();
    known.invalidateAll();
  }
}
