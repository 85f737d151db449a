package dev.paddock.fetch;

import static dev.paddock.fetch.contract.Fetching.GET_PAGE;
import static dev.paddock.fetch.contract.Fetching.PROVIDERS;
import static dev.paddock.fetch.contract.Fetching.PROVIDER_CHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.fetch.contract.Fetching.GetPage;
import dev.paddock.fetch.contract.Fetching.GetProviders;
import dev.paddock.fetch.contract.Fetching.ProviderChanged;
import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.kernel.Limit;
import dev.paddock.kernel.Quota;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one door out, against a server that does whatever servers do. */
class FetchVerticleTest {
  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");
  static final Duration PATIENCE = Duration.ofSeconds(15);
  static final int MAX_BYTES = 100_000;

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  @TempDir Path folder;
  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final List<HttpServerRequest> asked = new CopyOnWriteArrayList<>();
  final List<ProviderChanged> told = new CopyOnWriteArrayList<>();
  volatile Handler<HttpServerRequest> answer = request -> request.response().end("page");
  final ManualTimers timers = new ManualTimers(vertx, NOON);
  HttpServer server;

  @AfterEach void close() {
    vertx.close().await();
  }

  @Test void a_page_comes_as_it_is_and_the_server_learns_who_asks() {
    open();
    assertThat(get("/a?b=c")).isEqualTo(new Fetched.Fresh("page", NOON));
    assertThat(asked).singleElement().satisfies(request -> {
      assertThat(request.uri()).isEqualTo("/a?b=c");
      assertThat(request.getHeader("User-Agent")).isEqualTo("paddock-test");
      assertThat(request.getHeader("If-None-Match")).isNull();
    });
  }

  @Test void what_has_not_changed_is_not_sent_again() {
    open();
    answer = request -> {
      if (request.getHeader("If-None-Match") == null) request.response().putHeader("ETag", "\"v1\"")
          .putHeader("Last-Modified", "Sun, 16 Mar 2025 11:00:00 GMT").end("page");
      else request.response().setStatusCode(304).end();
    };
    get("/a");
    timers.jumpTo(NOON.plusSeconds(60));
    assertThat(get("/a")).isEqualTo(new Fetched.Fresh("page", NOON.plusSeconds(60)));
    assertThat(asked.get(1).getHeader("If-None-Match")).isEqualTo("\"v1\"");
    assertThat(asked.get(1).getHeader("If-Modified-Since")).isEqualTo("Sun, 16 Mar 2025 11:00:00 GMT");
    get("/other");
    assertThat(asked.get(2).getHeader("If-None-Match")).isNull();
  }

  @Test void a_304_to_somebody_who_knows_nothing_is_no_answer() {
    open();
    answer = status(304);
    assertThat(why(get("/a"))).contains("304");
  }

  @ParameterizedTest @ValueSource(ints = {403, 404, 410})
  void what_is_not_there_is_absent(int status) {
    open();
    answer = status(status);
    assertThat(get("/a")).isEqualTo(new Fetched.Absent(status));
  }

  @ParameterizedTest @ValueSource(ints = {301, 400, 401, 500, 502, 503})
  void any_other_status_is_no_answer(int status) {
    open();
    answer = status(status);
    assertThat(why(get("/a"))).isEqualTo("jolpica: HTTP " + status);
  }

