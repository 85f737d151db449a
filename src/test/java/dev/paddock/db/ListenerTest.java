package dev.paddock.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ListenerTest {
  final Database database = TestDatabase.empty();
  final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();

  @Test void hears_again_after_its_connection_was_lost_and_re_reads_what_it_may_have_missed() throws InterruptedException {
    var vertx = Vertx.vertx();
    var pools = Pools.open(vertx, database, new Pools.Sizes(2, 1, Duration.ofSeconds(5)));
    var listener = Listener.start(vertx, database, "work", () -> events.add("resync"), events::add).await();
    try {
      expect("resync");
      pools.transactions().query("notify work, 'one'").execute().await();
      expect("one");
      var killed = pools.transactions().query(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'")
          .execute().await();
      assertThat(killed.size()).isEqualTo(1);
      expect("resync");
      pools.transactions().query("notify work, 'two'").execute().await();
      expect("two");
    } finally {
      listener.close().await();
      pools.close().await();
      vertx.close().await();
    }
  }

  private void expect(String event) throws InterruptedException {
    assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo(event);
  }
}
