package dev.paddock.fantasy.web;

import static dev.paddock.f1.contract.Formula1.SessionKind.QUALIFYING;
import static dev.paddock.f1.contract.Formula1.SessionKind.RACE;
import static dev.paddock.fantasy.FakeFormula1.raceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.rules.Line;
import dev.paddock.fantasy.rules.Line.What;
import dev.paddock.fantasy.store.LockReads;
import dev.paddock.fantasy.web.DriverNames.Name;
import dev.paddock.fantasy.web.Game.Pick;
import dev.paddock.notify.web.StoredInbox;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredGameTest {
  static final long TEAM = 2025000007L;
  static Node node;
  static Game game;

  @BeforeAll static void two_rounds_the_first_corrected() {
    var formula1 = new FakeFormula1(3);
    node = new Node("a", TestDatabase.fresh(), formula1);
    node.seed(120, 3);
    game = new StoredGame(node.bus, node.rules.rules(), node.game, season ->
        Future.succeededFuture(Map.of("driver_01", new Name("Ada Driver", "Red"))),
        new LockReads(node.pools.reads()), node.clock);
    node.lock(3);
    assertThat(game.team(TEAM, 0).await().orElseThrow()).as("before the first lock").satisfies(team -> {
      assertThat(team.rank()).isNull();
      assertThat(team.drivers()).isEmpty();
    });
    assertThat(game.team(TEAM, 7).await().orElseThrow().drivers()).as("to its owner").hasSize(5);
    node.clock.advance(Duration.ofDays(22));
    node.score(formula1.publish(1, QUALIFYING, 1, 1));
    node.score(formula1.publish(1, RACE, 1, 2));
    node.score(formula1.publish(2, RACE, 1, 3));
    node.score(formula1.publish(1, RACE, 2, 4));
  }

  @AfterAll static void close() {
    node.close();
  }

  @Test void a_team_its_scores_and_their_reasons_agree() {
    var team = game.team(TEAM, 0).await().orElseThrow();
    assertThat(team.team()).endsWith(" 7");
    assertThat(team.userId()).isEqualTo(7);
    assertThat(team.costTenths()).isBetween(1, 1000);
    assertThat(team.drivers()).extracting(Pick::role).containsOnlyOnce("captain", "vice_captain");
    var scores = game.scores(TEAM).await().orElseThrow();
    assertThat(scores.rounds()).extracting(Game.Round::race).containsExactly("Round 1 Grand Prix", "Round 2 Grand Prix");
    assertThat(scores.rounds().getLast().total()).isEqualTo(team.points());
    for (var round : scores.rounds()) {
      var why = game.explanation(TEAM, round.raceId(), Optional.empty(), Optional.empty()).await().orElseThrow();
      assertThat(why.points()).isEqualTo(round.points());
      assertThat(why.lines().stream().mapToDouble(Game.Line::sum).sum()).isEqualTo(round.points());
      assertThat(why.lines()).allSatisfy(line -> assertThat(line.points() * line.multiplier()).isEqualTo(line.sum()));
      assertThat(why.ruleset()).isEqualTo("classic 2026.1");
    }
    assertThat(game.explanation(TEAM, raceId(1), Optional.empty(), Optional.empty()).await().orElseThrow().versions())
        .containsExactly(new Game.Scored("Q", 1), new Game.Scored("R", 2));
    assertThat(game.explanation(TEAM, raceId(3), Optional.empty(), Optional.empty()).await()).isEmpty();
    assertThat(game.team(1, 0).await()).isEmpty();
    assertThat(game.scores(1).await()).isEmpty();
  }

  @Test void a_correction_lists_whom_it_moved() {
    var impact = game.impact(raceId(1), "R", 2, 0, 5).await().orElseThrow();
    assertThat(impact.total()).isBetween(100, 120);
    assertThat(impact.teams()).hasSize(5).allSatisfy(team -> assertThat(team.after() - team.before()).isEqualTo(team.delta()));
    assertThat(game.impact(raceId(1), "R", 3, 0, 5).await()).isEmpty();
    assertThat(game.impact(raceId(2), "R", 1, 0, 5).await()).as("a first result is no correction").isEmpty();
    assertThat(game.impact(raceId(1), "R", 1, 0, 5).await()).as("after the qualifying neither").isEmpty();
    var inbox = new StoredInbox(node.mailbox).of(7, 5).await().orElseThrow();
    assertThat(inbox.notifications()).singleElement().satisfies(n -> {
      assertThat(n.session()).isEqualTo("R");
      assertThat(n.after()).isEqualTo(game.scores(TEAM).await().orElseThrow().rounds().getFirst().points());
    });
  }

  @ParameterizedTest(name = "{1} {2} in {0}: {3}")
  @CsvSource({
      "Q, POSITION,      P2,              Qualified 2nd",
      "R, POSITION,      P1,              Finished 1st",
      "S, POSITION,      P11,             Finished 11th",
      "R, POSITION,      P23,             Finished 23rd",
      "R, PLACES,        5 → 2,           Places 5 → 2",
      "R, PLACES,        DATA_INCOMPLETE, Starting place not known yet",
      "R, FASTEST_LAP,   lap 50,          Fastest lap (lap 50)",
      "R, DID_NOT_START, '',              Did not start",
  })
  void a_reason_in_words(String session, What what, String note, String text) {
    assertThat(LineText.of(session, new Line(what, 0, note))).isEqualTo(text);
  }
}
