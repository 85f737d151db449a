package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.cache.Cache;
import dev.paddock.cache.NoCache;
import dev.paddock.kernel.Rate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong now = new AtomicLong();
  private final Map<String, Rate> rates = Map.of("user", Rate.parse("5/PT1M"), "address", Rate.parse("3/PT1M"),
      "lineup", Rate.parse("2/PT10S"), "login", Rate.parse("2/PT1M"));

  @AfterEach void close() {
    vertx.close().await();
  }

  private ContractClient site(Proxies proxies) {
    var limits = new Limits(rates, Optional.empty(), now::get);
    return SmallSite.open(vertx, new Door(limits, proxies, Origins.NONE, Repeats.NONE, false), Map.of());
  }

  @Test void what_is_left_is_said_with_every_answer_and_when_nothing_is_left_when_to_come_back() {
    var asking = site(Proxies.NONE).as("user-7");
    for (int left = 4; left >= 0; left--) {
      var answered = asking.ask("readThing").answer().expect(200);
      assertThat(answered.header("RateLimit-Policy")).isEqualTo("\"user\";q=5;w=60");
      assertThat(answered.header("RateLimit")).isEqualTo("\"user\";r=" + left + ";t=60");
      assertThat(answered.header("Retry-After")).isNull();
    }
    now.addAndGet(Duration.ofSeconds(23).toNanos());
    var refused = asking.ask("readThing").answer().expect(429, "rate-limited");
    assertThat(refused.header("RateLimit")).isEqualTo("\"user\";r=0;t=37");
    assertThat(refused.header("Retry-After")).isEqualTo("37");
    now.addAndGet(Duration.ofSeconds(37).toNanos());
    assertThat(asking.ask("readThing").answer().expect(200).header("RateLimit")).isEqualTo("\"user\";r=4;t=60");
  }

  @Test void one_does_not_pay_for_another_nor_boards_for_line_ups() {
    var api = site(Proxies.NONE);
    IntStream.range(0, 5).forEach(i -> api.as("user-7").ask("readThing").answer().expect(200));
    api.as("user-7").ask("readThing").answer().expect(429);
    api.as("user-8").ask("readThing").answer().expect(200);
    api.ask("readThing").answer().expect(200);
    var saved = api.as("user-7").ask("saveThing").ifMatch("*").body(new JsonObject().put("name", "Alfa")).answer().expect(200);
    assertThat(saved.header("RateLimit-Policy")).isEqualTo("\"lineup\";q=2;w=10");
  }

  @Test void log_ins_count_for_the_address_and_so_do_tokens_that_are_none() {
    var api = site(Proxies.NONE);
    api.as("user-7").ask("logIn").answer().expect(200);
    api.as("user-8").ask("logIn").answer().expect(200);
    api.as("user-9").ask("logIn").answer().expect(429);
    IntStream.range(0, 3).forEach(guess -> api.as("guess-" + guess).ask("readThing").answer().expect(401));
    api.as("guess-4").ask("readThing").answer().expect(429);
    api.as("user-7").ask("readThing").answer().expect(200);
  }

  @Test void clients_behind_a_proxy_of_ours_are_told_apart_and_nobody_else_is_believed() {
    var behind = site(new Proxies(List.of(Proxies.Network.parse("127.0.0.0/8"), Proxies.Network.parse("10.1.0.0/16"))));
    for (var chain : List.of("203.0.113.9", "198.51.100.1, 203.0.113.9", "198.51.100.2, 203.0.113.9, 10.1.2.3")) {
      behind.ask("readThing").header("X-Forwarded-For", chain).answer().expect(200);
    }
    behind.ask("readThing").header("X-Forwarded-For", "198.51.100.3,203.0.113.9").answer().expect(429);
    behind.ask("readThing").header("X-Forwarded-For", "203.0.113.10").answer().expect(200);

    var open = site(Proxies.NONE);
    IntStream.range(0, 3).forEach(i -> open.ask("readThing").header("X-Forwarded-For", "203.0.113." + i).answer().expect(200));
    open.ask("readThing").header("X-Forwarded-For", "203.0.113.77").answer().expect(429);
  }

  @Test void a_household_of_ipv6_is_one_address() {
    assertThat(Proxies.network("2001:db8:1:2:aaaa::1")).isEqualTo(Proxies.network("2001:db8:1:2::77"))
        .isNotEqualTo(Proxies.network("2001:db8:1:3::77"));
    assertThat(Proxies.network("192.0.2.1")).isEqualTo("192.0.2.1");
  }

  /** Counts like Redis, and may be away. */
  private final class Shared implements Cache {
    final Map<String, Long> amounts = new HashMap<>();
    int asked;
    boolean away;

    @Override public Future<Optional<Count>> count(String key, int more, Duration window) {
      asked++;
      return Future.succeededFuture(away ? Optional.empty()
          : Optional.of(new Count(amounts.merge(key, (long) more, Long::sum), Duration.ofSeconds(30))));
    }

    @Override public Future<Optional<Buffer>> get(String key) {
      return Future.succeededFuture(Optional.empty());
    }

    @Override public Future<Void> put(String key, Buffer value, Duration ttl) {
      return Future.succeededFuture();
    }

    @Override public Future<Void> close() {
      return Future.succeededFuture();
    }
  }

  private Limits node(Cache cache) {
    return new Limits(Map.of("user", Rate.parse("600/PT1M")), Optional.of(new Limits.Together(cache, "db")), now::get);
  }

  private static int letIn(Limits node, int times) {
    var seven = new RateClass.Counted("user", "user 7");
    return (int) IntStream.range(0, times).filter(i -> node.take(seven).await().orElseThrow().letIn()).count();
  }

  @Test void two_nodes_let_in_together_what_one_may_and_ask_the_cache_for_every_twelfth_of_it() {
    var shared = new Shared();
    var one = node(shared);
    var other = node(shared);
    int first = letIn(one, 100);
    int second = letIn(other, 1000);
    assertThat(first).isEqualTo(100);
    assertThat(first + second).isBetween(600 - 12, 600);
    assertThat(shared.asked).isLessThanOrEqualTo(52);
  }

  @Test void while_the_cache_is_away_each_counts_for_itself() {
    var shared = new Shared();
    var one = node(shared);
    assertThat(letIn(one, 100)).isEqualTo(100);
    shared.away = true;
    assertThat(letIn(one, 1000)).isEqualTo(500);
    assertThat(letIn(node(new NoCache()), 1000)).isEqualTo(600);
  }
}
