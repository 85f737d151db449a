package dev.paddock.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Saves line-ups at a node over HTTP at a steady pace, each team one after the other as its owner would: with the revision that the save
 * before made. Who waits for an answer does not hold up the others, and is timed from when he should have been sent.
 */
public final class LineupSaves {
  private static final int CONNECTIONS = 64;
  private static final Duration TICK = Duration.ofMillis(5);

  /** A team of a user. @param token that the node's gate knows him by */
  public record Saver(String token, long team) {}

  /**
   * What came of it.
   *
   * @param perSecond saves that were answered with a receipt
   * @param refused   those that were not
   */
  public record Found(double perSecond, Spread spread, int refused) {}

  private static final class Turn {
    final Saver saver;
    long revision;

    Turn(Saver saver) {
      this.saver = saver;
    }
  }

  private final HttpClient http;
  private final Vertx vertx;
  private final int port;
  private final String raceId;
  private final List<Buffer> bodies;
  private final ArrayDeque<Turn> idle = new ArrayDeque<>();
  private final List<Long> nanos = new ArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();

  /**
   * @param savers enough that one is always free: as many as saves are under way at the worst
   * @param bodies line-ups that may be saved, taken in turn
   */
  public LineupSaves(Vertx vertx, int port, String raceId, List<Saver> savers, List<String> bodies) {
    this.vertx = vertx;
    this.port = port;
    this.raceId = raceId;
    this.bodies = bodies.stream().map(Buffer::buffer).toList();
    this.http = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    savers.forEach(saver -> idle.add(new Turn(saver)));
  }

  /** Blocks until all are answered. @param perSecond saves that are sent */
  public Found run(int perSecond, Duration length) {
    int all = Math.toIntExact(perSecond * length.toMillis() / 1000);
    var done = Promise.<Long>promise();
    var left = new AtomicInteger(all);
    var context = vertx.getOrCreateContext();
    context.runOnContext(begin -> {
      long began = System.nanoTime();
      var sent = new AtomicInteger();
      vertx.setPeriodic(TICK.toMillis(), timer -> {
        long due = Math.min(all, (System.nanoTime() - began) * perSecond / 1_000_000_000);
        while (sent.get() < due && !idle.isEmpty()) {
          long intended = began + sent.getAndIncrement() * 1_000_000_000L / perSecond;
          save(idle.poll(), intended).onComplete(answered -> {
            if (left.decrementAndGet() == 0) done.complete(System.nanoTime() - began);
          });
        }
        if (sent.get() == all) vertx.cancelTimer(timer);
      });
    });
    long took = done.future().await();
    return new Found(nanos.size() * 1e9 / took, Spread.of(nanos.stream().mapToLong(n -> n)), refused.get());
  }

  private Future<Void> save(Turn turn, long intended) {
    var path = "/api/v1/teams/" + turn.saver.team + "/lineups/" + raceId;
    return http.request(new RequestOptions().setHost("127.0.0.1").setPort(port).setMethod(HttpMethod.PUT).setURI(path)
            .putHeader("Authorization", "Bearer " + turn.saver.token).putHeader("Content-Type", "application/json")
            .putHeader("If-Match", "\"r" + turn.revision + "." + "0".repeat(32) + '"'))
        .compose((HttpClientRequest request) -> request.send(bodies.get((int) (turn.revision % bodies.size()))))
        .compose(response -> response.body().map(body -> response.statusCode()))
        .otherwise(0)
        .onSuccess(status -> {
          if (status == 200) {
            turn.revision++;
            nanos.add(System.nanoTime() - intended);
          } else {
            refused.incrementAndGet();
          }
          idle.add(turn);
        }).mapEmpty();
  }
}
