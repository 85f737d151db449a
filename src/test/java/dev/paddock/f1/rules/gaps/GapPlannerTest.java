package dev.paddock.f1.rules.gaps;

import static dev.paddock.f1.rules.session.DataKind.CIRCUIT;
import static dev.paddock.f1.rules.session.DataKind.CORNERS;
import static dev.paddock.f1.rules.session.DataKind.LAPS;
import static dev.paddock.f1.rules.session.DataKind.STINTS;
import static dev.paddock.f1.rules.session.DataKind.WEATHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.gaps.Fixtures.Race;
import dev.paddock.f1.rules.gaps.Fixtures.Session;
import dev.paddock.f1.rules.gaps.GapPlanner.Question;
import dev.paddock.f1.rules.gaps.Gaps.Absence;
import dev.paddock.f1.rules.gaps.Gaps.SessionGap;
import dev.paddock.f1.rules.session.DataKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A weekend at the seaside: practice on Friday at noon, the race on Sunday at three. */
class GapPlannerTest {
  static final Instant FRIDAY_NOON = Instant.parse("2025-05-02T12:00:00Z");
  static final Instant SUNDAY_THREE = Instant.parse("2025-05-04T15:00:00Z");
  static final Instant MUCH_LATER = Instant.parse("2025-12-01T00:00:00Z");
  static final GapPlanner.Shelf EMPTY = shelf(Set.of(), false);

  /** Weather is a topic of its own; laps and stints share one. */
  static final Recipes RECIPES = new Recipes() {
    @Override public Set<DataKind> kinds() {
      return EnumSet.of(CIRCUIT, CORNERS, WEATHER, LAPS, STINTS);
    }

    @Override public Set<Piece> pieces(int year, SessionCode code, Set<DataKind> kinds) {
      if (code == null) return Set.of(new Piece("multiviewer", "circuit"));
      var pieces = new HashSet<>(Set.of(new Piece("livetiming", "SessionInfo")));
      if (kinds.contains(WEATHER)) pieces.add(new Piece("livetiming", "WeatherData"));
      if (kinds.contains(LAPS)) pieces.addAll(Set.of(new Piece("livetiming", "TimingData"), new Piece("livetiming", "TimingAppData")));
      if (kinds.contains(STINTS)) pieces.add(new Piece("livetiming", "TimingAppData"));
      if (kinds.contains(LAPS) && code == SessionCode.R) pieces.add(new Piece("jolpica", "laps/1"));
      return pieces;
    }

    @Override public Set<Piece> index() {
      return Set.of(new Piece("livetiming", "Index"));
    }

    @Override public Set<Piece> calendar() {
      return Set.of(new Piece("jolpica", "races"), new Piece("jolpica", "drivers"));
    }
  };

  final GapPlanner planner = new GapPlanner(RECIPES, Duration.ofMinutes(30));

  @Test void a_season_without_a_calendar_is_a_gap_itself() {
    var gaps = plan(new Fixtures(2025, List.of()), MUCH_LATER).gaps();
    assertThat(gaps.calendar()).isFalse();
    assertThat(gaps.count()).isEqualTo(1);
    assertThat(gaps.calls()).isEqualTo(Map.of("jolpica", 2));
  }

  @Test void a_round_that_does_not_exist_is_no_gap() {
    var gaps = plan(weekend().only(Optional.of(99), Optional.empty()), MUCH_LATER).gaps();
    assertThat(gaps.calendar()).isTrue();
    assertThat(gaps.count()).isZero();
    assertThat(gaps.calls()).isEmpty();
  }

  @ParameterizedTest(name = "at {0} these are over and have had time to be archived: {1}")
  @CsvSource(nullValues = "none", value = {
      "2025-05-02T13:29:59Z, none",                    // practice lasts an hour, its data comes half an hour later
      "2025-05-02T13:30:00Z, 2025-seaside-FP1",
      "2025-05-04T17:29:59Z, 2025-seaside-FP1",        // a race lasts two
      "2025-05-04T17:30:00Z, 2025-seaside-FP1 2025-seaside-R",
  })
  void a_session_is_looked_at_when_it_is_over(Instant now, String sessions) {
    assertThat(plan(weekend(), now).gaps().sessions()).extracting(SessionGap::sessionId)
        .containsExactly(sessions == null ? new String[0] : sessions.split(" "));
  }

  @Test void an_end_that_is_scheduled_counts_not_the_usual_length() {
    var long90 = new Session("2025-seaside-FP1", SessionCode.FP1, FRIDAY_NOON, Optional.of(FRIDAY_NOON.plusSeconds(5400)), false);
    var fixtures = new Fixtures(2025, List.of(new Race("2025-seaside", 1, "Seaside Grand Prix", List.of(long90))));
    assertThat(plan(fixtures, FRIDAY_NOON.plus(Duration.ofMinutes(119))).gaps().sessions()).isEmpty();
    assertThat(plan(fixtures, FRIDAY_NOON.plus(Duration.ofMinutes(120))).gaps().sessions()).hasSize(1);
  }

  @Test void a_cancelled_session_is_never_one() {
    var called = new Session("2025-seaside-R", SessionCode.R, SUNDAY_THREE, Optional.empty(), true);
    var gaps = plan(new Fixtures(2025, List.of(new Race("2025-seaside", 1, "Seaside Grand Prix", List.of(called)))), MUCH_LATER).gaps();
    assertThat(gaps.count()).isZero();
    assertThat(gaps.calls()).isEmpty();
  }

