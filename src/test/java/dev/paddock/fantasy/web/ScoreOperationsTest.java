package dev.paddock.fantasy.web;

import static dev.paddock.f1.contract.Formula1.SessionKind.QUALIFYING;
import static dev.paddock.f1.contract.Formula1.SessionKind.RACE;
import static dev.paddock.fantasy.FakeFormula1.DRIVERS;
import static dev.paddock.fantasy.FakeFormula1.raceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.cache.NoCache;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.store.LockReads;
import dev.paddock.web.AnswerCache;
import dev.paddock.web.ContractClient;
import dev.paddock.web.PartOfSite;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Why a team has its points, now and at any time before, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScoreOperationsTest {
  private static final long CLASSIC = 2025000007L;
  private static final long OFFICIAL = 5L;
  private Node node;
  private ContractClient api;
  private Instant first;

  @BeforeAll void a_round_that_was_corrected() {
    var formula1 = new FakeFormula1(2);
    node = new Node("a", TestDatabase.fresh(), formula1);
    node.seed(20, 2);
    node.pools.transactions().query("""
        insert into player (id, name, joined_at) values (900, 'Official', now());
        insert into team (id, player_id, season, name, rule_set) values (5, 900, 2025, 'Official', 'official-2026');
        insert into lineup (team_id, season, round, drivers, captain, vice, constructors, chip, transfers, saved_at)
        values (5, 2025, 1, '{driver_01,driver_03,driver_05,driver_07,driver_09}', 'driver_01', 'driver_03',
                '{constructor0,constructor9}', 'no-negative', 2, now())""").execute().await();
    first = node.clock.instant();
    node.score(formula1.publish(1, QUALIFYING, 1, DRIVERS));
    node.clock.advance(Duration.ofHours(20));
    node.score(formula1.publish(1, RACE, 1, DRIVERS.subList(0, 17)));
    node.clock.advance(Duration.ofHours(20));
    node.score(formula1.publish(1, RACE, 2, DRIVERS.subList(1, 17)));
    DriverNames names = season -> Future.succeededFuture(Map.of("driver_01", new DriverNames.Name("Ada Driver", "Red")));
    var game = new StoredGame(node.bus, node.rules.rules(), node.game, names, new LockReads(node.pools.reads()), node.clock);
    api = ContractClient.of(node.vertx, PartOfSite.serve(node.vertx, Stream.of(
        new GameOperations(game, new AnswerCache(new NoCache(), "test")).list(),
        new ScoreOperations(node.game, new Scorebook(node.bus, node.game), names).list()).flatMap(List::stream).toList()).await());
  }

  @AfterAll void close() {
    node.close();
  }

  private JsonObject why(long team, String... parameters) {
    var ask = api.ask("explainScore").with("teamId", team).with("raceId", raceId(1));
    for (int i = 0; i < parameters.length; i += 2) {
      ask.with(parameters[i], parameters[i].equals("version") ? (Object) Integer.valueOf(parameters[i + 1]) : parameters[i + 1]);
    }
    return ask.answer().expect(200).json();
  }

  private static double sum(JsonObject why) {
    return why.getJsonArray("lines").stream().mapToDouble(line -> ((JsonObject) line).getDouble("sum")).sum();
  }

  @Test void a_score_is_explained_as_it_is_and_as_it_was() {
    for (long team : List.of(CLASSIC, OFFICIAL)) {
      var now = why(team);
      assertThat(now.getMap()).containsEntry("version", 3).containsEntry("of", 3);
      assertThat(sum(now)).isEqualTo(now.getDouble("points"));
      var qualified = why(team, "version", "1");
      assertThat(qualified.getJsonArray("versions").encode()).isEqualTo("[{\"session\":\"Q\",\"version\":1}]");
      assertThat(sum(qualified)).isEqualTo(qualified.getDouble("points"));
      assertThat(why(team, "asOf", first.plusSeconds(3600).toString())).isEqualTo(qualified);
      assertThat(why(team, "asOf", first.plus(Duration.ofHours(20)).toString())).isEqualTo(why(team, "version", "2"));
      assertThat(why(team, "asOf", first.plus(Duration.ofDays(9)).toString())).isEqualTo(now);
    }
    var never = api.ask("explainScore").with("teamId", CLASSIC).with("raceId", raceId(1));
    never.with("version", 4).answer().expect(404, "not-found");
    never.with("version", 1).with("asOf", "yesterday").anyway().answer().expect(400, "malformed");
    api.ask("explainScore").with("teamId", CLASSIC).with("raceId", raceId(1)).with("asOf", "2025-01-01T00:00:00Z").answer().expect(404);
    api.ask("explainScore").with("teamId", CLASSIC).with("raceId", raceId(2)).answer().expect(404);
    api.ask("explainScore").with("teamId", CLASSIC).with("raceId", "2025-atlantis").answer().expect(404);
  }

  @Test void its_points_are_those_of_the_board() {
    for (long team : List.of(CLASSIC, OFFICIAL)) {
      var scores = api.ask("getTeamScores").with("teamId", team).answer().expect(200).json();
      assertThat(why(team).getDouble("points")).isEqualTo(scores.getJsonArray("rounds").getJsonObject(0).getDouble("points"));
    }
  }

  @Test void constructors_a_chip_and_transfers_are_lines() {
    var why = why(OFFICIAL);
    assertThat(why.getMap()).containsEntry("ruleset", "official-2026 2026.1").containsEntry("captain", "driver_01")
        .containsEntry("chip", "no-negative").containsEntry("state", "amended");
    var lines = why.getJsonArray("lines");
    assertThat(lines).contains(
        new JsonObject("{'what':'Retired','driverId':'driver_01','driver':'Ada Driver','session':'R','points':-20.0,'multiplier':0.0,'sum':0.0}"
            .replace('\'', '"')),
        new JsonObject("{'what':'Drivers through: 2 in Q3','constructorId':'constructor0','constructor':'constructor0','session':'Q',"
            .concat("'points':10.0,'multiplier':1.0,'sum':10.0}").replace('\'', '"')),
        new JsonObject("{'what':'Transfers: 2 charged','points':-20.0,'multiplier':1.0,'sum':-20.0}".replace('\'', '"')));
  }

  @Test void every_change_of_points_has_its_cause() {
    var history = api.ask("getScoreHistory").with("teamId", OFFICIAL).with("raceId", raceId(1)).answer().expect(200).json();
    var entries = history.getJsonArray("history").stream().map(JsonObject.class::cast).toList();
    assertThat(entries).hasSize(3);
    assertThat(entries.getFirst().containsKey("versionBefore")).isFalse();
    assertThat(entries.getLast().getMap()).containsEntry("session", "R").containsEntry("versionBefore", 1)
        .containsEntry("versionAfter", 2).containsEntry("source", "jolpica").containsEntry("version", 3);
    assertThat(entries.getLast().getJsonArray("changes")).hasSize(1);
    for (var entry : entries) {
      assertThat(entry.getDouble("after") - entry.getDouble("before")).isEqualTo(entry.getDouble("delta"));
      assertThat(why(OFFICIAL, "version", entry.getInteger("version").toString()).getDouble("points")).isEqualTo(entry.getDouble("after"));
    }
    api.ask("getScoreHistory").with("teamId", OFFICIAL).with("raceId", raceId(2)).answer().expect(404, "not-found");
    api.ask("getScoreHistory").with("teamId", 1).with("raceId", raceId(1)).answer().expect(404, "not-found");
  }

  @Test void a_drivers_points_race_by_race_depend_on_the_rules() {
    var ask = api.ask("getDriverScores").with("driverId", "driver_01").with("season", 2025);
    assertThat(ask.answer().expect(200).json().getDouble("points")).isEqualTo(10 - 20);
    assertThat(ask.with("ruleSet", "gentle").answer().expect(200).json().getDouble("points")).isEqualTo(10 - 10);
    ask.with("ruleSet", "casual").answer().expect(404, "not-found");
    api.ask("getDriverScores").with("driverId", "santa").with("season", 2025).answer().expect(404, "not-found");
  }

  @Test void a_corrections_effect_is_counted() {
    var impact = api.ask("getCorrectionImpact").with("raceId", raceId(1)).with("version", 2).answer().expect(200).json();
    assertThat(impact.getInteger("gained") + impact.getInteger("lost")).isEqualTo(impact.getInteger("total"));
    assertThat(impact.getJsonArray("drivers").getJsonObject(0).getMap()).containsEntry("driverId", "driver_01")
        .containsEntry("driver", "Ada Driver");
  }
}
