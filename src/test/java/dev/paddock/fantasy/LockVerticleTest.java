package dev.paddock.fantasy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.rules.RaceLock;
import dev.paddock.fantasy.store.LockKeeping;
import dev.paddock.fantasy.store.LockReads;
import dev.paddock.notify.store.PgLetters;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LockVerticleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test void locks_follow_the_calendar_and_owners_are_told_of_one_that_moved() {
    var formula1 = new FakeFormula1(2);
    try (var node = new Node("a", TestDatabase.fresh(), formula1)) {
      var first = FakeFormula1.lock(1);
      node.pools.transactions().query("""
          insert into player (id, name, joined_at) values (7, 'Seven', '2025-01-01Z'), (8, 'Eight', '2025-01-01Z');
          insert into team (id, player_id, season, name, created_at) values (70, 7, 2025, 'Made', '2025-01-01Z'), (80, 8, 2025, 'Drawn', null);
          insert into player (id, name, joined_at) select n, 'Player ' || n, '2025-01-01Z' from generate_series(1001, 1600) n;
          insert into team (id, player_id, season, name, created_at) select n, n, 2025, 'Team', '2025-01-01Z' from generate_series(1001, 1600) n
          """).execute().await();
      node.pools.transactions().withTransaction(tx -> new LockKeeping().keep(tx, 2025, List.of(
          new RaceLock(first.raceId(), 2025, 1, first.lockAt().minus(Duration.ofHours(2)), false)), node.clock.instant())).await();

      var moved = Promise.<Fantasy.LockMoved>promise();
      node.bus.on(Fantasy.LOCK_MOVED, moved::tryComplete).await();
      node.vertx.deployVerticle(new LockVerticle(node.bus, node.clock, new LockVerticle.Commits(node.closing, node.undertaking, new PgLetters()),
          new LockReads(node.pools.reads()), new LockKeeping(), Optional.of(2025))).await();
      assertThat(moved.future().timeout(20, TimeUnit.SECONDS).await())
          .isEqualTo(new Fantasy.LockMoved(first.raceId(), first.lockAt().minus(Duration.ofHours(2)), first.lockAt()));
      assertThat(node.bus.ask(Fantasy.LOCK, new Fantasy.GetLock(first.raceId()), PATIENCE).await())
          .isEqualTo(new Fantasy.FoundLock.Found(told(first)));
      assertThat(node.bus.ask(Fantasy.LOCKS, new Fantasy.GetLocks(2025), PATIENCE).await().locks())
          .containsExactly(told(first), told(FakeFormula1.lock(2)));
      assertThat(node.bus.ask(Fantasy.LOCK, new Fantasy.GetLock("2025-atlantis"), PATIENCE).await())
          .isEqualTo(new Fantasy.FoundLock.NoSuchRace());

      assertThat(node.runDue()).isNotEmpty();
      node.clock.advance(Duration.ofSeconds(1));
      assertThat(node.runDue()).isNotEmpty();
      assertThat(node.count("notification where user_id = 7 and kind = 'deadline'")).isEqualTo(1);
      assertThat(node.count("notification where user_id > 1000")).as("some hundreds at a time").isEqualTo(600);
      assertThat(node.count("notification")).as("nobody else is told, nor twice").isEqualTo(601);
    }
  }

  private static Fantasy.Lock told(RaceLock lock) {
    return new Fantasy.Lock(lock.raceId(), lock.season(), lock.round(), lock.lockAt(), lock.cancelled());
  }
}
