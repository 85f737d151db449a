package dev.paddock.app;

import dev.paddock.db.Database;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servers that a node brings along because none were named: PostgreSQL, which it needs, and Redis, which may be missing. */
public final class EmbeddedServices {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServices.class);

  /** Nothing was started. */
  static final EmbeddedServices NONE = new EmbeddedServices(Optional.empty(), Optional.empty());

  private final Optional<EmbeddedPostgres> postgres;
  private final Optional<EmbeddedRedis> redis;

  private EmbeddedServices(Optional<EmbeddedPostgres> postgres, Optional<EmbeddedRedis> redis) {
    this.postgres = postgres;
    this.redis = redis;
  }

  /** Starts, side by side, what the settings do not name. Blocks until both answer. */
  public static EmbeddedServices start(DataDir dir, Settings settings) {
    return start(dir, settings.database().isEmpty(), settings.redisUrl().isEmpty());
  }

  /** Starts, side by side, what is asked for. */
  public static EmbeddedServices start(DataDir dir, boolean postgres, boolean redis) {
    var other = CompletableFuture.supplyAsync(() -> redis ? startRedis(dir) : Optional.<EmbeddedRedis>empty(), Thread::startVirtualThread);
    try {
      return new EmbeddedServices(postgres ? Optional.of(EmbeddedPostgres.start(dir, true)) : Optional.empty(), other.join());
    } catch (RuntimeException e) {
      other.join().ifPresent(EmbeddedRedis::stop);
      throw e;
    }
  }

  /** The embedded database, if it was started. */
  public Optional<Database> database() {
    return postgres.map(EmbeddedPostgres::database);
  }

  /** The embedded Redis, if it was started and did start. */
  public Optional<String> redisUrl() {
    return redis.map(EmbeddedRedis::url);
  }

  /** Stops both, side by side, within about three seconds. */
  public void stop() {
    var other = CompletableFuture.runAsync(() -> redis.ifPresent(EmbeddedRedis::stop), Thread::startVirtualThread);
    postgres.ifPresent(EmbeddedPostgres::stop);
    try {
      other.join();
    } catch (CompletionException e) {
      LOG.warn("the embedded Redis did not stop cleanly", e);
    }
  }

  private static Optional<EmbeddedRedis> startRedis(DataDir dir) {
    try {
      return Optional.of(EmbeddedRedis.start(dir));
    } catch (RuntimeException e) {
      LOG.warn("going on without a cache: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
