package dev.paddock.fantasy.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.fantasy.rules.SeasonBook;
import dev.paddock.fantasy.web.DriverNames.Name;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who can be picked before a season's sources list anybody, and after that. */
class EntrantsTest {
  private final List<Formula1.Entry> listed = new ArrayList<>();
  private Vertx vertx;
  private Entrants entrants;

  @BeforeEach void open() {
    vertx = Vertx.vertx();
    var bus = Bus.of(vertx);
    bus.answer(Formula1.ENTRIES, asked -> Future.succeededFuture(new Formula1.Entries(asked.year(), listed))).await();
    entrants = new Entrants(bus, season -> Future.succeededFuture(Map.of("ada", new Name("Ada Driver", null), "bob", new Name("Bob", null))));
  }

  @AfterEach void close() {
    vertx.close().await();
  }

  @Test void before_anybody_is_listed_those_are_entered_whose_names_are_known() {
    assertThat(entrants.of(2027).await()).hasSize(2).hasEntrySatisfying("ada", driver -> {
      assertThat(driver.name()).isEqualTo("Ada Driver");
      assertThat(driver.entered()).isTrue();
    });
    assertThat(entrants.listed(2027).await()).isEmpty();
  }

  @Test void once_somebody_is_listed_the_list_alone_says_who_is_entered() {
    listed.add(new Formula1.Entry("ada", "Ada Racer", Optional.of("red"), Optional.of(3), true));
    listed.add(new Formula1.Entry("eve", "Eve", Optional.empty(), Optional.empty(), false));
    assertThat(entrants.of(2027).await()).containsOnlyKeys("ada", "eve").extractingByKey("eve").extracting(SeasonBook.Driver::entered)
        .isEqualTo(false);
  }
}
