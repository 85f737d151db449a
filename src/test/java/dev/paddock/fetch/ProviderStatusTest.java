package dev.paddock.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.fetch.contract.Fetching.GetPage;
import dev.paddock.fetch.contract.Fetching.GetProviders;
import dev.paddock.fetch.contract.Fetching.PageFetched;
import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.kernel.Limit;
import dev.paddock.kernel.Quota;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a source, from unasked to left alone, over real HTTP and a clock that the test moves. */
class ProviderStatusTest {
  static final Instant NOON = Instant.parse("2026-03-08T12:00:00Z");
  static final Duration PATIENCE = Duration.ofSeconds(10);

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  @TempDir Path folder;
  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final BlockingQueue<PageFetched> sent = new LinkedBlockingQueue<>();
  final ManualTimers timers = new ManualTimers(vertx, NOON);
  volatile int answer = 200;
  HttpServer server;

  @BeforeEach void open() {
    server = vertx.createHttpServer()
        .requestHandler(request -> request.response().setStatusCode(answer).putHeader("Retry-After", "90").end("{}"))
        .listen(0, "127.0.0.1").await();
    bus.on(Fetching.PAGE_FETCHED, sent::add).await();
    var provider = new Provider("jolpica", "http://127.0.0.1:" + server.actualPort(),
        Quota.of(new Limit(4, Duration.ofSeconds(1)), new Limit(20, Duration.ofHours(1))),
        new Provider.Line(Duration.ofSeconds(5), 1024, 8, Duration.ofMinutes(1)), Map.of(), new Access.Open());
    db.pools().transactions().query("truncate provider_quota, provider_minute").execute().await();
    vertx.deployVerticle(new FetchVerticle(bus, timers, List.of(provider), new Archive(folder),
        new QuotaStore(db.pools().transactions(), timers), new TrafficStore(db.pools().transactions()))).await();
  }

  @AfterEach void close() {
    vertx.close().await();
  }

  @Test void nothing_is_known_of_a_source_that_was_not_asked() {
    assertThat(status().since()).isEmpty();
    assertThat(status().nextTry()).isEmpty();
  }

  @Test void one_that_answers_may_be_asked_again() throws InterruptedException {
    assertThat(get("/a")).isInstanceOf(Fetched.Fresh.class);
    assertThat(status().since()).contains(NOON);
    assertThat(status().nextTry()).isEmpty();
    assertThat(sent.poll(10, TimeUnit.SECONDS)).satisfies(fetched -> {
      assertThat(fetched.outcome()).isEqualTo(PageFetched.Outcome.FRESH);
      assertThat(fetched.took()).isPositive();
    });
  }

  @Test void what_was_asked_is_counted_by_minute_and_outcome_also_what_the_database_could_not_take_at_first() {
    get("/a");
    answer = 503;
    get("/b");
    counted("FRESH", 1);
    counted("UNAVAILABLE", 1);
    db.pools().transactions().query("alter table provider_minute rename to provider_minute_away").execute().await();
    answer = 200;
    get("/c");
    db.pools().transactions().query("alter table provider_minute_away rename to provider_minute").execute().await();
    timers.jumpTo(timers.instant().plusSeconds(60));
    get("/d");
    counted("FRESH", 3);
    assertThat(db.pools().transactions().query("select count(distinct minute) as minutes from provider_minute").execute().await()
        .iterator().next().getLong("minutes")).isEqualTo(2);
  }

  /** It is written soon after, and nobody waits for that. */
  private void counted(String outcome, int requests) {
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (requests(outcome) != requests) assertThat(System.nanoTime()).as(requests(outcome) + " " + outcome).isLessThan(deadline);
  }

  private int requests(String outcome) {
    return db.pools().transactions().preparedQuery("select coalesce(sum(requests), 0)::int as n from provider_minute where outcome = $1")
        .execute(Tuple.of(outcome)).await().iterator().next().getInteger("n");
  }

  @Test void after_five_failures_it_is_left_alone_for_a_minute() {
    answer = 503;
    for (int i = 0; i < 4; i++) {
      get("/" + i);
      timers.jumpTo(timers.instant().plusSeconds(10));
    }
    assertThat(status().reachable()).isFalse();
    assertThat(status().since()).as("of the first failure").contains(NOON);
    assertThat(status().nextTry()).as("four are not enough").isEmpty();
    get("/5");
    assertThat(status().why()).contains("HTTP 503");
    assertThat(status().nextTry()).contains(NOON.plusSeconds(100));
    timers.jumpTo(NOON.plusSeconds(100));
    answer = 200;
    get("/6");
    assertThat(status()).satisfies(up -> {
      assertThat(up.reachable()).isTrue();
      assertThat(up.since()).contains(timers.instant());
      assertThat(up.why()).isEmpty();
      assertThat(up.nextTry()).isEmpty();
    });
  }

  @Test void a_429_limits_it_for_as_long_as_it_says() {
    answer = 429;
    get("/a");
    assertThat(status().reachable()).isTrue();
    assertThat(status().why()).isPresent();
    assertThat(status().nextTry()).contains(NOON.plusSeconds(90));
    timers.jumpTo(NOON.plusSeconds(90));
    assertThat(status().nextTry()).isEmpty();
    assertThat(status().why()).isEmpty();
  }

  @Test void four_a_second_is_our_pace_and_twenty_an_hour_a_limit() {
    for (int i = 0; i < 4; i++) get("/" + i);
    assertThat(get("/4")).isInstanceOf(Fetched.Deferred.class);
    assertThat(status().nextTry()).isEmpty();
    for (int i = 4; i < 20; i++) {
      if (i % 4 == 0) timers.jumpTo(timers.instant().plusMillis(1_040));
      assertThat(get("/" + i)).isInstanceOf(Fetched.Fresh.class);
    }
    assertThat(status().nextTry()).contains(NOON.plus(Duration.ofHours(1)).plusMillis(1_020));
  }

  private Fetched get(String resource) {
    return bus.ask(Fetching.GET_PAGE, new GetPage("jolpica", resource), PATIENCE).await();
  }

  private ProviderStatus status() {
    return bus.ask(Fetching.PROVIDERS, new GetProviders(), PATIENCE).await().providers().getFirst();
  }
}
