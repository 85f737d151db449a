package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.app.RepeatsForTests;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnceTest {
  @RegisterExtension static final TestDatabase DB = new TestDatabase();

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicReference<Future<Void>> before = new AtomicReference<>(Future.succeededFuture());
  private final AtomicReference<Answer> instead = new AtomicReference<>();
  private final Promise<Void> reached = Promise.promise();
  private ContractClient api;

  @BeforeEach void open() {
    DB.pools().transactions().query("truncate repeat").execute().await();
    var repeats = RepeatsForTests.in(DB.pools().transactions());
    api = SmallSite.open(vertx, new Door(Limits.NONE, Proxies.NONE, Origins.NONE, repeats, false), Map.of(
        "makeThing", request -> {
          var begins = before.get();
          reached.tryComplete();
          return begins.map(v -> made(request));
        },
        "makeSecret", request -> Future.succeededFuture(Answer.created(new SmallSite.Thing("secret" + made.incrementAndGet())))));
  }

  private Answer made(Request request) {
    int number = made.incrementAndGet();
    return instead.get() != null ? instead.get()
        : new Answer.With(Answer.started("/things/" + number, new SmallSite.Thing(request.json().getString("name") + number)),
            Map.of("Set-Cookie", "token=secret"));
  }

  @AfterEach void close() {
    vertx.close().await();
  }

  private ContractClient.Ask ask(String token, String key, String name) {
    return api.as(token).ask("makeThing").header("Idempotency-Key", key).body(new JsonObject().put("name", name));
  }

  @Test void the_same_again_is_done_once_and_answered_the_same_but_for_cookies() {
    var first = ask("user-7", "k1", "Alfa").answer().expect(202);
    var again = ask("user-7", "k1", "Alfa").answer().expect(202);
    assertThat(made).hasValue(1);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(first.header("ETag")).as("what was made is told of, not shown: no edit could name it").isNull();
    for (var header : new String[] {"Location", "Content-Type", "Cache-Control"}) {
      assertThat(again.header(header)).as(header).isEqualTo(first.header(header)).isNotNull();
    }
    assertThat(first.header("Set-Cookie")).isNotNull();
    assertThat(again.header("Set-Cookie")).isNull();
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test void another_request_under_the_same_key_is_refused_but_keys_are_everybodys_own() {
    ask("user-7", "k1", "Alfa").answer().expect(202);
    ask("user-7", "k1", "Beta").answer().expect(422, "idempotency-mismatch");
    ask("user-8", "k1", "Beta").answer().expect(202);
    ask("user-7", "k2", "Alfa").answer().expect(202);
    api.as("user-7").ask("makeThing").body(new JsonObject().put("name", "Alfa")).answer().expect(202);
    assertThat(made).hasValue(4);
  }

  @Test void while_the_first_is_under_way_the_second_is_told_so_and_of_many_at_once_one_is_done() {
    var gate = Promise.<Void>promise();
    before.set(gate.future());
    var all = IntStream.range(0, 10).mapToObj(i -> ask("user-7", "k1", "Alfa").sent()).toList();
    reached.future().await();
    ask("user-7", "k1", "Alfa").answer().expect(409, "idempotency-in-flight");
    gate.complete();
    assertThat(all.stream().map(sent -> sent.await()).filter(answered -> answered.status() == 202)).isNotEmpty();
    assertThat(made).hasValue(1);
  }

  @Test void what_was_refused_or_failed_had_no_effect_and_leaves_the_key_free() {
    instead.set(Answer.refused(Problem.Kind.CONFLICT, "not now"));
    ask("user-7", "k1", "Alfa").answer().expect(409, "conflict");
    instead.set(null);
    before.set(Future.failedFuture(new IllegalStateException("the database went away")));
    ask("user-7", "k1", "Alfa").answer().expect(500, "unexpected");
    before.set(Future.succeededFuture());
    ask("user-7", "k1", "Alfa").answer().expect(202);
  }

  @Test void what_somebody_died_over_is_never_done_again() {
    before.set(Promise.<Void>promise().future());
    ask("user-7", "k1", "Alfa").sent();
    reached.future().await();
    before.set(Future.succeededFuture());
    ask("user-7", "k1", "Alfa").answer().expect(409, "idempotency-in-flight");
    age("lease_until", "1 minute");
    ask("user-7", "k1", "Alfa").answer().expect(409, "conflict");
  }

  @Test void a_key_is_kept_for_a_day() {
    ask("user-7", "k1", "Alfa").answer().expect(202);
    age("kept_until", "23 hours 59 minutes");
    ask("user-7", "k1", "Beta").answer().expect(422);
    age("kept_until", "2 minutes");
    ask("user-7", "k1", "Beta").answer().expect(202);
    age("kept_until", "25 hours");
    assertThat(DB.pools().transactions().withTransaction(tx -> RepeatsForTests.tidy(DB.pools().transactions(), tx)).await()).isEqualTo(1);
  }

  private static void age(String column, String by) {
    DB.pools().transactions().query("update repeat set " + column + " = " + column + " - interval '" + by + "'").execute().await();
  }

  /** A request may be a registration, with a password in it. */
  @Test void what_is_kept_of_a_request_is_no_hash_that_anybody_could_make() {
    ask("user-7", "k1", "Alfa").answer().expect(202);
    var hash = Once.ask("user:7", "k1", "makeThing", "/api/v1/thing", new JsonObject().put("name", "Alfa").toBuffer()).fingerprint();
    assertThat(DB.pools().transactions().query("select fingerprint from repeat").execute().await().iterator().next().getString(0))
        .isNotEqualTo(hash).hasSizeBetween(20, 24);
  }

  @Test void a_secret_is_told_once_and_kept_nowhere() {
    var asking = api.as("user-7");
    assertThat(asking.ask("makeSecret").header("Idempotency-Key", "s1").answer().expect(201).text()).contains("secret1");
    asking.ask("makeSecret").header("Idempotency-Key", "s1").answer().expect(409, "conflict");
    assertThat(made).hasValue(1);
    assertThat(DB.pools().transactions().query("select coalesce(convert_from(body, 'UTF8'), '') || location from repeat").execute().await()
        .iterator().next().getString(0)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "ümlaut", "x256"})
  void a_key_is_visible_ascii(String key) {
    ask("user-7", key.replace("x256", "x".repeat(256)), "Alfa").answer().expect(400, "malformed");
  }
}
