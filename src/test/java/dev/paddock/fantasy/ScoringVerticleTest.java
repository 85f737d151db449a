package dev.paddock.fantasy;

import static dev.paddock.f1.contract.Formula1.SessionKind.QUALIFYING;
import static dev.paddock.f1.contract.Formula1.SessionKind.RACE;
import static dev.paddock.fantasy.FakeFormula1.DRIVERS;
import static dev.paddock.fantasy.FakeFormula1.raceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.TestDatabase;
import dev.paddock.db.Closing.Closure;
import dev.paddock.db.Database;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.Classification.Kind;
import dev.paddock.fantasy.rules.LineupRules;
import dev.paddock.fantasy.rules.SessionScore;
import dev.paddock.fantasy.store.RuleSetFile;
import dev.paddock.fantasy.store.ScoringStore.Outrun;
import dev.paddock.fantasy.store.ScoringStore.Played;
import dev.paddock.fantasy.store.ScoringStore.Scored;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoringVerticleTest {
  final FakeFormula1 formula1 = new FakeFormula1(3);
  final Database database = TestDatabase.fresh();
  Node node;

  @BeforeEach void open() {
    node = new Node("a", database, formula1);
    node.seed(300, 3);
  }

  @AfterEach void close() {
    node.close();
  }

  @Test void scoring_a_session_makes_both_boards_and_tells_of_them() {
    var ended = node.score(formula1.publish(1, QUALIFYING, 1, 1));
    assertThat(ended).singleElement().satisfies(slot -> assertThat(slot.ending()).isEqualTo(new Ending.Next(true, "300 teams scored")));
    var round = node.game.boards().current("round-" + raceId(1)).await().orElseThrow();
    var season = node.game.boards().current("season-2025").await().orElseThrow();
    eventually(() -> assertThat(node.boardsChanged).containsExactly(
        new Fantasy.BoardChanged(round.name(), round.id()), new Fantasy.BoardChanged(season.name(), season.id())));
    assertThat(round.teams()).isEqualTo(300);
    assertThat(round.madeAt()).isEqualTo(node.clock.instant());
    assertThat(round.previous()).isEmpty();
    assertThat(node.count("driver_score")).isEqualTo(20);
    assertThat(node.notified).isEmpty();
    assertThat(verdict()).isEqualTo(PROVED);
  }

  @Test void a_season_of_sessions_and_corrections_proves_itself() {
    for (int round = 1; round <= 3; round++) {
      for (var kind : Node.weekend()) node.score(formula1.publish(round, kind, 1, 10 * round + kind.ordinal()));
    }
    node.score(formula1.publish(1, RACE, 2, 99));
    node.score(formula1.publish(3, QUALIFYING, 2, 98));
    assertThat(verdict()).isEqualTo(PROVED);
    var season = node.game.boards().current("season-2025").await().orElseThrow();
    assertThat(season.previous()).isPresent();
    var top = node.game.boards().rows(season).await().row(0);
    assertThat(node.reads.rounds(node.game.teams().team(top.team()).await().orElseThrow()).await()).hasSize(3)
        .extracting(round -> round.row().points())
        .satisfies(points -> assertThat(points.stream().mapToInt(i -> i).sum()).isEqualTo(top.points()));
  }

  @Test void a_correction_says_what_it_did_and_notifies_once() {
    var before = List.copyOf(DRIVERS.subList(0, 10));
    node.score(formula1.publish(1, RACE, 1, before));
    node.clock.advance(Duration.ofDays(1));
    // The winner is disqualified: everybody behind him moves up.
    var ended = node.score(formula1.publish(1, RACE, 2, before.subList(1, 10)));
    assertThat(ended).extracting(SlotEnded::kind).contains("fantasy.score", "notify.correction").doesNotHaveDuplicates();

    var correction = node.game.corrections().of(raceId(1) + "-R", 2).await().orElseThrow();
    assertThat(correction.drivers().getFirst().driverId()).isEqualTo(DRIVERS.getFirst());
    assertThat(correction.drivers().getFirst().before()).isEqualTo(3500);
    assertThat(correction.drivers().getFirst().after()).isEqualTo(-2000);
    assertThat(correction.teams()).isNotEmpty().isSortedAccordingTo(Comparator.comparingInt(team -> -Math.abs(team.change())));
    assertThat(correction.losers(1).getFirst().change()).isNegative();
    assertThat(correction.winners(1).getFirst().change()).isPositive();
    assertThat(node.reads.affected(correction, 1, 2).await()).hasSize(2)
        .allSatisfy(team -> assertThat(team.team().id()).isEqualTo(team.moved().team()));

    eventually(() -> assertThat(node.notified).singleElement().satisfies(told -> assertThat(told.users()).isEqualTo(300)));
    assertThat(node.count("notification")).isEqualTo(1);
    var loser = node.game.teams().team(correction.losers(1).getFirst().team()).await().orElseThrow();
    var letters = node.mailbox.of(loser.playerId(), 10).await().orElseThrow();
    assertThat(letters.unread()).isEqualTo(1);
    var letter = letters.letters().getFirst();
    assertThat(letter.notification().title()).isEqualTo("Results updated: Round 1 Grand Prix (race)");
    assertThat(letter.text()).startsWith("Driver 01 35.0 → -20.0, Driver 02 ").contains("6 more drivers: ")
        .contains("of 300 teams changed; your team ").doesNotContain("stays");
    assertThat(letter.own().getFirst().before().orElseThrow()).isEqualTo(correction.losers(1).getFirst().before());
    assertThat(verdict()).isEqualTo(PROVED);
  }

  @Test void the_same_slot_run_again_has_no_second_effect() {
    node.plan(Fantasy.score(formula1.publish(1, RACE, 1, 1).sessionId(), 1, node.clock.instant()));
    var claims = node.claim();
    assertThat(node.run(claims)).hasSize(1);
    assertThat(node.run(claims)).as("its lease is over").isEmpty();
    node.plan(Fantasy.score(raceId(1) + "-R", 1, node.clock.instant().plusSeconds(60)));
    node.clock.advance(Duration.ofMinutes(2));
    assertThat(node.runDue()).singleElement().satisfies(slot -> assertThat(slot.ending()).isEqualTo(new Ending.Stop("already scored")));
    assertThat(node.count("board_snapshot")).isEqualTo(2);
    assertThat(verdict()).isEqualTo(PROVED);
  }

  @Test void a_superseded_version_is_left_to_its_successor_and_an_unknown_one_is_tried_again() {
    node.plan(Fantasy.score(formula1.publish(1, RACE, 1, 1).sessionId(), 1, node.clock.instant()));
    formula1.publish(1, RACE, 2, 2);
    assertThat(node.runDue()).singleElement()
        .satisfies(slot -> assertThat(slot.ending()).isEqualTo(new Ending.Stop("superseded by version 2")));
    node.plan(Fantasy.score(raceId(2) + "-R", 1, node.clock.instant()));
    assertThat(node.runDue()).singleElement().satisfies(slot -> assertThat(slot.ending()).isInstanceOf(Ending.Retry.class));
    assertThat(node.count("board_snapshot")).isZero();
  }

  @Test void a_correction_is_not_blamed_for_a_result_that_arrived_at_the_same_moment() {
    node.score(formula1.publish(1, QUALIFYING, 1, DRIVERS));
    var swapped = new ArrayList<>(DRIVERS);
    Collections.swap(swapped, 0, 1);
    var race = formula1.publish(1, RACE, 1, 5);
    node.score(formula1.publish(1, QUALIFYING, 2, swapped));
    var correction = node.game.corrections().of(raceId(1) + "-Q", 2).await().orElseThrow();
    assertThat(correction.teams()).isNotEmpty().allSatisfy(team -> assertThat(Math.abs(team.change())).isLessThanOrEqualTo(150));
    node.score(race);
    assertThat(verdict()).isEqualTo(PROVED);
  }

  @Test void two_nodes_that_score_in_turn_never_build_on_old_totals() {
    try (var other = new Node("b", database, formula1)) {
      node.score(formula1.publish(1, RACE, 1, 1));
      other.score(formula1.publish(2, RACE, 1, 2));
      node.score(formula1.publish(3, RACE, 1, 3));
      other.score(formula1.publish(1, RACE, 2, 4));
      node.score(formula1.publish(2, QUALIFYING, 1, 5));
    }
    assertThat(verdict()).isEqualTo(PROVED);
  }

  @Test void a_claim_that_was_lost_meanwhile_writes_nothing() {
    var result = formula1.publish(1, RACE, 1, 1);
    node.plan(Fantasy.score(result.sessionId(), 1, node.clock.instant()));
    var claims = node.claim();
    node.cancel(claims.getFirst().plan().subject());
    assertThat(node.run(claims)).isEmpty();
    assertThat(List.of(node.count("board_snapshot"), node.count("board"), node.count("driver_score"))).containsOnly(0L);
    assertThat(node.boardsChanged).isEmpty();
    node.clock.advance(Duration.ofMinutes(1));
    assertThat(node.score(result)).hasSize(1);
    assertThat(verdict()).isEqualTo(PROVED);
  }

  @Test void whoever_computed_on_an_older_board_is_outrun() {
    node.score(formula1.publish(1, RACE, 1, 1));
    node.plan(Fantasy.score(raceId(1) + "-S", 1, node.clock.instant()));
    var claim = node.claim().getFirst();
    var session = new SessionScore(raceId(1) + "-S", 1, Kind.SPRINT, Map.of());
    var field = node.game.fields().find(2025, 1, "classic").await().orElseThrow();
    var stale = new Scored(2025, 1, raceId(1), List.of(new Played(node.rules.rules(), session, field, Optional.empty(), Optional.empty(),
        new int[] {0}, List.of())), node.clock.instant());
    assertThatThrownBy(() -> node.scoring.commit(claim, stale, new Closure(new Ending.Next(true, ""), List.of())).await())
        .isInstanceOf(Outrun.class);
    assertThat(node.count("board_snapshot")).isEqualTo(2);
    assertThat(verdict()).isEqualTo(PROVED);
  }

  @Test void the_check_finds_what_was_tampered_with() {
    node.score(formula1.publish(1, RACE, 1, 1));
    sql("update driver_score set lines = jsonb_set(lines, '{0,points}', '123400') where driver_id = (select captain from lineup limit 1)");
    assertThat(verdict()).satisfies(v -> {
      assertThat(v.rescoredEqual()).isTrue();
      assertThat(v.linesSum()).isFalse();
      assertThat(v.difference().orElseThrow()).contains("lines of team");
    });
    sql("update board_snapshot set worth = set_byte(worth, length(worth) - 1, get_byte(worth, length(worth) - 1) # 2)");
    assertThat(verdict()).satisfies(v -> {
      assertThat(v.rescoredEqual()).isFalse();
      assertThat(v.ranksConsistent()).isFalse();
    });
    sql("delete from board");
    assertThat(verdict().difference().orElseThrow()).contains("is not stored");
  }

  @Test void seeding_again_adds_nothing() {
    var before = List.of(node.count("player"), node.count("team"), node.count("lineup"), node.count("price"));
    node.seed(300, 3);
    assertThat(List.of(node.count("player"), node.count("team"), node.count("lineup"), node.count("price"))).isEqualTo(before);
    var team = node.game.teams().team(2025000042L).await().orElseThrow();
    assertThat(team.playerId()).isEqualTo(42);
    assertThat(team.name()).endsWith(" 42");
    var lineup = node.game.lineups().of(team.id(), 1).await().orElseThrow();
    assertThat(new LineupRules(node.rules.rules().team(), Node.entrants(1).get(1)).judge(lineup))
        .isInstanceOf(LineupRules.Verdict.Legal.class);
    assertThat(node.game.prices().of(2025, "season", 1).await().drivers()).hasSize(20).containsEntry("driver_01", 290);
    assertThatThrownBy(() -> node.seeding.seed(2025, 0, 1, Node.entrants(1), node.clock.instant())).hasMessageContaining("0 teams");
  }

  @Test void changed_rules_need_a_new_version() {
    var changed = RuleSetFile.of(node.rules.body().replace("\"fastestLap\": 10", "\"fastestLap\": 12"));
    node.scoring.remember(node.rules).await();
    assertThatThrownBy(() -> node.scoring.remember(changed).await()).hasMessageContaining("need a new version");
  }

  @Test void a_first_score_has_nothing_before_it() {
    node.score(formula1.publish(1, RACE, 1, 1));
    var delta = node.bus.ask(Fantasy.DELTAS, new Fantasy.GetDeltas(2025, raceId(1) + "-R", 1, List.of(1L)), Duration.ofSeconds(5)).await();
    assertThat(delta.of(1)).singleElement().satisfies(team -> {
      assertThat(team.before()).isEmpty();
      assertThat(team.changed()).isFalse();
    });
    assertThat(node.game.boards().rows(1).await()).isInstanceOf(BoardSnapshot.class);
  }

  static final Rescore.Verdict PROVED = new Rescore.Verdict(true, true, true, Optional.empty());

  private Rescore.Verdict verdict() {
    return node.rescore.check(2025);
  }

  private void sql(String statement) {
    node.pools.transactions().query(statement).execute().await();
  }

  static void eventually(Runnable check) {
    var deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (true) {
      try {
        check.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > deadline) throw e;
        Thread.onSpinWait();
      }
    }
  }
}
