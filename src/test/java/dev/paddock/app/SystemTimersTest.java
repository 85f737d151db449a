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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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

  @Test void it_goes_by_the_time_of_the_database() {
    timers.follow(db.pools().reads()).await();
    var before = timers.instant();
    var there = db.pools().reads().query("select clock_timestamp() as now").execute().await().iterator().next().getOffsetDateTime("now")
        .toInstant();
    var after = timers.instant();
    assertThat(there).isBetween(before.minusMillis(500), after.plusMillis(500));
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
