package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.db.Pools;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.web.SeasonNames;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What drivers are called. */
class RosterTest {
  @Test void before_a_source_lists_anybody_drivers_have_the_names_of_the_bundled_season_and_then_those_that_are_listed() {
    var vertx = Vertx.vertx();
    var pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(2, 2, Duration.ofSeconds(30)));
    try {
      var reads = pools.reads();
      var roster = new Roster(new SeasonNames(new CalendarStore(reads), new RaceReads(reads)), SeasonPrices.season(2026));
      assertThat(roster.of(2026).await().get("max_verstappen").driver()).isEqualTo("Max Verstappen");
      pools.transactions().query("insert into season (year, synced_at, closes_at) values (2026, now(), now())").execute().await();
      pools.transactions().query("""
          insert into driver (season, driver_id, given_name, family_name, deleted_at) values
            (2026, 'norris', 'Lando', 'Norris', null), (2026, 'doohan', 'Jack', 'Doohan', now())""").execute().await();
      assertThat(roster.of(2026).await()).containsOnlyKeys("norris", "doohan");
      assertThat(roster.of(2026).await().get("doohan").driver()).as("who was taken out keeps his name").isEqualTo("Jack Doohan");
    } finally {
      pools.close().await();
      vertx.close().await();
    }
  }
}
