package dev.paddock.fantasy;

import static dev.paddock.f1.contract.Formula1.SessionKind.QUALIFYING;
import static dev.paddock.f1.contract.Formula1.SessionKind.RACE;
import static dev.paddock.fantasy.FakeFormula1.raceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.db.Database;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.FormatOne;
import dev.paddock.fantasy.store.GameStore;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of boards, and what follows from it. */
class BoardStorageTest {
  private static final String SEASON = "season-2025";

  final FakeFormula1 formula1 = new FakeFormula1(4);
  final Database database = TestDatabase.fresh();
  Node node;

  @BeforeEach void open() {
    node = new Node("a", database, formula1);
    node.seed(200, 4);
  }

  @AfterEach void close() {
    node.close();
  }

  private BoardSnapshot shown(GameStore game, String board) {
    return game.boards().current(board).compose(found -> game.boards().rows(found.orElseThrow())).await();
  }

  private GameStore afterRestart() {
    return GameStore.on(node.pools.reads(), node.vertx.createSharedWorkerExecutor("restarted", 1));
  }

  @Test void a_node_that_starts_makes_the_same_boards_of_what_is_stored() {
    for (int round = 1; round <= 3; round++) node.score(formula1.publish(round, RACE, 1, round));
    node.score(formula1.publish(1, RACE, 2, 9));
    var again = afterRestart();
    again.boards().warm().await();
    assertThat(shown(again, SEASON)).isEqualTo(shown(node.game, SEASON));
    assertThat(shown(again, "round-" + raceId(1))).isEqualTo(shown(node.game, "round-" + raceId(1)));
    assertThat(node.count("round_field")).as("line-ups are written once a round, not once a score").isEqualTo(3);
  }

  @Test void an_older_snapshot_is_made_again_as_it_was() {
    node.score(formula1.publish(1, RACE, 1, 1));
    node.score(formula1.publish(2, RACE, 1, 2));
    var then = node.game.boards().current(SEASON).await().orElseThrow();
    var rows = node.game.boards().rows(then).await();
    node.score(formula1.publish(1, RACE, 2, 5));
    node.score(formula1.publish(3, RACE, 1, 3));
    assertThat(afterRestart().boards().rows(then.id()).await()).isEqualTo(rows);
    assertThat(shown(node.game, SEASON)).isNotEqualTo(rows);
  }

  @Test void what_earlier_versions_stored_is_read_and_scored_on() {
    node.score(formula1.publish(1, RACE, 1, 1));
    node.score(formula1.publish(2, RACE, 1, 2));
    for (var name : new String[] {"round-" + raceId(1), "round-" + raceId(2), SEASON}) {
      var board = node.game.boards().current(name).await().orElseThrow();
      var rows = node.game.boards().rows(board).await();
      node.pools.transactions().preparedQuery("""
          update board_snapshot set rows = $2::bytea, field = null, worth = null, rounds = null where id = $1::bigint""")
          .execute(Tuple.of(board.id(), Buffer.buffer(FormatOne.of(rows.page(0, rows.size()))))).await();
    }
    var old = shown(node.game, SEASON);
    node.close();
    node = new Node("b", database, formula1);
    assertThat(shown(node.game, SEASON)).isEqualTo(old);
    node.score(formula1.publish(3, RACE, 1, 3));
    node.score(formula1.publish(1, RACE, 2, 4));
    assertThat(node.rescore.check(2025)).isEqualTo(ScoringVerticleTest.PROVED);
    var team = old.row(0).team();
    assertThat(node.reads.rounds(node.game.teams().team(team).await().orElseThrow()).await()).hasSize(3);
  }

  @Test void every_rule_set_with_teams_has_its_own_boards() {
    node.pools.transactions().query("update team set rule_set = 'gentle' where id % 4 = 0").execute().await();
    node.pools.transactions().query("update team set rule_set = 'official-2026' where id % 4 = 1").execute().await();
    node.score(formula1.publish(1, QUALIFYING, 1, 1));
    node.score(formula1.publish(1, RACE, 1, 2));
    node.score(formula1.publish(2, RACE, 1, 3));
    node.score(formula1.publish(1, RACE, 2, 4));
    assertThat(shown(node.game, SEASON).size()).isEqualTo(100);
    for (var other : new String[] {"gentle", "official-2026"}) {
      assertThat(shown(node.game, SEASON + "." + other).size()).isEqualTo(50);
      assertThat(shown(node.game, "round-" + raceId(1) + "." + other).size()).isEqualTo(50);
      var rescored = new Rescore(node.bus, node.game, node.game.rules().of(other).rules()).check(2025);
      assertThat(rescored).isEqualTo(ScoringVerticleTest.PROVED);
    }
    assertThat(node.rescore.check(2025)).isEqualTo(ScoringVerticleTest.PROVED);
    assertThat(node.game.corrections().of(raceId(1) + "-R", 2, "gentle").await().orElseThrow().after().teams()).isEqualTo(50);
  }

  @Test void line_ups_that_are_saved_after_the_lock_do_not_count_for_that_round() {
    node.score(formula1.publish(1, QUALIFYING, 1, 1));
    node.pools.transactions().query("update lineup set captain = vice, vice = captain where team_id = 2025000007").execute().await();
    node.score(formula1.publish(1, RACE, 1, 2));
    assertThat(node.rescore.check(2025).rescoredEqual()).as("what was frozen is not what the table says now").isFalse();
  }

  @Test void readers_never_see_half_of_a_correction() throws InterruptedException {
    for (int round = 1; round <= 3; round++) node.score(formula1.publish(round, RACE, 1, round));
    var over = new AtomicBoolean();
    var seen = new ConcurrentHashMap<Long, BoardSnapshot>();
    var failures = new ArrayList<Throwable>();
    var readers = new ArrayList<Thread>();
    for (int i = 0; i < 3; i++) {
      readers.add(Thread.ofVirtual().start(() -> {
        while (!over.get()) {
          try {
            var board = node.game.boards().latest(SEASON).await().orElseThrow();
            var rows = node.game.boards().rows(board).await();
            var before = seen.putIfAbsent(board.id(), rows);
            if (before != null && !before.equals(rows)) throw new IllegalStateException("snapshot " + board.id() + " changed");
          } catch (RuntimeException failure) {
            synchronized (failures) {
              failures.add(failure);
            }
            return;
          }
        }
      }));
    }
    for (int version = 2; version <= 8; version++) {
      node.score(formula1.publish(1 + version % 3, RACE, version, 10L + version));
      var now = node.game.boards().latest(SEASON).await().orElseThrow();
      assertThat(now.version()).as("a read after a correction shows it").isEqualTo(version);
    }
    over.set(true);
    for (var reader : readers) reader.join();
    assertThat(failures).isEmpty();
    assertThat(seen).isNotEmpty();
    var again = afterRestart();
    seen.forEach((id, rows) -> assertThat(again.boards().rows(id).await()).isEqualTo(rows));
    assertThat(node.rescore.check(2025)).isEqualTo(new Rescore.Verdict(true, true, true, Optional.empty()));
  }
}
