package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.db.Pools;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemTimersTest {
  @RegisterExtension static final TestDatabase db = new TestDatabase();

  final Vertx vertx = Vertx.vertx();
  final SystemTimers timers = new SystemTimers(vertx);

  @AfterEach void close() {
    vertx.close().await();
  }

  @Test void it_never_rings_early() throws Exception {
    var late = new ArrayList<CompletableFuture<Duration>>();
    for (int n = 0; n < 200; n++) {
      var when = timers.instant().plusNanos(1_000_000 + n * 777_777L);
      var rings = new CompletableFuture<Duration>();
      late.add(rings);
      timers.wakeAt(when, () -> {
        rings.complete(Duration.between(when, timers.instant()));
        return rings;
      });
    }
    for (var rings : late) assertThat(rings.get(10, TimeUnit.SECONDS)).isBetween(Duration.ZERO, Duration.ofSeconds(5));
  }

  @Test void what_is_past_rings_at_once() throws Exception {
    var rings = new CompletableFuture<Void>();
    timers.wakeAt(Instant.EPOCH, () -> {
      rings.complete(null);
      return rings;
    });
    rings.get(5, TimeUnit.SECONDS);
  }

  @Test void what_is_cancelled_does_not_ring() throws Exception {
    var rang = new CountDownLatch(1);
    var after = new CountDownLatch(1);
    var when = timers.instant().plusMillis(50);
    timers.wakeAt(when, () -> {
      rang.countDown();
      return CompletableFuture.completedStage(null);
    }).cancel();
    timers.wakeAt(when.plusMillis(50), () -> {
      after.countDown();
      return CompletableFuture.completedStage(null);
    });
    assertThat(after.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(rang.getCount()).isEqualTo(1);
  }

  @Test void it_rings_where_it_was_asked_for() throws Exception {
    var contexts = new CompletableFuture<List<Context>>();
    vertx.runOnContext(v -> {
      var asked = vertx.getOrCreateContext();
      timers.wakeAt(timers.instant().plusMillis(5), () -> {
        contexts.complete(List.of(asked, vertx.getOrCreateContext()));
        return contexts;
      });
    });
    var both = contexts.get(5, TimeUnit.SECONDS);
    assertThat(both.getFirst()).isSameAs(both.getLast());
  }

  @ParameterizedTest(name = "a node whose clock is {0} off")
  @ValueSource(strings = {"PT0S", "PT10M", "-PT10M", "PT1.5S", "-P400D"})
  void it_goes_by_the_time_of_the_database(Duration off) {
    var node = new SystemTimers(vertx, () -> Instant.now().plus(off));
    assertThat(Duration.between(Instant.now(), node.instant()).minus(off).abs()).isLessThan(Duration.ofMillis(500));
    node.follow(db.pools().reads()).await();
    assertAgrees(node);
  }

  @Test void a_clock_that_steps_changes_nothing() {
    var wall = new AtomicReference<>(Instant.now());
    var node = new SystemTimers(vertx, wall::get);
    node.follow(db.pools().reads()).await();
    for (var step : List.of(Duration.ofMinutes(10), Duration.ofHours(-1), Duration.ofSeconds(1))) {
      wall.updateAndGet(now -> now.plus(step));
      assertAgrees(node);
    }
  }

  @Test void two_nodes_twenty_minutes_apart_ring_together() throws Exception {
    var rings = new ArrayList<CompletableFuture<Long>>();
    var nodes = List.of(new SystemTimers(vertx, () -> Instant.now().plusSeconds(600)),
        new SystemTimers(vertx, () -> Instant.now().minusSeconds(600)));
    for (var node : nodes) node.follow(db.pools().reads()).await();
    var when = now().plusMillis(300);
    for (var node : nodes) {
      var rang = new CompletableFuture<Long>();
      rings.add(rang);
      node.wakeAt(when, () -> {
        rang.complete(System.nanoTime());
        return rang;
      });
    }
    long apart = rings.getFirst().get(5, TimeUnit.SECONDS) - rings.getLast().get(5, TimeUnit.SECONDS);
    assertThat(Duration.ofNanos(apart).abs()).isLessThan(Duration.ofMillis(50));
  }

  /** Its time lies between two of the database, give or take what a question may take. */
  private static void assertAgrees(SystemTimers node) {
    var before = now();
    var there = node.instant();
    var after = now();
    assertThat(there).isBetween(before.minusMillis(50), after.plusMillis(50));
  }

  private static Instant now() {
    return db.pools().reads().query("select clock_timestamp() as now").execute().await().iterator().next().getOffsetDateTime("now")
        .toInstant();
  }

  @Test void without_a_database_it_says_so_and_keeps_its_own_time() {
    var before = timers.instant();
    Future<Void> followed = timers.follow(closed());
    assertThat(followed.transform(done -> Future.succeededFuture(done.failed())).await()).isTrue();
    assertThat(timers.instant()).isAfterOrEqualTo(before);
  }

  private SqlClient closed() {
    var pools = Pools.open(vertx, db.database(), new Pools.Sizes(1, 1, Duration.ofSeconds(1)));
    pools.close().await();
    return pools.reads();
  }
}
