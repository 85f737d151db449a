package dev.paddock.fetch;

import static dev.paddock.fetch.Answers.status;
import static dev.paddock.fetch.contract.Fetching.PROVIDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.fetch.contract.Fetching.GetProviders;
import dev.paddock.kernel.Limit;
import dev.paddock.kernel.Quota;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a provider is not asked: after a 429, beyond its quota, after failures; and that others hear of it. */
class FetchRestraintTest extends AskedPages {
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
}
