package dev.paddock.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Delivering;
import dev.paddock.fetch.contract.Delivering.By;
import dev.paddock.fetch.contract.Delivering.Deliver;
import dev.paddock.fetch.contract.Delivering.Delivered;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The letter box, against a server that does whatever servers do. */
class DeliveryVerticleTest {
  static final Duration TIMEOUT = Duration.ofSeconds(2);

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final List<HttpServerRequest> asked = new CopyOnWriteArrayList<>();
  final List<String> bodies = new CopyOnWriteArrayList<>();
  volatile Handler<HttpServerRequest> answer = request -> request.response().setStatusCode(204).end();
  int port;

  @AfterEach void close() {
    vertx.close().await();
  }

  @Test void a_letter_arrives_as_it_was_written() {
    open(EnumSet.of(By.OPERATOR));
    var seen = deliver("http://localhost:" + port + "/hook?a=b%20c");
    assertThat(seen).isInstanceOfSatisfying(Delivered.Answered.class, answered -> assertThat(answered.status()).isEqualTo(204));
    assertThat(bodies).containsExactly("{\"größe\":1}");
    assertThat(asked).singleElement().satisfies(request -> {
      assertThat(request.method().name()).isEqualTo("POST");
      assertThat(request.uri()).isEqualTo("/hook?a=b%20c");
      assertThat(request.getHeader("Host")).as("the name, whatever address it has").isEqualTo("localhost:" + port);
      assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
      assertThat(request.getHeader("User-Agent")).isEqualTo("paddock-test");
      assertThat(request.getHeader("X-Paddock-Attempt")).isEqualTo("1");
    });
  }

  @Test void a_redirect_is_an_answer_and_leads_nowhere() {
    open(EnumSet.of(By.OPERATOR));
    answer = request -> request.response().setStatusCode(302).putHeader("Location", "http://localhost:" + port + "/other").end();
    assertThat(deliver("http://127.0.0.1:" + port)).isInstanceOfSatisfying(Delivered.Answered.class,
        answered -> assertThat(answered.status()).isEqualTo(302));
    assertThat(asked).singleElement().satisfies(request -> assertThat(request.uri()).isEqualTo("/"));
  }

  @Test void who_does_not_answer_is_not_waited_for() {
    open(EnumSet.of(By.OPERATOR));
    answer = request -> {};
    var seen = deliver("http://127.0.0.1:" + port + "/");
    assertThat(seen).isInstanceOf(Delivered.Failed.class);
    assertThat(seen.took()).isBetween(TIMEOUT.minusMillis(100), TIMEOUT.plusSeconds(2));
  }

  @Test void an_answer_without_end_has_a_status_and_that_is_all_we_want() {
    open(EnumSet.of(By.OPERATOR));
    answer = request -> {
      request.response().setChunked(true).setStatusCode(200).write(Buffer.buffer(new byte[100_000]));
      request.response().drainHandler(more -> request.response().write(Buffer.buffer(new byte[100_000])));
    };
    for (int n = 0; n < 20; n++) assertThat(deliver("http://127.0.0.1:" + port + "/")).isInstanceOf(Delivered.Answered.class);
  }

  @Test void a_line_that_is_cut_and_a_port_where_nobody_is_are_failures() {
    open(EnumSet.of(By.OPERATOR));
    answer = request -> request.connection().close();
    assertThat(deliver("http://127.0.0.1:" + port + "/")).isInstanceOf(Delivered.Failed.class);
    assertThat(deliver("http://127.0.0.1:1/")).isInstanceOfSatisfying(Delivered.Failed.class,
        failed -> assertThat(failed.why()).containsIgnoringCase("refused"));
    assertThat(deliver("http://nobody.invalid/")).isInstanceOf(Delivered.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "0.0.0.0", "127.1", "2130706433", "[::ffff:127.0.0.1]", "169.254.169.254"})
  void our_own_machine_and_network_are_not_called(String host) {
    open(EnumSet.noneOf(By.class));
    assertThat(deliver("http://" + host + ":" + port + "/")).isInstanceOf(Delivered.Failed.class);
    assertThat(asked).isEmpty();
  }

  @Test void why_not_is_said() {
    open(EnumSet.noneOf(By.class));
    assertThat(deliver("http://localhost:" + port + "/")).isInstanceOfSatisfying(Delivered.Failed.class,
        failed -> assertThat(failed.why()).isEqualTo("localhost is a private address"));
  }

  @Test void what_the_operator_may_call_a_user_may_not() {
    open(EnumSet.of(By.OPERATOR));
    assertThat(deliver("http://localhost:" + port + "/", By.USER)).isInstanceOfSatisfying(Delivered.Failed.class,
        failed -> assertThat(failed.why()).isEqualTo("localhost is a private address"));
    assertThat(asked).isEmpty();
    assertThat(deliver("http://localhost:" + port + "/", By.OPERATOR)).isInstanceOf(Delivered.Answered.class);
  }

  private void open(Set<By> privately) {
    port = vertx.createHttpServer().requestHandler(request -> {
      asked.add(request);
      request.bodyHandler(body -> {
        bodies.add(body.toString());
        answer.handle(request);
      });
    }).listen(0, "0.0.0.0").await().actualPort();
    vertx.deployVerticle(new DeliveryVerticle(bus, "paddock-test", privately, TIMEOUT)).await();
  }

  private Delivered deliver(String url) {
    return deliver(url, By.OPERATOR);
  }

  private Delivered deliver(String url, By by) {
    return bus.ask(Delivering.DELIVER, new Deliver(url, by, Map.of("X-Paddock-Attempt", "1"), "{\"größe\":1}"), Duration.ofSeconds(15)).await();
  }
}
