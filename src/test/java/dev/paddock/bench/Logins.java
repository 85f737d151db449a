package dev.paddock.bench;

import dev.paddock.account.Hashing;
import dev.paddock.account.Outcome;
import dev.paddock.account.rules.HashCost;
import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.PasswordHash;
import dev.paddock.app.World;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Log-ins over HTTP at a whole house, so many a second whether the node keeps up or not, and what its event loops feel of it. */
final class Logins {
  private static final int PEOPLE = 500;
  private static final double PER_SECOND = 9;
  /** Among these, every one of a node's event loops is met. */
  private static final int LOOPS = 2 * Runtime.getRuntime().availableProcessors();
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String QUIET = "nobody logs in";
  private static final String PASSWORD = "a long lap around Spa";

  private static final String VISITORS = """
      with people as (insert into player (name, joined_at) select 'Visitor ' || n, now() from generate_series(1, $1::int) n
                      on conflict do nothing returning id, name)
      insert into account (user_id, email, password_hash, created_at, verified_at)
      select id, replace(lower(name), ' ', '.') || '@example.org', $2::text, now(), now() from people""";

  /**
   * What came of it.
   *
   * @param perSecond log-ins that were done, over the time until the last was
   * @param took      each, from its turn on: one that had to wait for its turn to be sent has waited
   * @param lag       how late the node's event loops came to what they were asked to do at once
   * @param refused   answered otherwise than with tokens
   */
  private record Result(double perSecond, Spread took, Spread lag, int refused) {}

  private Logins() {}

  static void measure(BenchPostgres postgres, int seconds, Consumer<String> progress, Report report) throws InterruptedException {
    var settings = Map.of("database.url", World.url(postgres.fresh("bench_logins")), "scheduler.enabled", "false");
    try (var world = World.open(2025, round -> round == 22, settings)) {
      people(world.vertx(), world.database());
      progress.accept("log-ins: warming up");
      run(world.vertx(), world.port(), PER_SECOND, Duration.ofSeconds(Math.max(5, seconds / 3)));
      progress.accept("nobody logs in");
      var quiet = run(world.vertx(), world.port(), 0, Duration.ofSeconds(Math.max(5, seconds / 3))).lag;
      progress.accept("%s log-ins a second for %d s".formatted(PER_SECOND, seconds));
      var result = run(world.vertx(), world.port(), PER_SECOND, Duration.ofSeconds(seconds));
      progress.accept("  took " + result.took + "; event loops late by " + result.lag + "; without log-ins by " + quiet);
      report.fact("log-ins sent a second", PER_SECOND);
      report.add(Row.of("log-ins a second", result.perSecond, "").atLeast(8));
      report.add(Row.of("log-in: p99", result.took.millis(0.99), "ms"));
      report.add(Row.of("event-loop lag meanwhile: p99", result.lag.millis(0.99), "ms").atMost(20).beside(QUIET, quiet.millis(0.99)));
      report.add(Row.of("event-loop lag meanwhile: most", result.lag.max(), "ms").beside(QUIET, quiet.max()));
      report.add(Row.of("log-ins that were refused", result.refused, "").atMost(0));
    }
  }

  private static void people(Vertx vertx, SqlClient database) {
    var hash = switch (new Hashing(vertx, HashCost.LEAST, 1, 1).hash(new Password(PASSWORD)).await()) {
      case Outcome.Done<PasswordHash>(var made) -> made.phc();
      case Outcome.Refused<PasswordHash>(var why) -> throw new IllegalStateException(why.toString());
    };
    database.preparedQuery(VISITORS).execute(Tuple.of(PEOPLE, hash)).await();
  }

  /** @param node the Vert.x of the node, in this process; @param perSecond may be 0: only the event loops are watched */
  private static Result run(Vertx node, int port, double perSecond, Duration time) throws InterruptedException {
    var outside = Vertx.vertx();
    var client = WebClient.create(outside);
    var took = new ConcurrentLinkedQueue<Long>();
    var refused = new AtomicInteger();
    var answers = new ArrayList<Future<?>>();
    var stop = new AtomicInteger();
    var lag = watch(node, stop);
    long begun = System.nanoTime();
    long all = Math.round(perSecond * time.toMillis() / 1_000);
    try (var pace = Executors.newSingleThreadScheduledExecutor()) {
      for (long n = 0; n < all; n++) {
        long turn = Math.round(n * 1e9 / perSecond);
        var email = "visitor." + (n % PEOPLE + 1) + "@example.org";
        answers.add(Future.fromCompletionStage(CompletableFuture.supplyAsync(() ->
                client.post(port, "127.0.0.1", "/api/v1/auth/login").timeout(PATIENCE.toMillis())
                    .sendJsonObject(new JsonObject().put("email", email).put("password", PASSWORD).put("cookie", false)),
            task -> pace.schedule(task, begun + turn - System.nanoTime(), TimeUnit.NANOSECONDS))).compose(sent -> sent)
            .onSuccess(answer -> {
              if (answer.statusCode() == 200) took.add(System.nanoTime() - begun - turn);
              else refused.incrementAndGet();
            }).onFailure(none -> refused.incrementAndGet()));
      }
      Thread.sleep(time);
      Future.join(answers).otherwiseEmpty().await();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    stop.set(1);
    outside.close().await();
    return new Result(took.size() / seconds, spread(took), spread(lag), refused.get());
  }

  private static Spread spread(Queue<Long> nanos) {
    return Spread.of(nanos.stream().mapToLong(Long::longValue));
  }

  /** Asks each event loop again and again to do something at once. */
  private static Queue<Long> watch(Vertx node, AtomicInteger stop) {
    var lag = new ConcurrentLinkedQueue<Long>();
    var loops = new ArrayList<Context>();
    for (int n = 0; n < LOOPS; n++) loops.add(context(node));
    Thread.ofPlatform().daemon().name("lag").start(() -> {
      while (stop.get() == 0) {
        for (var loop : loops) {
          long asked = System.nanoTime();
          loop.runOnContext(v -> lag.add(System.nanoTime() - asked));
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
    });
    return lag;
  }

  /** A thread that knows no context is given the next event loop. */
  private static Context context(Vertx node) {
    return CompletableFuture.supplyAsync(node::getOrCreateContext, task -> Thread.ofPlatform().start(task)).join();
  }
}
