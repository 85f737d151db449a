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
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.PriceList;
import dev.paddock.fantasy.store.OpeningPrices;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.web.AnswerCache;
import dev.paddock.web.ContractClient;
import dev.paddock.web.PartOfSite;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What might have been, over HTTP: nothing of it is kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatIfTest {
  private static final long TEAM = 2025000003L;
  private FakeFormula1 formula1;
  private Node node;
  private ContractClient api;

  @BeforeAll void two_rounds() {
    formula1 = new FakeFormula1(3);
    node = new Node("a", TestDatabase.fresh(), formula1);
    node.seed(40, 3);
    var drivers = new HashMap<String, Integer>();
    var constructors = new HashMap<String, Integer>();
    for (int i = 0; i < 20; i++) {
      drivers.put(DRIVERS.get(i), 290 - 10 * i);
      constructors.put("constructor" + i / 2, 280 - 10 * i);
    }
    new OpeningPrices(node.pools.transactions(), node.game.rules()).put(2025, new PriceList(drivers, constructors)).await();
    node.clock.advance(Duration.ofDays(15));
    node.score(formula1.publish(1, QUALIFYING, 1, 5));
    node.score(formula1.publish(1, RACE, 1, 6));
    node.score(formula1.publish(2, RACE, 1, 7));
    DriverNames names = season -> Future.succeededFuture(Map.of());
    var book = new Scorebook(node.bus, node.game);
    var workers = node.vertx.createSharedWorkerExecutor("what-if", 2);
    var operations = Stream.of(
        new BestOperations(node.game, book, names, new AnswerCache(new NoCache(), "test"), workers).list(),
        new WhatIfOperations(node.clock::instant, node.game, new Leagues(node.pools.transactions()), book, names, workers).list())
        .flatMap(List::stream).toList();
    api = ContractClient.of(node.vertx, PartOfSite.serve(node.vertx, operations).await());
  }

  @AfterAll void close() {
    node.close();
  }

  private ContractClient.Ask ask(JsonObject body) {
    return api.ask("simulate").body(body);
  }

  private JsonObject simulate(JsonObject body) {
    return ask(body).answer().expect(200).json();
  }

  private static JsonObject ofTeam() {
    return new JsonObject().put("raceId", raceId(1)).put("teamId", TEAM);
  }

  private static JsonObject lineup(List<String> drivers, String captain, String vice) {
    return new JsonObject().put("drivers", new JsonArray(drivers)).put("captain", captain).put("vice", vice);
  }

  private Lineup fielded() {
    return node.game.lineups().of(TEAM, 1).await().orElseThrow();
  }

  private BoardSnapshot board(String name) {
    return node.game.boards().rows(node.game.boards().current(name).await().orElseThrow()).await();
  }

  private BoardSnapshot.Row row(String board) {
    return board(board).ofTeam(TEAM).orElseThrow();
  }

  @Test void nothing_changed_is_what_the_boards_say() {
    long before = node.count("board_snapshot") + node.count("lineup") + node.count("driver_score");
    var same = simulate(ofTeam());
    assertThat(same.getDouble("points")).isEqualTo(same.getDouble("was")).isEqualTo(row("round-" + raceId(1)).points() / 100.0);
    assertThat(same.getJsonObject("round").getMap()).containsEntry("of", 40)
        .containsEntry("rank", row("round-" + raceId(1)).rank());
    assertThat(same.getJsonObject("season").getMap()).containsEntry("points", row("season-2025").points() / 100.0);
    assertThat(same.getJsonObject("season").getInteger("rank")).isLessThanOrEqualTo(row("season-2025").rank());
    assertThat(same.getJsonArray("doubts")).isEmpty();
    assertThat(node.count("board_snapshot") + node.count("lineup") + node.count("driver_score")).as("nothing is kept").isEqualTo(before);
  }

  @Test void another_captain_gets_half_his_points_more() {
    var lineup = fielded();
    var other = lineup.drivers().stream().filter(driver -> !driver.equals(lineup.captain())).findFirst().orElseThrow();
    var changed = simulate(ofTeam().put("captain", other));
    assertThat(changed.getString("captain")).isEqualTo(other);
    double lines = changed.getJsonArray("lines").stream().mapToDouble(line -> ((JsonObject) line).getDouble("sum")).sum();
    assertThat(changed.getDouble("points")).isEqualTo(lines);
    double half = changed.getJsonArray("lines").stream().map(JsonObject.class::cast)
        .mapToDouble(line -> line.getDouble("points") * (line.getString("driverId").equals(other) ? 0.5
            : line.getString("driverId").equals(lineup.captain()) ? -0.5 : 0)).sum();
    assertThat(changed.getDouble("points") - changed.getDouble("was")).isEqualTo(half);
  }

  /** Of the seeded teams with these numbers. */
  private long league(boolean open, int startRound, int... teams) {
    var pool = node.pools.transactions();
    long id = pool.preparedQuery("""
        insert into league (season, name, owner_id, public, approval, size_cap, size, rule_set, start_round, created_at, members)
        select season, 'Some of them', player_id, $2::boolean, false, 100, $4::int, rule_set, $3::int, now(), $4::int from team where id = $1::bigint
        returning id""").execute(Tuple.of(TEAM, open, startRound, teams.length)).await().iterator().next().getLong("id");
    for (int i = 0; i < teams.length; i++) {
      pool.preparedQuery("""
          insert into league_member (league_id, came, team_id, user_id, joined_at)
          select $1::bigint, $2::bigint, id, player_id, now() from team where id = $3::bigint""")
          .execute(Tuple.of(id, i + 1, 2025000000L + teams[i])).await();
    }
    return id;
  }

  @Test void in_a_league_its_members_alone_are_counted_from_its_first_round_on() {
    var members = new int[] {3, 5, 8, 13, 21, 34};
    var all = simulate(ofTeam().put("leagueId", league(true, 1, members)));
    var board = board("season-2025");
    int ahead = (int) Arrays.stream(members).filter(team -> board.ofTeam(2025000000L + team).orElseThrow().points()
        > row("season-2025").points()).count();
    assertThat(all.getJsonObject("league").getMap()).containsEntry("of", 6).containsEntry("rank", 1 + ahead)
        .containsEntry("points", row("season-2025").points() / 100.0);

    var late = league(true, 2, members);
    assertThat(simulate(ofTeam().put("leagueId", late)).containsKey("league")).as("the round does not count for it").isFalse();
    var second = simulate(new JsonObject().put("raceId", raceId(2)).put("teamId", TEAM).put("leagueId", late));
    assertThat(second.getJsonObject("league").getDouble("points")).isEqualTo(second.getDouble("points"));
    assertThat(simulate(ofTeam().put("leagueId", late).put("ruleSet", "gentle")).containsKey("league")).isFalse();
  }

  @Test void a_league_that_the_asker_does_not_see_or_the_team_is_not_in_is_none() {
    ask(ofTeam().put("leagueId", league(false, 1, 3, 5))).answer().expect(404, "not-found");
    ask(ofTeam().put("leagueId", league(true, 1, 5, 8))).answer().expect(404, "not-found");
    ask(ofTeam().put("leagueId", 999_999)).answer().expect(404, "not-found");
    var five = lineup(DRIVERS.subList(0, 5), DRIVERS.get(0), DRIVERS.get(1));
    ask(new JsonObject().put("raceId", raceId(1)).put("lineup", five).put("leagueId", league(true, 1, 3))).answer().expect(422, "invalid");
  }

  @Test void a_penalty_is_everybodys() {
    var captain = fielded().captain();
    var penalties = new JsonArray().add(new JsonObject().put("session", "R").put("driverId", captain).put("kind", "disqualified"));
    var after = simulate(ofTeam().put("penalties", penalties));
    assertThat(after.getJsonArray("lines").encode()).contains("Disqualified");
    assertThat(after.getJsonObject("round").getInteger("rank")).isBetween(1, 40);
    assertThat(after.getJsonObject("season").getDouble("points") - row("season-2025").points() / 100.0)
        .isEqualTo(after.getDouble("points") - after.getDouble("was"));
  }

  @Test void another_rule_set_counts_by_its_own_rules() {
    var gentle = simulate(ofTeam().put("ruleSet", "gentle"));
    assertThat(gentle.getString("ruleset")).isEqualTo("gentle 2026.1");
    assertThat(gentle.getDouble("points")).isGreaterThanOrEqualTo(gentle.getDouble("was"));
    assertThat(gentle.containsKey("season")).isFalse();
    ask(ofTeam().put("ruleSet", "official-2026")).answer().expect(422, "invalid");
    ask(ofTeam().put("ruleSet", "casual")).answer().expect(422, "invalid");
    ask(ofTeam().put("chip", "autopilot")).answer().expect(422, "invalid");
    var official = lineup(DRIVERS.subList(0, 5), DRIVERS.get(0), DRIVERS.get(1))
        .put("constructors", new JsonArray().add("constructor0").add("constructor9"));
    var body = new JsonObject().put("raceId", raceId(1)).put("ruleSet", "official-2026").put("lineup", official);
    double plain = simulate(body).getDouble("points");
    assertThat(simulate(body.copy().put("chip", "autopilot")).getDouble("points")).isGreaterThanOrEqualTo(plain);
    assertThat(simulate(body.copy().put("chip", "no-negative")).getDouble("points")).isGreaterThan(plain);
  }

  @Test void what_could_not_have_been_fielded_is_told_or_refused() {
    var five = lineup(DRIVERS.subList(0, 5), DRIVERS.get(0), DRIVERS.get(1));
    var dear = simulate(new JsonObject().put("raceId", raceId(1)).put("lineup", five));
    assertThat(dear.getJsonArray("doubts").encode()).contains("tenths too much");
    assertThat(dear.containsKey("was")).isFalse();
    assertThat(dear.getJsonObject("round").getInteger("of")).isEqualTo(41);
    ask(new JsonObject().put("raceId", raceId(1)).put("lineup", lineup(DRIVERS.subList(0, 4), DRIVERS.get(0), DRIVERS.get(1))))
        .answer().expect(422, "invalid");
    ask(ofTeam().put("captain", "santa")).answer().expect(422, "invalid");
    ask(new JsonObject().put("raceId", raceId(1))).answer().expect(422, "invalid");
    ask(ofTeam().put("raceId", raceId(3))).answer().expect(404, "not-found");
    ask(ofTeam().put("teamId", 1)).answer().expect(404, "not-found");
  }

  @Test void the_best_line_up_is_better_than_every_teams() {
    var best = api.ask("getBestLineup").with("raceId", raceId(1)).answer().expect(200).json();
    assertThat(best.getDouble("points")).isGreaterThanOrEqualTo(board("round-" + raceId(1)).row(0).points() / 100.0);
    assertThat(best.getInteger("costTenths")).isLessThanOrEqualTo(1000);
    var drivers = best.getJsonArray("drivers").stream().map(JsonObject.class::cast).toList();
    Function<String, String> role = r -> drivers.stream().filter(d -> d.getString("role").equals(r)).findFirst().orElseThrow()
        .getString("driverId");
    var again = simulate(new JsonObject().put("raceId", raceId(1)).put("lineup",
        lineup(drivers.stream().map(d -> d.getString("driverId")).toList(), role.apply("captain"), role.apply("vice_captain"))));
    assertThat(again.getDouble("points")).isEqualTo(best.getDouble("points"));
    assertThat(again.getJsonArray("doubts")).isEmpty();
    var official = api.ask("getBestLineup").with("raceId", raceId(1)).with("ruleSet", "official-2026").answer().expect(200).json();
    assertThat(official.getJsonArray("constructors")).hasSize(2);
    api.ask("getBestLineup").with("raceId", raceId(3)).answer().expect(404, "not-found");
    api.ask("getBestLineup").with("raceId", raceId(1)).with("ruleSet", "casual").answer().expect(404, "not-found");
  }
}
