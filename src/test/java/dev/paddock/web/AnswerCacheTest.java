package dev.paddock.web;

import static dev.paddock.f1.contract.Formula1.SessionKind.RACE;
import static dev.paddock.fantasy.FakeFormula1.raceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.TestDatabase;
import dev.paddock.app.CannotStart;
import dev.paddock.app.DataDir;
import dev.paddock.app.EmbeddedRedis;
import dev.paddock.cache.Cache;
import dev.paddock.cache.NoCache;
import dev.paddock.cache.RedisCache;
import dev.paddock.db.Identity;
import dev.paddock.db.Migration;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.store.LockReads;
import dev.paddock.fantasy.store.TeamIndex;
import dev.paddock.fantasy.web.BoardOperations;
import dev.paddock.fantasy.web.Game;
import dev.paddock.fantasy.web.GameOperations;
import dev.paddock.fantasy.web.Rankings;
import dev.paddock.fantasy.web.StoredGame;
import dev.paddock.fantasy.web.StoredRankings;
import dev.paddock.ops.CountedCache;
import dev.paddock.ops.Metrics;
import dev.paddock.web.Answer.Caching;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaderboards through a real Redis that two houses share, each with its own database. */
class AnswerCacheTest {
  @TempDir Path folder;
  private final Metrics metrics = new Metrics();
  private DataDir dir;
  private EmbeddedRedis redis;

  /** A game with its own database; the operations are asked as HTTP asks them. */
  private final class House implements AutoCloseable {
    final FakeFormula1 formula1 = new FakeFormula1(2);
    final Node node;
    final String database;
    final Cache cache;
    final Rankings rankings;
    final Game game;

    House(int teams) {
      var own = TestDatabase.empty();
      new Migration(own).run();
      node = new Node("a", own, formula1);
      node.seed(teams, 2);
      node.score(formula1.publish(1, RACE, 1, 2));
      database = Identity.of(node.pools.reads()).await();
      cache = new CountedCache(new RedisCache(node.vertx, redis.url()), metrics.registry());
      game = new StoredGame(node.bus, node.rules.rules(), node.game, season -> Future.succeededFuture(Map.of()),
          new LockReads(node.pools.reads()), node.clock);
      rankings = new StoredRankings(node.game, new TeamIndex(node.pools.reads()));
    }

    /** A node that has answered nothing yet. */
    List<Operation> anew(Cache shared) {
      var answers = new AnswerCache(shared, database);
      return Stream.of(new GameOperations(game, answers).list(), new BoardOperations(rankings, answers, new Seal(new byte[32])).list())
          .flatMap(List::stream).toList();
    }

    Answer.Tagged board(Object... snapshot) {
      var parameters = snapshot.length == 0 ? Map.<String, Object>of("board", "season-2025", "offset", 0, "limit", 10)
          : Map.of("board", "season-2025", "offset", 0, "limit", 10, "snapshot", snapshot[0]);
      return same("getLeaderboard", parameters);
    }

    /** Asked of both, with and without the cache: the same bytes, always. */
    Answer.Tagged same(String operation, Map<String, Object> parameters) {
      var answer = content(ask(anew(cache), operation, parameters));
      assertThat(answer).isEqualTo(content(ask(anew(new NoCache()), operation, parameters)));
      return answer;
    }

    @Override public void close() {
      cache.close().await();
      node.close();
    }
  }

  private static Answer.Tagged content(Answer answer) {
    return switch (answer) {
      case Answer.Held(var inner, var holds) -> content(inner);
      case Answer.With(var inner, var headers) -> content(inner);
      default -> (Answer.Tagged) answer;
    };
  }

  private static Answer ask(List<Operation> operations, String id, Map<String, Object> parameters) {
    return operations.stream().filter(operation -> operation.id().equals(id)).findFirst().orElseThrow().answers()
        .apply(new Request(parameters)).await();
  }

  @BeforeEach void open() {
    dir = DataDir.open(folder);
    try {
      redis = EmbeddedRedis.start(dir);
    } catch (CannotStart e) {
      assumeTrue(false, "Redis does not run on this machine: " + e.getMessage());
    }
  }

  @AfterEach void close() {
    if (redis != null) redis.stop();
    if (dir != null) dir.close();
    metrics.close();
  }

  @Test void a_page_is_made_once_a_correction_is_seen_at_once_and_without_redis_all_stays_the_same() {
    try (var house = new House(60); var other = new House(30)) {
      assertThat(house.database).isNotEqualTo(other.database);
      var hits = gets("hit");
      var misses = gets("miss");

      var first = house.board();
      assertThat(gets("miss")).isEqualTo(misses + 1);
      assertThat(house.board()).isEqualTo(first);
      assertThat(gets("hit")).isEqualTo(hits + 1);
      assertThat(first.caching()).isEqualTo(Caching.LIVE);
      long snapshot = first.body().toJsonObject().getLong("snapshot");
      assertThat(house.board(snapshot)).as("asked by its id, it lasts")
          .isEqualTo(new Answer.Tagged("application/json", first.body(), first.tag(), Caching.LASTING));
      assertThat(gets("hit")).isEqualTo(hits + 2);

      var others = other.board().body().toJsonObject();
      assertThat(others.getLong("snapshot")).as("another database counts its snapshots from 1 too").isEqualTo(snapshot);
      assertThat(others.getInteger("total")).isEqualTo(30);

      house.node.score(house.formula1.publish(1, RACE, 2, 5));
      var corrected = house.board();
      assertThat(corrected.body()).isNotEqualTo(first.body());
      assertThat(corrected.body().toJsonObject().getLong("snapshot")).isGreaterThan(snapshot);
      assertThat(house.board(snapshot).body()).as("the old snapshot is what it was").isEqualTo(first.body());

      var effect = Map.<String, Object>of("raceId", raceId(1), "session", "R", "version", 2, "offset", 0, "limit", 5);
      assertThat(house.same("getCorrectionImpact", effect)).isEqualTo(house.same("getCorrectionImpact", effect));

      redis.stop();
      hits = gets("hit");
      assertThat(house.board()).isEqualTo(corrected);
      assertThat(house.board(snapshot).body()).isEqualTo(first.body());
      assertThat(gets("hit")).isEqualTo(hits);
    }
  }

  @Test void a_refusal_is_not_kept() {
    try (var house = new House(10)) {
      Map<String, Object> early = Map.of("raceId", raceId(1), "session", "R", "version", 2, "offset", 0, "limit", 5);
      var node = house.anew(house.cache);
      assertThat(ask(node, "getCorrectionImpact", early)).isInstanceOf(Answer.Refused.class);
      house.node.score(house.formula1.publish(1, RACE, 2, 5));
      assertThat(ask(node, "getCorrectionImpact", early)).isInstanceOf(Answer.Tagged.class);
    }
  }

  private double gets(String result) {
    return metrics.registry().counter("paddock_cache_gets", "result", result).count();
  }
}
