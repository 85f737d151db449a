package dev.paddock.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PoolsTest {
  static Vertx vertx;
  static Pools pools;

  @BeforeAll static void open() {
    vertx = Vertx.vertx();
    pools = Pools.open(vertx, TestDatabase.empty(), new Pools.Sizes(2, 2, Duration.ofMillis(300)));
  }

  @AfterAll static void close() {
    pools.close().await();
    vertx.close().await();
  }

  @Test void many_reads_share_few_connections() {
    var answers = Future.all(IntStream.range(0, 500)
        .mapToObj(n -> pools.reads().preparedQuery("select $1::int + 1").execute(Tuple.of(n))).toList()).await();
    assertThat(answers.size()).isEqualTo(500);
    assertThat(pools.transactions().query("select count(*) from pg_stat_activity where datname = current_database()").execute().await()
        .iterator().next().getLong(0)).isLessThanOrEqualTo(4);
  }

  @Test void a_transaction_that_fails_leaves_nothing() {
    assertThatThrownBy(() -> pools.transactions().withTransaction(tx -> tx.query("create table half_done (n int)").execute()
        .compose(made -> tx.query("select 1 / 0").execute())).await()).isInstanceOf(PgException.class);
    assertThat(pools.reads().query("select to_regclass('half_done')").execute().await().iterator().next().getValue(0)).isNull();
  }

  @Test void the_server_gives_up_on_a_statement_that_takes_too_long() {
    assertThatThrownBy(() -> pools.transactions().query("select pg_sleep(20)").execute().await())
        .isInstanceOfSatisfying(PgException.class, e -> assertThat(e.getSqlState()).isEqualTo("57014"));
  }

  @Test void time_is_told_in_utc() {
    assertThat(pools.reads().query("show timezone").execute().await().iterator().next().getString(0)).isEqualTo("UTC");
  }
}
