package dev.paddock.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paddock.cache.Cache;
import dev.paddock.kernel.Rate;
import dev.paddock.kernel.Rate.Count;
import dev.paddock.web.RateClass.Counted;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How much everybody may ask. All nodes count together in the cache; while that is away, each for itself. A node takes a fiftieth of a
 * quota at a time and deals it out, so that the cache is asked for every fiftieth part only, and no quota is ever exceeded. Thread-safe.
 */
public final class Limits {
  /** Nothing is counted. */
  public static final Limits NONE = new Limits(Map.of(), Optional.empty(), () -> 0);

  private static final int PARTS = 50;
  /** Callers that are remembered: who has not asked for longest is forgotten first. */
  private static final int CALLERS = 100_000;

  private final Map<String, Rate> rates;
  private final Optional<Together> together;
  private final LongSupplier nanos;
  private final com.github.benmanes.caffeine.cache.Cache<Counted, Bucket> buckets;

  /** @param database whose nodes count together: others may use the same cache */
  public record Together(Cache cache, String database) {
    Future<Optional<Cache.Count>> count(Counted counted, int more, Rate rate) {
      return cache.count("rate:" + database + ":" + counted.quota() + ":" + counted.who(), more, rate.window());
    }
  }

  /**
   * @param rates by quota: user, address, and the classes of the contract; a quota that is missing does not limit
   * @param nanos of a monotonic clock
   */
  public Limits(Map<String, Rate> rates, Optional<Together> together, LongSupplier nanos) {
    this.rates = Map.copyOf(rates);
    this.together = together;
    this.nanos = nanos;
    var longest = rates.values().stream().map(Rate::window).max(Duration::compareTo).orElse(Duration.ofHours(1));
    this.buckets = Caffeine.newBuilder().maximumSize(CALLERS).expireAfterAccess(longest).ticker(nanos::getAsLong).build();
  }

  /**
   * A request was let in, or was not.
   *
   * @param left    of the quota
   * @param seconds until the quota is whole again
   */
  record Taken(String quota, Rate rate, boolean letIn, int left, long seconds) {
    /** In the fields of the IETF's draft on RateLimit headers. */
    void tell(HttpServerResponse response) {
      response.putHeader("RateLimit-Policy", '"' + quota + "\";q=" + rate.quota() + ";w=" + Math.max(1, rate.window().toSeconds()))
          .putHeader("RateLimit", '"' + quota + "\";r=" + left + ";t=" + seconds);
      if (!letIn) response.putHeader("Retry-After", Long.toString(seconds));
    }
  }

  /** Counts a request. Empty: it is not limited. */
  Future<Optional<Taken>> take(Counted counted) {
    var rate = rates.get(counted.quota());
    if (rate == null) return Future.succeededFuture(Optional.empty());
    return buckets.get(counted, unknown -> new Bucket(counted, rate)).take().map(Optional::of);
  }

  private final class Bucket {
    private final Counted counted;
    private final Rate rate;
    private final int portion;
    private Count count;
    private int dealt;
    private Future<Void> fetching;

    Bucket(Counted counted, Rate rate) {
      this.counted = counted;
      this.rate = rate;
      this.portion = Math.max(1, rate.quota() / PARTS);
      this.count = rate.none(nanos.getAsLong());
    }

    synchronized Future<Taken> take() {
      long now = nanos.getAsLong();
      var valid = rate.at(count, now);
      if (valid != count) dealt = 0;
      count = valid;
      if (dealt > 0) {
        dealt--;
        return Future.succeededFuture(taken(true, now));
      }
      if (rate.left(count) == 0) return Future.succeededFuture(taken(false, now));
      return fetched().compose(more -> take());
    }

    private Taken taken(boolean letIn, long now) {
      return new Taken(counted.quota(), rate, letIn, rate.left(count) + dealt, count.secondsLeft(now));
    }

    private Future<Void> fetched() {
      if (fetching != null) return OwnLoop.back(fetching);
      var fetched = together.map(all -> all.count(counted, portion, rate))
          .orElseGet(() -> Future.succeededFuture(Optional.empty())).<Void>map(total -> {
            fetched(total);
            return null;
          });
      if (!fetched.isComplete()) fetching = fetched;
      return fetched;
    }

    private synchronized void fetched(Optional<Cache.Count> total) {
      fetching = null;
      long now = nanos.getAsLong();
      count = rate.at(count, now);
      int before = rate.left(count);
      count = total.map(all -> new Count(now + all.left().toNanos(), all.amount())).orElseGet(() -> count.plus(Math.min(portion, before)));
      dealt += total.map(all -> (int) Math.clamp(rate.quota() - (all.amount() - portion), 0, portion)).orElse(Math.min(portion, before));
    }
  }
}
