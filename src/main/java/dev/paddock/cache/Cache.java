package dev.paddock.cache;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/** What can be rebuilt, kept for speed. No Future of it ever fails: a cache that is not there is a cache that misses. */
public interface Cache {
  /** What was put, or nothing if it was not, is too old, was evicted, or the cache is away. */
  Future<Optional<Buffer>> get(String key);

  /** Keeps {@code value} for {@code ttl}, of at least a millisecond, if it can. */
  Future<Void> put(String key, Buffer value, Duration ttl);

  /**
   * Adds to a number that begins at 0 and is forgotten {@code window} after its first use.
   *
   * @return empty if the cache is away: then nothing may have been counted
   */
  Future<Optional<Count>> count(String key, int more, Duration window);

  /** @param left until it is forgotten, at least a millisecond */
  record Count(long amount, Duration left) {}

  /** Lets go of connections. */
  Future<Void> close();
}
