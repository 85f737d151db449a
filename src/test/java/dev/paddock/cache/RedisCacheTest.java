package dev.paddock.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.app.CannotStart;
import dev.paddock.app.DataDir;
import dev.paddock.app.EmbeddedRedis;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisCacheTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir Path folder;
  final Vertx vertx = Vertx.vertx();
  DataDir dir;
  EmbeddedRedis redis;
  Cache cache;

  @BeforeEach void open() {
    dir = DataDir.open(folder);
    try {
      redis = EmbeddedRedis.start(dir);
    } catch (CannotStart e) {
      assumeTrue(false, "Redis does not run on this machine: " + e.getMessage());
    }
    cache = new RedisCache(vertx, redis.url(), Duration.ofSeconds(10));
  }

  @AfterEach void close() {
    if (cache != null) cache.close().await();
    if (redis != null) redis.stop();
    dir.close();
    vertx.close().await();
  }

  @Test void gives_back_what_was_put() {
    put("a", "one");
    assertThat(get("a")).contains("one");
    assertThat(get("b")).isEmpty();
  }

  @Test void forgets_in_time() {
    cache.put("a", Buffer.buffer("one"), Duration.ofMillis(50)).await();
    until(() -> get("a"), Optional::isEmpty);
  }

  @Test void a_redis_that_goes_is_a_miss_and_one_that_comes_back_hits_again() {
    put("a", "one");
    redis.stop();
    for (int i = 0; i < 200; i++) assertThat(get("a")).isEmpty();
    put("a", "lost");

    redis = EmbeddedRedis.start(dir, redis.port());
    until(() -> {
      put("a", "two");
      return get("a");
    }, Predicate.isEqual(Optional.of("two")));
  }

  @Test void a_redis_that_hangs_is_a_miss_within_its_patience() throws IOException {
    try (var hangs = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var hung = new RedisCache(vertx, "redis://127.0.0.1:" + hangs.getLocalPort());
      var before = System.nanoTime();
      for (int i = 0; i < 1_000; i++) assertThat(hung.get("a").await()).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
      hung.close().await();
    }
  }

  @Test void counts_for_all_and_begins_anew_when_the_window_is_over() {
    assertThat(cache.count("n", 3, LONG).await().orElseThrow().amount()).isEqualTo(3);
    var second = cache.count("n", 2, Duration.ofMillis(1)).await().orElseThrow();
    assertThat(second.amount()).isEqualTo(5);
    assertThat(second.left()).isBetween(Duration.ofMinutes(4), LONG);
    cache.count("short", 1, Duration.ofMillis(50)).await();
    until(() -> cache.count("short", 1, Duration.ofMillis(50)).await().map(Cache.Count::amount), Predicate.isEqual(Optional.of(1L)));
    redis.stop();
    assertThat(cache.count("n", 1, LONG).await()).isEmpty();
  }

  @Test void the_absence_of_a_cache_always_misses() {
    var none = new NoCache();
    none.put("a", Buffer.buffer("one"), LONG).await();
    assertThat(none.get("a").await()).isEmpty();
  }

  private void put(String key, String value) {
    cache.put(key, Buffer.buffer(value), LONG).await();
  }

  private Optional<String> get(String key) {
    return cache.get(key).await().map(Buffer::toString);
  }

  private static <T> void until(Supplier<T> ask, Predicate<T> isSo) {
    var deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!isSo.test(ask.get())) assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
  }
}
