package dev.paddock.fantasy.web;

import static dev.paddock.fantasy.FakeFormula1.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.db.Ledger;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.store.LockReads;
import dev.paddock.fantasy.store.Market;
import dev.paddock.fantasy.store.Ownership;
import dev.paddock.fantasy.store.PriceLists;
import dev.paddock.fantasy.store.RuleSetFile;
import dev.paddock.fantasy.store.RuleSets;
import dev.paddock.fantasy.store.RuleShelf;
import dev.paddock.web.AdminToken;
import dev.paddock.web.ContractClient;
import dev.paddock.web.Gate;
import dev.paddock.web.PartOfSite;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule sets and prices over HTTP, each answer checked against the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesAndPricesTest {
  private static final Duration DELAY = Duration.ofMinutes(90);

  private final List<Ledger.Entry> ledger = new CopyOnWriteArrayList<>();
  private Node node;
  private ContractClient api;

  @BeforeAll void open() {
    node = new Node("a", TestDatabase.fresh(), new FakeFormula1(3));
    node.seed(10, 3);
    Ledger noted = (tx, at, entry) -> {
      ledger.add(entry);
      return Future.succeededFuture();
    };
    var rules = new RuleOperations(node.game.rules(), new RuleShelf(node.pools.reads(), node.game.rules()));
    var entrants = new Entrants(node.bus, new Capitals());
    node.lock(3);
    node.pools.transactions().preparedQuery("update round_lock set lock_at = lock_at + make_interval(mins => $1::int)")
        .execute(Tuple.of((int) DELAY.toMinutes())).await();
    var books = new SeasonBooks(entrants, new LockReads(node.pools.reads()), new Market(node.pools.reads()));
    var page = new PricePage(books, new Form(node.game.boards(), new Scorebook(node.bus, node.game)),
        new Ownership(node.pools.reads(), node.vertx.createSharedWorkerExecutor("prices")));
    var prices = new PriceOperations(node.clock::instant, node.game.rules(), books, entrants, page,
        (key, list, order) -> PriceLists.set(node.undertaking, noted, key, list, order));
    var gate = new AdminToken(Optional.of("operator")).before(Gate.CLOSED);
    var operations = Stream.concat(rules.list().stream(), prices.list().stream()).toList();
    api = ContractClient.of(node.vertx, PartOfSite.serve(node.vertx, operations, gate).await());
  }

  /** Nobody is known but by who is entered. */
  private static final class Capitals implements DriverNames {
    @Override public Future<Map<String, Name>> of(int season) {
      return Future.succeededFuture(Map.of());
    }

    @Override public String constructor(String constructorId) {
      return constructorId.substring(0, 1).toUpperCase() + constructorId.substring(1);
    }
  }

  @AfterAll void close() {
    node.close();
  }

  @Test void the_rule_sets_are_named_the_usual_one_first() {
    var answer = api.ask("listRuleSets").answer().expect(200).json();
    assertThat(answer.getJsonArray("ruleSets")).extracting(set -> ((JsonObject) set).getString("id"))
        .containsExactly("classic", "official-2026", "gentle");
    assertThat(answer.getJsonArray("lateChanges")).isNotEmpty();
    assertThat(answer.getJsonArray("lock")).isNotEmpty();
  }

  @ParameterizedTest @ValueSource(strings = {"classic", "official-2026", "gentle"})
  void a_rule_set_is_told_word_for_word(String id) throws Exception {
    var answer = api.ask("getRuleSet").with("id", id).with("version", "2026.1").answer().expect(200).json();
    var digest = MessageDigest.getInstance("SHA-256").digest(answer.getString("text").getBytes(StandardCharsets.UTF_8));
    assertThat(answer.getString("hash")).isEqualTo(HexFormat.of().formatHex(digest)).isEqualTo(RuleSets.BUNDLED.of(id).rules().hash());
    assertThat(answer.getJsonObject("rules")).isEqualTo(new JsonObject(answer.getString("text")));
    api.ask("getRuleSet").with("id", id).with("version", "2025.9").answer().expect(404, "not-found");
  }

  @Test void rules_that_have_scored_are_told_for_ever() {
    var old = RuleSets.BUNDLED.of("classic").body().replace("2026.1", "2024.7");
    node.scoring.remember(RuleSetFile.of(old)).await();
    assertThat(api.ask("getRuleSet").with("id", "classic").with("version", "2024.7").answer().expect(200).json().getString("text"))
        .isEqualTo(old);
  }

  @Test void prices_are_those_of_the_next_round_to_lock_until_somebody_sets_others_and_a_locked_round_keeps_its_own() {
    var prices = api.ask("listPrices").with("season", 2025).answer().expect(200).json();
    assertThat(prices.getInteger("round")).isEqualTo(1);
    assertThat(prices.getJsonArray("drivers").getJsonObject(0).getMap()).containsEntry("driverId", "driver_01")
        .containsEntry("driver", "driver_01").containsEntry("constructor", "Constructor0").containsEntry("priceTenths", 290).containsEntry("changeTenths", 0);
    assertThat(prices.getString("lockAt")).as("as it counts, not as the calendar has it")
        .isEqualTo(FakeFormula1.lock(prices.getInteger("round")).lockAt().plus(DELAY).toString());
    api.ask("listPrices").with("season", 2025).with("round", 9).answer().expect(404, "not-found");
    api.ask("listPrices").with("season", 2025).with("ruleSet", "casual").answer().expect(404, "not-found");

    var change = new JsonObject().put("reason", "a new engine").put("constructors", new JsonArray()).put("drivers", new JsonArray()
        .add(new JsonObject().put("driverId", "driver_20").put("priceTenths", 120)));
    var set = api.ask("setPrices").with("season", 2025).with("round", 2).body(change);
    set.answer().expect(401);
    var operator = api.as("operator");
    var after = operator.ask("setPrices").with("season", 2025).with("round", 2).body(change).answer().expect(200).json();
    assertThat(after.getJsonArray("drivers")).contains(new JsonObject(Map.of("driverId", "driver_20", "driver", "driver_20",
        "constructorId", "constructor9", "constructor", "Constructor9", "priceTenths", 120, "changeTenths", 20)));
    assertThat(ledger).singleElement().satisfies(entry -> {
      assertThat(entry.actor()).isEqualTo("operator");
      assertThat(entry.subject()).isEqualTo("prices:2025:season:2");
      assertThat(entry.reason()).isEqualTo("a new engine");
    });
    assertThat(api.ask("listPrices").with("season", 2025).with("round", 1).answer().json().encode()).contains("\"priceTenths\":100");
    assertThat(api.ask("listPrices").with("season", 2025).with("round", 3).answer().json().encode()).contains("\"priceTenths\":120");

    change.getJsonArray("drivers").getJsonObject(0).put("driverId", "santa");
    operator.ask("setPrices").with("season", 2025).with("round", 2).body(change).answer().expect(422, "invalid");
    operator.ask("setPrices").with("season", 2025).with("round", 9).body(change).answer().expect(404, "not-found");
    node.clock.advance(Duration.between(START, FakeFormula1.lock(1).lockAt().plus(DELAY)));
    operator.ask("setPrices").with("season", 2025).with("round", 1).body(change).answer().expect(409, "conflict");
    assertThat(api.ask("listPrices").with("season", 2025).answer().json().getInteger("round")).as("the next to lock").isEqualTo(2);
  }
}