  @Test void a_session_that_lacks_two_kinds_costs_one_load_and_a_race_its_first_lap() {
    var gaps = plan(weekend(), MUCH_LATER).gaps();
    assertThat(gaps.sessions()).extracting(SessionGap::calls).containsExactly(
        Map.of("livetiming", 4), Map.of("livetiming", 4, "jolpica", 1)); // info, weather, timing, app data: the last for two kinds
    assertThat(gaps.circuits()).singleElement().satisfies(gap -> assertThat(gap.missing()).containsExactlyInAnyOrder(CIRCUIT, CORNERS));
    assertThat(gaps.calls()).isEqualTo(Map.of("livetiming", 9, "jolpica", 1, "multiviewer", 1)); // and the season's index once
    assertThat(gaps.count()).isEqualTo(8);
  }

  @Test void what_the_archive_has_costs_nothing() {
    var shelf = shelf(Set.of(new Piece("livetiming", "TimingData"), new Piece("livetiming", "SessionInfo")), true);
    assertThat(planner.plan(new Question(weekend(), List.of(), Optional.empty(), MUCH_LATER), shelf).gaps().calls())
        .isEqualTo(Map.of("livetiming", 4, "jolpica", 1, "multiviewer", 1));
  }

  @Test void the_index_is_not_needed_where_all_sessions_were_found_before() {
    assertThat(planner.plan(new Question(weekend(), List.of(), Optional.empty(), MUCH_LATER), EMPTY).gaps().calls())
        .containsEntry("livetiming", 9);
    assertThat(planner.plan(new Question(weekend(), List.of(), Optional.empty(), MUCH_LATER), shelf(Set.of(), true)).gaps().calls())
        .containsEntry("livetiming", 8);
  }

  @ParameterizedTest(name = "{0} at {1}: a gap: {2}")
  @CsvSource({
      "STORED, 2025-05-04T18:00:00Z, false",
      "FAILED, 2025-05-04T18:00:00Z, true",
      "FAILED, 2025-11-04T18:00:00Z, true",
      "ABSENT, 2025-05-05T12:59:59Z, true",     // three days after Friday's session ended it may still come
      "ABSENT, 2025-05-05T13:00:00Z, false",
  })
  void what_was_looked_for(Coverage.State state, Instant at, boolean gap) {
    var row = new Coverage("2025-seaside-FP1", WEATHER, state, "livetiming", "why", 0, at);
    var gaps = planner.plan(new Question(weekend(), List.of(row), Optional.empty(), MUCH_LATER), EMPTY).gaps();
    assertThat(gaps.sessions().getFirst().missing().contains(WEATHER)).isEqualTo(gap);
    assertThat(gaps.absent()).hasSize(state == Coverage.State.ABSENT && !gap ? 1 : 0);
  }

  @Test void who_insists_gets_all_that_was_not_looked_for_since() {
    var before = Coverage.absent("2025-seaside-FP1", WEATHER, "livetiming", "403", MUCH_LATER.minusSeconds(1));
    var since = Coverage.stored("2025-seaside-FP1", LAPS, "livetiming", "", 3, MUCH_LATER);
    var gaps = planner.plan(new Question(weekend(), List.of(before, since), Optional.of(MUCH_LATER), MUCH_LATER), EMPTY).gaps();
    assertThat(gaps.sessions().getFirst().missing()).containsExactlyInAnyOrder(WEATHER, STINTS);
  }

  @Test void before_2018_there_is_no_live_timing_and_nobody_is_asked() {
    var sessions = List.of(new Session("2017-seaside-R", SessionCode.R, Instant.parse("2017-05-04T15:00:00Z"), Optional.empty(), false));
    var plan = plan(new Fixtures(2017, List.of(new Race("2017-seaside", 1, "Seaside Grand Prix", sessions))), MUCH_LATER);
    assertThat(plan.gaps().count()).isZero();
    assertThat(plan.gaps().calls()).isEmpty();
    assertThat(plan.foregone()).hasSize(5).allSatisfy(row -> assertThat(row.reason()).contains("2018"));
    assertThat(plan.gaps().absent()).hasSize(5);
    var again = planner.plan(new Question(new Fixtures(2017, List.of(new Race("2017-seaside", 1, "Seaside Grand Prix", sessions))),
        plan.foregone(), Optional.empty(), MUCH_LATER.plusSeconds(60)), EMPTY);
    assertThat(again.foregone()).isEmpty();
    assertThat(again.gaps().absent()).extracting(Absence::at).containsOnly(MUCH_LATER);
  }

  private GapPlanner.Plan plan(Fixtures fixtures, Instant now) {
    return planner.plan(new Question(fixtures, List.of(), Optional.empty(), now), EMPTY);
  }

  static Fixtures weekend() {
    return new Fixtures(2025, List.of(new Race("2025-seaside", 1, "Seaside Grand Prix", List.of(
        new Session("2025-seaside-FP1", SessionCode.FP1, FRIDAY_NOON, Optional.empty(), false),
        new Session("2025-seaside-R", SessionCode.R, SUNDAY_THREE, Optional.empty(), false)))));
  }

  static GapPlanner.Shelf shelf(Set<Piece> pieces, boolean knowsSessions) {
    return new GapPlanner.Shelf() {
      @Override public boolean has(String subject, Piece piece) {
        return pieces.contains(piece);
      }

      @Override public boolean knows(String sessionId) {
        return knowsSessions;
      }
    };
  }
}