  @ParameterizedTest(name = "429 with Retry-After: {0} means in {1} seconds")
  @CsvSource(delimiter = '|', value = {
      "                              | 60",
      "120                           | 120",
      "Sun, 16 Mar 2025 12:10:00 GMT | 600",
      "whenever you like             | 60",
      "-5                            | 60",
  })
  void too_many_requests_and_nobody_asks_before_the_time_named(String retryAfter, long seconds) {
    open();
    answer = request -> {
      if (retryAfter != null) request.response().putHeader("Retry-After", retryAfter);
      request.response().setStatusCode(429).end();
    };
    var until = NOON.plusSeconds(seconds);
    assertThat(get("/a")).isInstanceOfSatisfying(Fetched.Deferred.class, later -> assertThat(later.until()).isEqualTo(until));
    timers.jumpTo(until.minusMillis(1));
    assertThat(get("/b")).isInstanceOfSatisfying(Fetched.Deferred.class, later -> assertThat(later.until()).isAfterOrEqualTo(until));
    assertThat(asked).hasSize(1);
    answer = request -> request.response().end("page");
    timers.jumpTo(until);
    assertThat(get("/b")).isInstanceOf(Fetched.Fresh.class);
    assertThat(told).isEmpty();
  }

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
    cut.future().timeout(5, TimeUnit.SECONDS).await();
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
    answer = request -> {
      request.connection().closeHandler(cut::tryComplete);
      request.response().setChunked(true);
      pour(request);
    };
    assertThat(why(get("/a"))).contains("longer than 100000 bytes");
    cut.future().timeout(5, TimeUnit.SECONDS).await();
  }

  @Test void a_body_that_is_small_only_while_packed_is_refused() {
    open();
    var bomb = bomb();
    assertThat(bomb.length()).isLessThan(MAX_BYTES / 2);
    answer = request -> request.response().putHeader("Content-Encoding", "gzip").end(bomb);
    assertThat(why(get("/a"))).contains("longer than 100000 bytes");
  }

  @Test void a_body_of_just_the_allowed_length_is_fine() {
    open();
    answer = request -> request.response().end("x".repeat(MAX_BYTES));
    assertThat(get("/a")).isInstanceOf(Fetched.Fresh.class);
  }

  @Test void two_who_ask_for_the_same_page_share_one_request() {
    open();
    Promise<Void> goOn = Promise.promise();
    answer = request -> goOn.future().onSuccess(v -> request.response().end("page"));
    var both = List.of(ask("/a"), ask("/a"), ask("/b"));
    until(() -> asked.size() == 2);
    goOn.complete();
    Future.join(both).await();
    assertThat(both).allSatisfy(fetched -> assertThat(fetched.result()).isEqualTo(new Fetched.Fresh("page", NOON)));
    assertThat(asked).hasSize(2);
    get("/a");
    assertThat(asked).as("but who comes later asks again").hasSize(3);
  }

  @Test void beyond_the_quota_nobody_asks_and_those_who_wait_are_spread() {
    open(Quota.of(new Limit(2, Duration.ofSeconds(10))));
    get("/a");
    get("/b");
    assertThat(List.of(get("/c"), get("/d"), get("/e"))).extracting(fetched -> ((Fetched.Deferred) fetched).until())
        .containsExactly(NOON.plusMillis(10_200), NOON.plusMillis(15_300), NOON.plusMillis(20_400));
    assertThat(asked).hasSize(2);
  }

  @Test void after_five_failures_it_is_left_alone_for_a_minute_and_then_asked_once() {
    open();
    answer = status(500);
    IntStream.range(0, 5).forEach(n -> get("/" + n));
    assertThat(why(get("/a"))).contains("left alone until 2025-03-16T12:01:00Z");
    assertThat(asked).hasSize(5);
    timers.jumpTo(NOON.plusSeconds(60));
    Future.join(ask("/a"), ask("/b"), ask("/c")).await();
    assertThat(asked).hasSize(6);
    answer = request -> request.response().end("page");
    timers.jumpTo(NOON.plusSeconds(120));
    get("/a");
    get("/b");
    assertThat(asked).hasSize(8);
  }

  @Test void a_provider_that_goes_and_comes_back_is_told_of_once_each() {
    open();
    get("/a");
    answer = status(500);
    Future.join(ask("/a"), ask("/a"), ask("/b")).await();
    timers.jumpTo(NOON.plusSeconds(10));
    answer = status(503);
    get("/c");
    var status = bus.ask(PROVIDERS, new GetProviders(), PATIENCE).await().providers().getFirst();
    assertThat(status.since()).contains(NOON);
    assertThat(status.why()).contains("HTTP 503");
    answer = request -> request.response().end("page");
    Future.join(ask("/a"), ask("/b")).await();
    until(() -> told.size() >= 2);
    assertThat(told).extracting(changed -> changed.status().reachable()).containsExactly(false, true);
    assertThat(told.getLast().status().since()).contains(NOON.plusSeconds(10));
    assertThat(told.getLast().status().why()).isEmpty();
  }

  @Test void a_provider_that_nobody_configured_is_no_answer() {
    open();
    assertThat(bus.ask(GET_PAGE, new GetPage("nobody", "/a"), PATIENCE).await()).isInstanceOf(Fetched.Unavailable.class);
  }

  @Test void what_was_sent_is_in_the_archive() {
    open();
    get("/a");
    until(() -> archived() == 1);
    get("/a");
    answer = request -> request.response().end("another");
    get("/a");
    until(() -> archived() == 2);
  }

  private void open() {
    open(Quota.NONE);
  }

  private void open(Quota quota) {
    server = vertx.createHttpServer().requestHandler(request -> {
      asked.add(request);
      answer.handle(request);
    }).listen(0, "127.0.0.1").await();
    bus.on(PROVIDER_CHANGED, told::add).await();
    db.pools().transactions().query("truncate provider_quota").execute().await();
    var provider = new Provider("jolpica", "http://127.0.0.1:" + server.actualPort(), quota,
        new Provider.Line(Duration.ofSeconds(1), MAX_BYTES, 8, Duration.ofMinutes(1)), Map.of("User-Agent", "paddock-test"),
        new Access.Open());
    vertx.deployVerticle(new FetchVerticle(bus, timers, List.of(provider), new Archive(folder),
        new QuotaStore(db.pools().transactions(), timers), new TrafficStore(db.pools().transactions()))).await();
  }

  private Future<Fetched> ask(String resource) {
    return bus.ask(GET_PAGE, new GetPage("jolpica", resource), PATIENCE);
  }

  private Fetched get(String resource) {
    return ask(resource).await();
  }

  private static String why(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Unavailable.class);
    return ((Fetched.Unavailable) fetched).why();
  }

  private static Handler<HttpServerRequest> status(int status) {
    return request -> request.response().setStatusCode(status).end();
  }

  private static void pour(HttpServerRequest request) {
    request.response().write(Buffer.buffer("x".repeat(8192))).onSuccess(v -> pour(request));
  }

  /** Ten million zeros, packed. */
  private static Buffer bomb() {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[10_000_000]);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private long archived() {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".gz")).count();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void until(BooleanSupplier isSo) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) throw new AssertionError("not so after ten seconds");
      LockSupport.parkNanos(5_000_000);
    }
  }
}
