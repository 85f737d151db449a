package dev.paddock.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paddock.cache.Cache;
import dev.paddock.web.Answer.Caching;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Keeps the bytes of answers that can never change. There is nothing to invalidate: a key names immutable things only, such as a
 * board's snapshot, and a correction makes a snapshot with another id. So a stale score is impossible by construction, not by care.
 */
public final class AnswerCache {
  /** Long for what everybody looks at, short for what nobody asks for again. */
  private static final Duration KEPT = Duration.ofMinutes(10);

  /** Bytes that every node keeps for itself: what is asked for again and again need not be asked of anybody. */
  private static final long KEPT_HERE = 32 << 20;

  private record Kept(Buffer bytes, String hash) {}

  private final Cache cache;
  private final String database;
  private final com.github.benmanes.caffeine.cache.Cache<String, Kept> recent = Caffeine.newBuilder()
      .maximumWeight(KEPT_HERE).weigher((String key, Kept kept) -> kept.bytes.length()).expireAfterWrite(KEPT).build();

  /** @param database its identity: several may share one cache, and their ids are counted from 1 in each */
  public AnswerCache(Cache cache, String database) {
    this.cache = cache;
    this.database = database;
  }

  /**
   * What is kept under {@code key}, else what {@code make} answers, kept from then on unless it is a refusal.
   *
   * @param key     all that the answer depends on
   * @param caching for the client; the one of the answer made is ignored
   */
  public Future<Answer> get(String key, Caching caching, Supplier<Future<Answer>> make) {
    var here = recent.getIfPresent(key);
    if (here != null) return Future.succeededFuture(json(here, caching));
    var name = "answer:" + database + ":" + key;
    return cache.get(name).compose(kept -> kept.isPresent()
        ? Future.succeededFuture(json(hold(key, kept.get()), caching))
        : make.get().map(made -> made instanceof Answer.Json(var body, var any) ? json(keep(key, name, Wire.write(body)), caching) : made));
  }

  private Kept keep(String key, String name, Buffer bytes) {
    cache.put(name, bytes, KEPT);
    return hold(key, bytes);
  }

  private Kept hold(String key, Buffer bytes) {
    var kept = new Kept(bytes, Reply.hash(bytes));
    recent.put(key, kept);
    return kept;
  }

  private static Answer json(Kept kept, Caching caching) {
    return new Answer.Tagged(Reply.JSON, kept.bytes, kept.hash, caching);
  }
}
