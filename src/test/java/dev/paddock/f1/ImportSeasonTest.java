package dev.paddock.f1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.PlanImport;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.Start;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.DataKind;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an import of a whole season asks for and stores, and what it refuses. */
class ImportSeasonTest extends TwoWeekends {
  @Test void a_season_is_imported_with_as_many_requests_as_files_and_none_the_second_time() {
    assertThat(gaps().calls()).isEqualTo(Map.of(LIVE, REQUESTS, "f1schedule", 1)); // at most: there is an index
    var summary = done(run(season())).orElseThrow();
    assertThat(world.requests).hasSize(REQUESTS).doesNotHaveDuplicates();
    assertThat(summary.calls()).isEqualTo(Map.of(LIVE, REQUESTS));
    assertThat(summary.gaps()).isEqualTo(12);
    assertThat(List.of(summary.processed(), summary.succeeded(), summary.failed(), summary.partial())).containsExactly(4, 4, 0, 0);
    assertThat(summary.extracted()).isEqualTo(Map.of(DataKind.WEATHER, 8L, DataKind.RACE_CONTROL, 4L, DataKind.TEAM_RADIO, 4L));
    assertThat(count("weather")).isEqualTo(8);
    assertThat(gaps().count()).isZero();

    var rows = rows();
    var again = done(run(season())).orElseThrow();
    assertThat(world.requests).hasSize(REQUESTS);
    assertThat(again.calls()).isEmpty();
    assertThat(again.processed()).isZero();
    assertThat(rows()).isEqualTo(rows);
  }

  @Test void several_at_a_time_make_the_same_requests_and_the_same_rows() {
    var uninterrupted = rowsOfUninterrupted();
    done(run(new RunImport(new Scope(2025, Optional.empty(), Optional.empty()), false, false, Optional.empty(), 3)));
    assertThat(world.requests).hasSize(REQUESTS).doesNotHaveDuplicates();
    assertThat(rows()).isEqualTo(uninterrupted);
  }

  @Test void a_calendar_that_is_missing_is_asked_for_first() {
    bus.answer(Formula1.SYNC_CALENDAR, ask -> Future.succeededFuture(new Formula1.Synced.Nothing(ask.year()))).await();
    var season = new Scope(2031, Optional.empty(), Optional.empty());
    var failed = end(run(new RunImport(season, false, false, Optional.empty(), 1)), State.FAILED);
    assertThat(failed.summary().orElseThrow().why()).contains("no source has a calendar of 2031");
  }

  @Test void a_calendar_is_asked_for_once_even_if_it_has_nothing_of_what_is_wanted() {
    var asked = new ArrayList<Integer>();
    bus.answer(Formula1.SYNC_CALENDAR, ask -> {
      asked.add(ask.year());
      return Future.succeededFuture(new Formula1.Synced.Done(ask.year(), 0, List.of(), List.of()));
    }).await();
    var season = new Scope(2031, Optional.of(6), Optional.empty());
    var failed = end(run(new RunImport(season, false, false, Optional.empty(), 1)), State.FAILED);
    assertThat(failed.summary().orElseThrow().why()).contains("the calendar of 2031 has no sessions");
    assertThat(asked).containsExactly(2031);
  }

  @Test void a_round_or_session_that_does_not_exist_is_refused_and_no_calendar_asked_for() {
    assertThat(run(new RunImport(new Scope(2025, Optional.of(99), Optional.empty()), false, false, Optional.empty(), 1)))
        .isEqualTo(new Start.Refused("2025, round 99: there is none"));
    assertThat(run(new RunImport(new Scope(2025, Optional.of(1), Optional.of(SessionCode.S)), false, false, Optional.empty(), 1)))
        .isEqualTo(new Start.Refused("2025, round 1, sprint: there is none"));
    assertThat(bus.ask(Importing.PLAN, new PlanImport(new Scope(2025, Optional.of(99), Optional.empty()), false), PATIENCE).await().gaps()
        .calendar()).isTrue();
  }
}
