package dev.paddock.cache;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/** The absence of a cache: always misses. */
public final class NoCache implements Cache {
  @Override public Future<Optional<Buffer>> get(String key) {
    return Future.succeededFuture(Optional.empty());
  }

  @Override public Future<Void> put(String key, Buffer value, Duration ttl) {
    return Future.succeededFuture();
  }

  @Override public Future<Optional<Count>> count(String key, int more, Duration window) {
    return Future.succeededFuture(Optional.empty());
  }

  @Override public Future<Void> close() {
    return Future.succeededFuture();
  }
}
