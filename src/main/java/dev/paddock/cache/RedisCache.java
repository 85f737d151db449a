package dev.paddock.cache;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache in Redis that may come and go. An answer later than a quarter of a second is a miss; after a failure Redis is
 * left alone for a second, so that a Redis that hangs costs a few requests a little and the others nothing.
 */
public final class RedisCache implements Cache {
  private static final Logger LOG = LoggerFactory.getLogger(RedisCache.class);
  private static final String NAMESPACE = "paddock:";
  /** In one step, so that no number stays for ever because somebody died between two. */
  private static final String COUNT = """
      local amount = redis.call('incrby', KEYS[1], ARGV[1])
      local left = redis.call('pttl', KEYS[1])
      if left < 0 then
        redis.call('pexpire', KEYS[1], ARGV[2])
        left = ARGV[2]
      end
      return {amount, left}""";
  private static final int CONNECT_MILLIS = 500;
  private static final Duration ANSWER = Duration.ofMillis(250);
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(2);
  private static final long REST_MILLIS = 1_000;

  private enum State { NEW, UP, RESTING, DOWN }

  private final Vertx vertx;
  private final Redis redis;
  private final Duration answer;
  private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

  /** Nothing connects before the first use, whose answer may take two seconds: a JVM just started has the client to load. */
  public RedisCache(Vertx vertx, String url) {
    this(vertx, url, ANSWER);
  }

  RedisCache(Vertx vertx, String url, Duration answer) {
    this.vertx = vertx;
    this.answer = answer;
    this.redis = Redis.createClient(vertx, new RedisOptions().setConnectionString(url).setMaxPoolSize(4).setMaxPoolWaiting(20_000)
        .setPoolName("redis").setNetClientOptions(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpNoDelay(true)));
  }

  @Override public Future<Optional<Buffer>> get(String key) {
    return send(Request.cmd(Command.GET).arg(NAMESPACE + key)).map(answer -> answer.map(Response::toBuffer));
  }

  @Override public Future<Void> put(String key, Buffer value, Duration ttl) {
    return send(Request.cmd(Command.SET).arg(NAMESPACE + key).arg(value).arg("PX").arg(Math.max(1, ttl.toMillis()))).mapEmpty();
  }

  @Override public Future<Optional<Count>> count(String key, int more, Duration window) {
    return send(Request.cmd(Command.EVAL).arg(COUNT).arg(1).arg(NAMESPACE + key).arg(more).arg(window.toMillis()))
        .map(answer -> answer.map(pair -> new Count(pair.get(0).toLong(), Duration.ofMillis(Math.max(1, pair.get(1).toLong())))));
  }

  @Override public Future<Void> close() {
    return redis.close().otherwiseEmpty();
  }

  private Future<Optional<Response>> send(Request request) {
    if (state.get() == State.RESTING) return Future.succeededFuture(Optional.empty());
    var patience = state.get() == State.NEW ? FIRST_ANSWER : answer;
    return redis.send(request).timeout(patience.toMillis(), TimeUnit.MILLISECONDS).map(response -> {
      var before = state.getAndSet(State.UP);
      if (before == State.RESTING || before == State.DOWN) LOG.info("the cache is back");
      return Optional.ofNullable(response);
    }).otherwise(failure -> {
      rest(failure);
      return Optional.empty();
    });
  }

  private void rest(Throwable failure) {
    var before = state.getAndSet(State.RESTING);
    if (before == State.RESTING) return;
    if (before != State.DOWN) {
      var why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
      LOG.warn("going on without the cache until it is back: {}", why);
    }
    vertx.setTimer(REST_MILLIS, timer -> state.compareAndSet(State.RESTING, State.DOWN));
  }
}
