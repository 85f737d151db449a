package dev.paddock.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.app.SystemTimers;
import dev.paddock.fetch.contract.Fetching.Call;
import dev.paddock.fetch.contract.Fetching.Called;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.kernel.Limit;
import dev.paddock.kernel.Quota;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls over real HTTP, their quota in a real database, one node or two. */
class CallTest {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final Function<Vertx, Timers> VIRTUAL = vertx -> new ManualTimers(vertx, NOON);

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  record Asked(String method, String uri, Map<String, String> headers, String body, long nanos) {}

  final Vertx vertx = Vertx.vertx();
  final List<Asked> asked = new CopyOnWriteArrayList<>();
  final List<Stall> nodes = new ArrayList<>();
  volatile Handler<HttpServerRequest> answer = request -> request.response().end("{}");
  HttpServer server;

  @BeforeEach void open() {
    db.pools().transactions().query("truncate provider_quota").execute().await();
    server = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true)).requestHandler(request -> {
      long nanos = System.nanoTime();
      request.body().onSuccess(body -> {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(h -> headers.put(h.getKey(), h.getValue()));
        asked.add(new Asked(request.method().name(), request.uri(), headers, body.toString(), nanos));
        answer.handle(request);
      });
    }).listen(0, "127.0.0.1").await();
  }

  @AfterEach void close() {
    nodes.forEach(Stall::close);
    vertx.close().await();
  }

  private Stall node(Quota quota, Map<String, String> headers, Access access, Function<Vertx, Timers> timers) {
    var node = new Stall(db, Stall.provider(server.actualPort(), quota, headers, access), timers);
    nodes.add(node);
    return node;
  }

  private Stall node(Quota quota, Function<Vertx, Timers> timers) {
    return node(quota, Map.of(), new Access.Open(), timers);
  }

  @Test void the_provider_sees_who_asks_and_we_see_what_it_took() {
    var node = node(Quota.NONE, Map.of("From", "me@example.org", "X-Partner", "Paddock", "X-Partner-ID", "7"),
        new Access.Basic("user", new Secret("pass")), VIRTUAL);
    answer = request -> request.response().end("x".repeat(5000));
    var called = node.get("/races/1?a=b");
    assertThat(called.fetched()).isEqualTo(new Fetched.Fresh("x".repeat(5000), NOON));
    assertThat(called.exchange()).hasValueSatisfying(exchange -> {
      assertThat(exchange.status()).isEqualTo(200);
      assertThat(exchange.bytes()).as("as it came, packed").isBetween(1, 500);
      assertThat(exchange.sent()).isEqualTo(NOON);
    });
    assertThat(asked).singleElement().satisfies(a -> {
      assertThat(a.method() + " " + a.uri()).isEqualTo("GET /races/1?a=b");
      assertThat(a.headers()).containsEntry("From", "me@example.org").containsEntry("X-Partner", "Paddock")
          .containsEntry("X-Partner-ID", "7")
          .containsEntry("Authorization", "Basic dXNlcjpwYXNz").containsEntry("Accept", "application/json");
    });
  }

  @Test void a_question_with_a_body_is_posted() {
    node(Quota.NONE, VIRTUAL).post("/listMarketBook/", "{\"marketIds\":[]}");
    assertThat(asked).singleElement().satisfies(a -> {
      assertThat(a.method() + " " + a.uri() + " " + a.body()).isEqualTo("POST /listMarketBook/ {\"marketIds\":[]}");
      assertThat(a.headers()).containsEntry("Content-Type", "application/json");
    });
  }

  @Test void every_call_is_a_request_of_its_own() {
    var node = node(Quota.NONE, VIRTUAL);
    Future.all(node.call("/a", NOON, Duration.ZERO), node.call("/a", NOON, Duration.ZERO)).await();
    assertThat(asked).hasSize(2).noneMatch(a -> a.headers().containsKey("If-None-Match"));
  }

  @Test void what_went_wrong_is_said_with_the_exchange_if_there_was_one() {
    var node = node(Quota.NONE, VIRTUAL);
    answer = request -> request.response().setStatusCode(404).end();
    assertThat(node.get("/a").fetched()).isEqualTo(new Fetched.Absent(404));
    answer = request -> request.response().setStatusCode(503).putHeader("Content-Encoding", "identity").end("sorry");
    assertThat(node.get("/a")).satisfies(called -> {
      assertThat(called.fetched()).isEqualTo(new Fetched.Unavailable("tabnz: HTTP 503"));
      assertThat(called.exchange().orElseThrow().status()).isEqualTo(503);
      assertThat(called.exchange().orElseThrow().bytes()).isEqualTo(5);
    });
    answer = request -> request.connection().close();
    assertThat(node.get("/a")).satisfies(called -> {
      assertThat(called.fetched()).isInstanceOf(Fetched.Unavailable.class);
      assertThat(called.exchange().orElseThrow().status()).as("no answer").isZero();
    });
    var nobody = new Call("nobody", "/", Optional.empty(), 1, NOON, NOON);
    assertThat(node.ask(nobody).await().fetched()).isInstanceOf(Fetched.Unavailable.class);
  }

  @Test void a_call_heavier_than_the_provider_allows_is_a_mistake_and_is_not_sent() {
    var node = node(new Quota(List.of(), 200), VIRTUAL);
    assertThat(node.ask(new Call("tabnz", "/a", Optional.empty(), 200, NOON, NOON)).await().fetched()).isInstanceOf(Fetched.Fresh.class);
    assertThatThrownBy(() -> node.ask(new Call("tabnz", "/a", Optional.empty(), 201, NOON, NOON)).await()).hasMessageContaining("201");
    assertThat(asked).hasSize(1);
  }

  @Test void two_nodes_share_one_quota_and_a_new_one_finds_what_was_taken() {
    var quota = Quota.of(new Limit(3, Duration.ofHours(1)));
    var one = node(quota, VIRTUAL);
    var other = node(quota, VIRTUAL);
    assertThat(List.of(one.get("/1"), other.get("/2"), one.get("/3"))).allMatch(called -> called.fetched() instanceof Fetched.Fresh);
    assertThat(List.of(one.get("/4"), other.get("/5"), node(quota, VIRTUAL).get("/6"))).allSatisfy(called -> {
      assertThat(called.fetched()).isInstanceOfSatisfying(Fetched.Deferred.class,
          later -> assertThat(later.until()).isAfter(NOON.plusSeconds(3600)));
      assertThat(called.exchange()).isEmpty();
    });
    assertThat(asked).hasSize(3);
    assertThat(other.status().quota()).singleElement().satisfies(allowance -> {
      assertThat(allowance.used()).isEqualTo(3);
      assertThat(allowance.remaining()).isZero();
    });
  }

  @Test void stop_said_to_one_node_goes_for_all() {
    var quota = Quota.of(new Limit(100, Duration.ofSeconds(1)));
    var one = node(quota, VIRTUAL);
    var other = node(quota, VIRTUAL);
    other.get("/0");
    answer = request -> request.response().setStatusCode(429).putHeader("Retry-After", "30").end();
    assertThat(one.get("/1").fetched()).isEqualTo(new Fetched.Deferred(NOON.plusSeconds(30), "tabnz answered 429"));
    one.status();
    assertThat(other.get("/2").fetched()).isInstanceOfSatisfying(Fetched.Deferred.class,
        later -> assertThat(later.until()).isAfterOrEqualTo(NOON.plusSeconds(30)));
    assertThat(asked).hasSize(2);
  }

  @Test void in_real_time_they_wait_for_their_turn_the_nearest_first_and_then_the_longest_waiting() {
    var node = node(Quota.of(Limit.parse("3/second")), SystemTimers::new);
    var now = node.timers.instant();
    var calls = new ArrayList<Future<Called>>();
    Future.all(IntStream.range(0, 3).mapToObj(n -> node.call("/warm", now, Duration.ofSeconds(20))).toList()).await();
    for (int n = 0; n < 4; n++) calls.add(node.call("/far/" + n, now.plus(Duration.ofHours(1)), Duration.ofSeconds(20)));
    for (int n = 0; n < 4; n++) calls.add(node.call("/near/" + n, now.plusSeconds(100 - n), Duration.ofSeconds(20)));
    Future.all(calls).await();
    assertThat(calls).allMatch(called -> called.result().fetched() instanceof Fetched.Fresh);
    assertThat(asked).extracting(Asked::uri).filteredOn(uri -> uri.startsWith("/near"))
        .containsExactly("/near/3", "/near/2", "/near/1", "/near/0");
    assertThat(asked).extracting(Asked::uri).filteredOn(uri -> uri.startsWith("/far"))
        .containsExactly("/far/0", "/far/1", "/far/2", "/far/3");
  }

  @Test void a_request_that_is_long_on_its_way_counts_from_when_it_may_have_arrived() {
    var node = node(Quota.of(new Limit(3, Duration.ofSeconds(1))), SystemTimers::new);
    var now = node.timers.instant();
    for (int n = 0; n < 9; n++) node.call("/quick", now, Duration.ofSeconds(20)).await();
    answer = request -> vertx.setTimer(700, over -> request.response().end("{}"));
    var slow = IntStream.range(0, 3).mapToObj(n -> node.call("/slow", now, Duration.ofSeconds(20))).toList();
    var next = node.call("/next", now, Duration.ofSeconds(20));
    slow.getFirst().await();
    long answered = System.nanoTime();
    next.await();
    assertThat(asked.getLast().uri()).isEqualTo("/next");
    assertThat(Duration.ofNanos(asked.getLast().nanos() - answered)).isGreaterThan(Duration.ofMillis(900));
  }

  @Test void a_turn_that_would_come_too_late_is_not_waited_for() {
    var node = node(Quota.of(new Limit(1, Duration.ofMinutes(10))), SystemTimers::new);
    node.get("/a");
    var begun = node.timers.instant();
    assertThat(node.call("/b", begun, Duration.ofMillis(200)).await().fetched()).isInstanceOfSatisfying(Fetched.Deferred.class,
        later -> assertThat(later.until()).isAfter(begun.plus(Duration.ofMinutes(9))));
    assertThat(asked).hasSize(1);
  }

  @Test void without_a_database_nobody_asks_and_everybody_is_told_at_once() {
    var node = node(Quota.of(new Limit(100, Duration.ofSeconds(1))), SystemTimers::new);
    node.get("/a");
    db.pools().transactions().query("alter table provider_quota rename to away").execute().await();
    try {
      assertThat(node.get("/b").fetched()).isInstanceOf(Fetched.Deferred.class);
      assertThat(asked).hasSize(1);
    } finally {
      db.pools().transactions().query("alter table away rename to provider_quota").execute().await();
    }
    assertThat(node.get("/c").fetched()).isInstanceOf(Fetched.Fresh.class);
  }
}
