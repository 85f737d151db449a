package dev.paddock.ops;

import dev.paddock.cache.Cache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/** A cache whose hits and misses are counted: {@code paddock_cache_gets_total{result="hit|miss"}}. */
public final class CountedCache implements Cache {
  private final Cache cache;
  private final Counter hits;
  private final Counter misses;

  public CountedCache(Cache cache, MeterRegistry registry) {
    this.cache = cache;
    this.hits = registry.counter("paddock_cache_gets", "result", "hit");
    this.misses = registry.counter("paddock_cache_gets", "result", "miss");
  }

  @Override public Future<Optional<Buffer>> get(String key) {
    return cache.get(key).map(found -> {
      (found.isPresent() ? hits : misses).increment();
      return found;
    });
  }

  @Override public Future<Void> put(String key, Buffer value, Duration ttl) {
    return cache.put(key, value, ttl);
  }

  @Override public Future<Optional<Count>> count(String key, int more, Duration window) {
    return cache.count(key, more, window);
  }

  @Override public Future<Void> close() {
    return cache.close();
  }
}
