package dev.paddock.fantasy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.paddock.TestDatabase;
import dev.paddock.f1.contract.Formula1.SessionKind;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.rules.DriverScore;
import dev.paddock.fantasy.rules.PriceList;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.store.LockReads;
import dev.paddock.fantasy.store.Market;
import dev.paddock.fantasy.store.Ownership;
import dev.paddock.fantasy.store.PriceLists;
import dev.paddock.fantasy.web.PricePage.Constructor;
import dev.paddock.fantasy.web.PricePage.Driver;
import dev.paddock.fantasy.web.PricePage.Prices;
import io.vertx.core.Future;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How drivers did lately and how many have them, beside their prices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormAndOwnershipTest {
  private static final int TEAMS = 40;

  private final FakeFormula1 formula1 = new FakeFormula1(6);
  private Node node;
  private SeasonBooks books;
  private PricePage page;

  @BeforeAll void four_rounds_are_scored_and_of_the_fifth_the_qualifying() {
    node = new Node("a", TestDatabase.fresh(), formula1);
    node.seed(TEAMS, 6);
    for (int round = 1; round <= 4; round++) {
      for (var kind : Node.weekend()) node.score(formula1.publish(round, kind, 1, 10 * round + kind.ordinal()));
    }
    node.score(formula1.publish(5, SessionKind.QUALIFYING, 1, 99));
    PriceLists.putIfAbsent(node.pools.transactions(), new PriceLists.Key(2025, "official-2026", 1),
        new PriceList(Map.of("driver_01", 200, "driver_02", 190), Map.of("constructor0", 195))).await();
    books = new SeasonBooks(new Entrants(node.bus, season -> Future.succeededFuture(Map.of())), new LockReads(node.pools.reads()),
        new Market(node.pools.reads()));
    page = new PricePage(books,
        new Form(node.game.boards(), new Scorebook(node.bus, node.game)),
        new Ownership(node.pools.reads(), node.vertx.createSharedWorkerExecutor("prices")));
  }

  @AfterAll void close() {
    node.close();
  }

  @Test void form_is_the_mean_of_the_last_three_rounds_whose_race_was_scored() {
    for (var driver : prices(6, "classic").drivers()) {
      double points = IntStream.rangeClosed(2, 4).map(round -> scored(round, driver.driverId())).sum() / 300.0;
      assertThat(driver.form()).as(driver.driverId()).isCloseTo(points, within(0.005));
    }
    assertThat(prices(2, "classic").drivers()).as("after one round").allSatisfy(driver ->
        assertThat(driver.form()).isEqualTo(scored(1, driver.driverId()) / 100.0));
    assertThat(prices(1, "classic").drivers()).as("before any").extracting(Driver::form).containsOnlyNulls();
  }

  @Test void form_is_known_under_rules_that_nobody_plays() {
    assertThat(prices(6, "official-2026").drivers()).isNotEmpty().extracting(Driver::form).doesNotContainNull();
    assertThat(prices(6, "official-2026").constructors()).isNotEmpty().extracting(Constructor::form).doesNotContainNull();
    assertThat(prices(6, "official-2026").drivers()).extracting(Driver::ownedPercent).containsOnlyNulls();
  }

  @Test void a_correction_changes_form() {
    var before = form(prices(3, "classic"));
    node.score(formula1.publish(2, SessionKind.RACE, 2, 4711));
    var after = form(prices(3, "classic"));
    assertThat(after).isNotEqualTo(before);
    assertThat(after.get("driver_07")).isCloseTo((scored(1, "driver_07") + scored(2, "driver_07")) / 200.0, within(0.005));
  }

  @Test void ownership_is_of_the_latest_round_that_was_frozen() {
    for (var driver : prices(6, "classic").drivers()) {
      assertThat(driver.ownedPercent()).as(driver.driverId()).isCloseTo(100.0 * owners(5, driver.driverId()) / TEAMS, within(0.05));
    }
    assertThat(prices(3, "classic").drivers()).allSatisfy(driver ->
        assertThat(driver.ownedPercent()).isCloseTo(100.0 * owners(3, driver.driverId()) / TEAMS, within(0.05)));
  }

  @Test void who_was_taken_out_is_not_offered_any_more_and_stays_where_he_was() {
    formula1.removed.add("driver_03");
    books.forget();
    assertThat(prices(6, "classic").drivers()).extracting(Driver::driverId).hasSize(19).doesNotContain("driver_03");
    assertThat(page.of(FakeFormula1.lock(1), rules("classic"), false).await().drivers()).hasSize(20);
    formula1.removed.clear();
    books.forget();
  }

  private Prices prices(int round, String ruleSet) {
    return page.of(FakeFormula1.lock(round), rules(ruleSet), true).await();
  }

  private static Map<String, Double> form(Prices prices) {
    return prices.drivers().stream().collect(Collectors.toMap(Driver::driverId, Driver::form));
  }

  private RuleSet rules(String id) {
    return node.game.rules().of(id).rules();
  }

  /** As the scores are stored, in hundredths. */
  private int scored(int round, String driver) {
    return node.game.scores().ofRace(FakeFormula1.raceId(round), "classic").await().stream()
        .map(session -> session.drivers().get(driver)).mapToInt(DriverScore::points).sum();
  }

  private long owners(int round, String driver) {
    var fielded = node.game.lineups().of(2025, round, "classic").await();
    return IntStream.of(fielded.lineup()).filter(pick -> fielded.distinct().get(pick).drivers().contains(driver)).count();
  }
}
