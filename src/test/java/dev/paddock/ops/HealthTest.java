package dev.paddock.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {
  final Vertx vertx = Vertx.vertx();

  @AfterEach void close() {
    vertx.close().await();
  }

  @Test void alive_as_long_as_the_event_loop_answers() {
    assertThat(new Health(vertx, List.of()).liveness().await().up()).isTrue();
  }

  @Test void ready_when_every_check_is() {
    var health = new Health(vertx, List.of(new Health.Check("database", Future::succeededFuture),
        new Health.Check("schema", Future::succeededFuture)));
    assertThat(health.readiness().await()).isEqualTo(
        new Health.Report(true, List.of(new Health.State("database", true, ""), new Health.State("schema", true, ""))));
  }

  @Test void not_ready_says_which_check_and_why_and_recovers() {
    var database = new Object() { Future<Void> answer = Future.failedFuture("connection refused"); };
    var health = new Health(vertx, List.of(new Health.Check("database", () -> database.answer)));
    assertThat(health.readiness().await()).isEqualTo(
        new Health.Report(false, List.of(new Health.State("database", false, "connection refused"))));
    database.answer = Future.succeededFuture();
    assertThat(health.readiness().await().up()).isTrue();
  }

  @Test void a_check_that_hangs_or_throws_is_down() {
    var health = new Health(vertx, List.of(new Health.Check("hangs", () -> Promise.<Void>promise().future()),
        new Health.Check("throws", () -> {
          throw new IllegalStateException("broken");
        })));
    assertThat(health.readiness().await().states()).allMatch(state -> !state.up() && !state.note().isEmpty());
  }

  @Test void nothing_to_check_is_ready() {
    assertThat(new Health(vertx, List.of()).readiness().await().up()).isTrue();
  }
}
