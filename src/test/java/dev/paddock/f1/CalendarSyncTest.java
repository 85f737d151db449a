package dev.paddock.f1;

import static dev.paddock.f1.rules.WrittenRace.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.contract.Formula1.Synced;
import dev.paddock.f1.provider.CalendarSource;
import dev.paddock.f1.rules.CalendarDiff.Change;
import dev.paddock.f1.rules.CalendarDiff.Kind;
import dev.paddock.f1.rules.sources.Disagreement;
import dev.paddock.f1.store.DisagreementStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a synchronised calendar stores, moves and cancels, and what holds where its sources contradict each other. */
class CalendarSyncTest extends OrderedSeason {
  @Test void a_season_is_stored_and_the_second_time_nothing_changes() {
    other.races(race(1, "Noon Grand Prix", "Q 2025-03-15T12:00:00Z", "R " + NOON));
    assertThat(changes(sync())).containsExactly(new Change(Kind.NEW, "2025-noon", "", "Noon Grand Prix"));
    assertThat(rows("session_id || ' ' || ends_at - starts_at", "session")).containsExactly("2025-noon-Q 01:00:00", "2025-noon-R 02:00:00");
    assertThat(rows("subject", "work")).as("its results are looked for").contains("result:2025-noon-Q", "result:2025-noon-R");
    var before = rows("xmin::text", "session");
    assertThat(changes(sync())).isEmpty();
    assertThat(rows("xmin::text", "session")).as("no row was written").isEqualTo(before);
  }

  @Test void a_season_that_is_not_followed_is_stored_but_not_polled() {
    assertThat(sync(2023)).isInstanceOf(Synced.Done.class);
    assertThat(rows("subject", "work")).isEmpty();
  }

  @Test void what_moves_is_moved_under_its_id_and_what_vanishes_is_cancelled() {
    trusted.races(noon(NOON), race(2, "Dusk Grand Prix", "FP2 2025-04-04T12:00:00Z", "R 2025-04-06T18:00:00Z"));
    sync();
    trusted.races(race(1, "Midday Grand Prix", "R " + NOON.plusSeconds(3600)));
    assertThat(changes(sync())).containsExactly(
        new Change(Kind.RENAMED, "2025-noon", "Noon Grand Prix", "Midday Grand Prix"),
        new Change(Kind.MOVED, "2025-noon-R", "2025-03-16T12:00:00Z", "2025-03-16T13:00:00Z"),
        new Change(Kind.CANCELLED, "2025-dusk", "Dusk Grand Prix", ""));
    assertThat(changes(sync())).isEmpty();
    trusted.races(noon(NOON), race(2, "Dusk Grand Prix", "S 2025-04-05T12:00:00Z", "R 2025-04-06T18:00:00Z"));
    assertThat(changes(sync())).as("back, as a sprint weekend").extracting(c -> c.kind() + " " + c.subject()).containsExactly(
        "RENAMED 2025-noon", "MOVED 2025-noon-R", "BACK 2025-dusk", "NEW 2025-dusk-S", "GONE 2025-dusk-FP2");
  }

  @Test void where_the_trusted_one_has_no_calendar_the_other_fills_in() {
    trusted.answer = new CalendarSource.Published.None();
    other.races(noon(NOON));
    assertThat(changes(sync())).hasSize(1);
    other.answer = new CalendarSource.Published.None();
    assertThat(sync()).isEqualTo(new Synced.Nothing(2025));
  }

  @Test void where_the_trusted_one_cannot_be_heard_the_other_makes_a_season_but_changes_none() {
    trusted.answer = new CalendarSource.Published.Failed("HTTP 502");
    other.races(noon(NOON));
    assertThat(sync()).isEqualTo(new Synced.Done(2025, 1, List.of(new Change(Kind.NEW, "2025-noon", "", "Noon Grand Prix")),
        List.of("jolpica: HTTP 502")));
    other.races(noon(NOON.plusSeconds(60)));
    assertThat(sync()).isEqualTo(new Synced.Failed("jolpica: HTTP 502; what is stored stays", Optional.empty()));
    assertThat(results.session("2025-noon-R").await().orElseThrow().startsAt()).isEqualTo(NOON);
  }

  @Test void a_contradiction_is_kept_for_as_long_as_there_is_one() {
    other.races(noon(NOON.plusSeconds(600)));
    sync();
    var kept = disagreements.of("2025-noon", 100).await();
    assertThat(kept).extracting(DisagreementStore.Stored::disagreement).containsExactly(new Disagreement("2025-noon-R", "", "starts_at",
        Map.of("jolpica", "2025-03-16T12:00:00Z", "f1schedule", "2025-03-16T12:10:00Z"), "jolpica"));
    timers.jumpTo(Instant.parse("2025-03-16T10:00:00Z"));
    sync();
    assertThat(disagreements.of("2025", 100).await()).as("the same since then").isEqualTo(kept);
    assertThat(disagreements.of("2025-no", 100).await()).isEmpty();
    assertThat(results.session("2025-noon-R").await().orElseThrow().startsAt()).as("the trusted one decides").isEqualTo(NOON);
    other.answer = new CalendarSource.Published.Failed("HTTP 500");
    sync();
    assertThat(disagreements.of("2025-noon-R", 100).await()).as("who cannot be heard has not agreed").hasSize(1);
    other.races(noon(NOON));
    sync();
    assertThat(disagreements.of("2025-noon", 100).await()).isEmpty();
  }

  @Test void a_contradiction_about_a_race_that_was_renamed_is_kept_under_the_id_that_it_has() {
    sync();
    trusted.races(race(1, "Midday Grand Prix", "R " + NOON));
    other.races(race(1, "Midday Grand Prix", "R " + NOON.plusSeconds(600)));
    sync();
    assertThat(disagreements.of("2025", 100).await()).extracting(kept -> kept.disagreement().subject()).containsExactly("2025-noon-R");
    other.races(race(1, "Midday Grand Prix", "R " + NOON));
    sync();
    assertThat(disagreements.of("2025", 100).await()).isEmpty();
  }

  private static List<Change> changes(Synced synced) {
    assertThat(synced).isInstanceOf(Synced.Done.class);
    return ((Synced.Done) synced).changes();
  }
}
