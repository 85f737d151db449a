package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnLoopTest {
  private final Vertx vertx = Vertx.vertx();
  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

  @AfterEach void close() {
    vertx.close().await();
  }

  /** Says on which thread it was written. */
  public final class Told {
    public String getName() {
      threads.add(Thread.currentThread());
      return "told";
    }
  }

  /** As what another event loop has begun to look up. */
  private <T> Future<T> elsewhere(T value) {
    var other = ((VertxInternal) vertx).createEventLoopContext();
    Promise<T> promise = other.promise();
    other.runOnContext(turn -> promise.complete(value));
    return promise.future();
  }

  @Test void a_request_stays_on_its_event_loop_though_who_asks_and_what_he_is_told_come_from_others() {
    var api = SmallSite.open(vertx, token -> elsewhere(new Gate.Admission.Known(new Caller(7, Optional.empty(), false))), Door.OPEN,
        Map.of("readThing", request -> {
          threads.add(Thread.currentThread());
          var told = Answer.live(new Told());
          return request.asking().isEmpty() ? Future.succeededFuture(told) : elsewhere(told);
        }));
    api.ask("readThing").answer().expect(200);
    api.as("user-7").ask("readThing").answer().expect(200);
    assertThat(threads).hasSize(4);
    assertThat(threads.stream().distinct()).hasSize(1);
  }
}
