package dev.paddock.fetch;

import static dev.paddock.fetch.Answers.endless;
import static dev.paddock.fetch.Answers.gzip;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that is away, silent, slow or endless is no answer. */
class BrokenServerTest extends AskedPages {
  @Test void a_server_that_is_not_there_is_no_answer() {
    open();
    server.close().await();
    assertThat(why(get("/a"))).as("refused, or reset or closed while the port is given back").contains("onnection");
  }

  @Test void a_server_that_says_nothing_is_given_up() {
    open();
    answer = request -> {};
    assertThat(why(get("/a"))).containsIgnoringCase("time");
  }

  @Test void a_server_that_drips_is_given_up_too() {
    open();
    Promise<Void> cut = Promise.promise();
    answer = request -> {
      request.response().setChunked(true);
      var drip = vertx.setPeriodic(100, tick -> request.response().write("x"));
      request.connection().closeHandler(gone -> {
        vertx.cancelTimer(drip);
        cut.complete();
      });
    };
    var begun = System.nanoTime();
    assertThat(why(get("/a"))).containsIgnoringCase("time");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    cut.future().timeout(30, TimeUnit.SECONDS).await();
  }

  @Test void a_server_that_falls_silent_half_way_is_given_up_too() {
    open();
    answer = request -> request.response().setChunked(true).write("half");
    assertThat(why(get("/a"))).containsIgnoringCase("time");
  }

  @Test void a_connection_that_breaks_is_no_answer() {
    open();
    answer = request -> request.response().setChunked(true).write("half").onSuccess(v -> request.connection().close());
    assertThat(why(get("/a"))).contains("closed");
  }

  @Test void an_endless_body_is_refused_while_it_comes_and_the_line_is_cut() {
    open();
    Promise<Void> cut = Promise.promise();
    answer = endless(cut);
    assertThat(why(get("/a"))).contains("longer than 100000 bytes");
    cut.future().timeout(30, TimeUnit.SECONDS).await();
  }

  @Test void a_body_that_is_small_only_while_packed_is_refused() {
    open();
    var bomb = gzip(new byte[10_000_000]);
    assertThat(bomb.length()).isLessThan(MAX_BYTES / 2);
    answer = request -> request.response().putHeader("Content-Encoding", "gzip").end(bomb);
    assertThat(why(get("/a"))).contains("longer than 100000 bytes");
  }
}
