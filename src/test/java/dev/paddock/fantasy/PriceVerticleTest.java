package dev.paddock.fantasy;

import static dev.paddock.f1.contract.Formula1.SessionKind.QUALIFYING;
import static dev.paddock.f1.contract.Formula1.SessionKind.RACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.rules.PriceList;
import dev.paddock.fantasy.store.OpeningPrices;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PriceVerticleTest {
  private static final String OFFICIAL = "official-2026";
  private final FakeFormula1 formula1 = new FakeFormula1(3);
  private Node node;

  @BeforeEach void a_season_with_prices_but_for_one_driver() {
    node = new Node("a", TestDatabase.fresh(), formula1);
    var drivers = new HashMap<String, Integer>();
    for (var driver : FakeFormula1.DRIVERS.subList(0, 19)) drivers.put(driver, 200);
    open(new PriceList(drivers, Map.of("constructor0", 200)));
  }

  private void open(PriceList prices) {
    new OpeningPrices(node.pools.transactions(), node.game.rules()).put(2025, prices).await();
  }

  @AfterEach void close() {
    node.close();
  }

  private PriceList prices(String list, int round) {
    return node.game.prices().of(2025, list, round).await();
  }

  @Test void prices_of_the_next_round_are_made_a_day_after_the_races_result_and_once() {
    node.score(formula1.publish(1, QUALIFYING, 1, 1));
    node.score(formula1.publish(1, RACE, 1, FakeFormula1.DRIVERS));
    assertThat(prices(OFFICIAL, 2)).as("not yet").isEqualTo(prices(OFFICIAL, 1));
    node.clock.advance(Duration.ofDays(1));
    assertThat(node.runDue()).hasSize(1);
    // 14.0 each at first: the winner's 25 points and no place are great, the last one's nothing terrible.
    assertThat(prices(OFFICIAL, 1).drivers()).containsEntry("driver_01", 140);
    assertThat(prices(OFFICIAL, 2).drivers()).containsEntry("driver_01", 146).containsEntry("driver_19", 134);
    assertThat(prices(OFFICIAL, 2).constructors()).containsEntry("constructor0", 146);
    assertThat(prices("season", 2).drivers()).as("where prices stay").containsEntry("driver_01", 200).containsEntry("driver_20", 80);
    assertThat(prices(OFFICIAL, 2).drivers()).as("a newcomer").containsEntry("driver_20", 56);
    assertThat(prices("season", 1).drivers()).doesNotContainKey("driver_20");

    var made = prices(OFFICIAL, 2);
    node.score(formula1.publish(1, RACE, 2, FakeFormula1.DRIVERS.reversed()));
    node.clock.advance(Duration.ofSeconds(1));
    node.plan(Fantasy.prices(FakeFormula1.raceId(1), node.clock.instant().minus(Duration.ofHours(25))));
    assertThat(node.runDue()).isNotEmpty();
    assertThat(prices(OFFICIAL, 2)).as("a correction does not change them").isEqualTo(made);
  }

  @Test void a_round_that_has_locked_keeps_its_prices() {
    node.score(formula1.publish(1, RACE, 1, FakeFormula1.DRIVERS));
    node.clock.advance(Duration.ofDays(13));
    node.runDue();
    assertThat(node.count("price")).isEqualTo(38);
  }

  @Test void opening_prices_are_written_once() {
    var before = prices(OFFICIAL, 1);
    open(new PriceList(Map.of("driver_01", 999), Map.of("constructor0", 999)));
    assertThat(prices(OFFICIAL, 1)).isEqualTo(before);
  }
}
