package dev.paddock.fantasy.web;

import static dev.paddock.f1.contract.Formula1.SessionKind.RACE;
import static dev.paddock.fantasy.FakeFormula1.raceId;
import static dev.paddock.fantasy.web.LeagueSite.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.store.LeagueBoards;
import dev.paddock.web.ContractClient.Answered;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rankings of leagues over three rounds, the first of them corrected in the end. */
class LeagueBoardsTest {
  private static final int TEAMS = 150;
  private static final int ROUNDS = 3;
  private static LeagueSite site;
  private static long all;
  private static long late;
  private static final Set<Long> IN = new TreeSet<>();

  @BeforeAll static void three_rounds() {
    site = new LeagueSite(TEAMS, ROUNDS);
    var random = new Random(5);
    for (long n = 1; n <= TEAMS; n++) if (random.nextInt(3) > 0) IN.add(n);
    all = open("From the first", 1);
    late = open("From the second", 2);
    for (int round = 1; round <= ROUNDS; round++) {
      site.node.clock.advance(Duration.ofDays(7));
      site.node.score(site.formula1.publish(round, RACE, 1, round));
    }
  }

  @AfterAll static void close() {
    site.close();
  }

  private static long open(String name, int startRound) {
    long owner = IN.iterator().next();
    var founded = site.found(owner, name, new JsonObject().put("visibility", "public").put("startRound", startRound)).expect(201).json();
    long league = founded.getJsonObject("league").getLong("id");
    IN.stream().skip(1).forEach(n -> site.enter(n, league, team(n)).expect(201));
    return league;
  }

  private static JsonObject page(long who, long league, Map<String, Object> parameters) {
    var ask = site.as(who).ask("getLeagueLeaderboard").with("leagueId", league);
    parameters.forEach(ask::with);
    return ask.answer().expect(200).json();
  }

  /** rank, previous rank (0: none), player and points of each row. */
  private static List<List<Object>> rows(JsonObject page) {
    return page.getJsonArray("rows").stream().map(JsonObject.class::cast).map(row -> List.<Object>of(row.getInteger("rank"),
        row.getInteger("previousRank", 0), row.getLong("userId"), row.getDouble("points"))).toList();
  }

  /** A league's season as a spectator with pencil and paper would rank it: from each round's points alone. */
  private static List<List<Object>> byHand(Set<Long> players, int from, int to) {
    var scores = new LinkedHashMap<Long, List<Integer>>();
    for (long player : players) scores.put(player, new ArrayList<>());
    for (int round = from; round <= to; round++) {
      var board = site.node.game.boards().current(BoardName.round(raceId(round))).await().orElseThrow();
      var rows = site.node.game.boards().rows(board).await();
      scores.forEach((player, points) -> points.add(rows.ofTeam(team(player)).orElseThrow().points()));
    }
    var order = players.stream().sorted(Comparator.comparing((Long player) -> countback(scores.get(player)), LeagueBoardsTest::better)
        .thenComparing(player -> player)).toList();
    var rows = new ArrayList<List<Object>>();
    for (long player : order) {
      int before = to == from ? 0 : 1 + ahead(scores, player, to - from);
      rows.add(List.of(1 + ahead(scores, player, to - from + 1), before, player,
          scores.get(player).stream().mapToInt(Integer::intValue).sum() / 100.0));
    }
    return rows;
  }

  private static int ahead(Map<Long, List<Integer>> scores, long player, int rounds) {
    var mine = countback(scores.get(player).subList(0, rounds));
    return (int) scores.values().stream().filter(other -> better(countback(other.subList(0, rounds)), mine) < 0).count();
  }

  /** The total, then the weekends from the best to the worst. */
  private static List<Integer> countback(List<Integer> points) {
    return Stream.concat(Stream.of(points.stream().mapToInt(Integer::intValue).sum()), points.stream().sorted(Comparator.reverseOrder()))
        .toList();
  }

  private static int better(List<Integer> one, List<Integer> other) {
    return -Arrays.compare(one.toArray(Integer[]::new), other.toArray(Integer[]::new));
  }

  @Test void a_league_is_ranked_as_if_nobody_else_played() {
    assertThat(rows(page(0, all, Map.of("limit", 200)))).isEqualTo(byHand(IN, 1, ROUNDS));
    assertThat(rows(page(0, late, Map.of("limit", 200)))).as("from the second round on").isEqualTo(byHand(IN, 2, ROUNDS));
    assertThat(rows(page(0, all, Map.of("limit", 200, "race", raceId(2))))).as("one race").isEqualTo(byHand(IN, 2, 2));
    assertThat(rows(page(0, late, Map.of("limit", 200, "asOf", site.node.clock.instant().minus(Duration.ofDays(7)).toString()))))
        .as("a week ago").isEqualTo(byHand(IN, 2, ROUNDS - 1));
    assertThat(page(0, all, Map.of("asOf", "2025-01-01T00:00:00Z")).getInteger("total")).as("before all of it").isZero();
  }

  @Test void a_players_own_page_and_his_ranks_round_by_round() {
    var order = byHand(IN, 1, ROUNDS);
    var player = (Long) order.get(order.size() / 2).get(2);
    var around = page(player, all, Map.of("around", "me", "limit", 9));
    assertThat(around.getInteger("offset")).isEqualTo(order.size() / 2 - 4);
    assertThat(rows(around)).isEqualTo(order.subList(order.size() / 2 - 4, order.size() / 2 + 5));
    var outside = LongStream.rangeClosed(1, TEAMS).filter(n -> !IN.contains(n)).findFirst().orElseThrow();
    site.as(outside).ask("getLeagueLeaderboard").with("leagueId", all).with("around", "me").answer().expect(404, "not-found");

    for (var league : Map.of(all, 1, late, 2).entrySet()) {
      var ranks = site.as(0).ask("getLeagueRankHistory").with("leagueId", league.getKey()).with("teamId", team(player)).answer().expect(200)
          .json().getJsonArray("rounds").stream().map(round -> ((JsonObject) round).getInteger("rank")).toList();
      assertThat(ranks).isEqualTo(IntStream.rangeClosed(league.getValue(), ROUNDS).mapToObj(to ->
          byHand(IN, league.getValue(), to).stream().filter(row -> row.get(2).equals(player)).map(row -> (Integer) row.getFirst())
              .findFirst().orElseThrow()).toList());
    }
    site.as(0).ask("getLeagueRankHistory").with("leagueId", all).with("teamId", team(outside)).answer().expect(404, "not-found");

    var mine = site.as(player).ask("listMyLeagues").answer().expect(200).json().getJsonArray("leagues");
    assertThat(mine.stream().map(JsonObject.class::cast).filter(l -> l.getJsonObject("league").getLong("id") == all).findFirst()
        .orElseThrow().getInteger("rank")).isEqualTo(order.get(order.size() / 2).getFirst());
  }

  @Test void pages_that_follow_fit_the_first_whoever_comes_or_goes_and_whatever_is_corrected() {
    var elsewhere = new LeagueSite(60, 2);
    try {
      long league = elsewhere.open(1, "Restless");
      for (long n = 2; n <= 40; n++) elsewhere.enter(n, league, team(n)).expect(201);
      elsewhere.node.score(elsewhere.formula1.publish(1, RACE, 1, 1));
      var whole = elsewhere.as(0).ask("getLeagueLeaderboard").with("leagueId", league).with("limit", 200).answer().expect(200).json();

      var seen = new ArrayList<Object>();
      String next = null;
      for (int page = 0; page == 0 || next != null; page++) {
        var ask = elsewhere.as(0).ask("getLeagueLeaderboard").with("leagueId", league).with("limit", 10);
        if (next != null) ask.with("cursor", next);
        var answer = ask.answer().expect(200).json();
        assertThat(answer.getLong("snapshot")).isEqualTo(whole.getLong("snapshot"));
        answer.getJsonArray("rows").forEach(seen::add);
        next = answer.getString("next");
        if (page > 2) continue;
        elsewhere.enter(41 + page, league, team(41 + page)).expect(201);
        elsewhere.as(20 + page).ask("removeLeagueMember").with("leagueId", league).with("teamId", team(20 + page)).answer().expect(204);
        elsewhere.node.clock.advance(Duration.ofDays(1));
        elsewhere.node.score(elsewhere.formula1.publish(1, RACE, 2 + page, 10 + page));
      }
      assertThat(seen).isEqualTo(whole.getJsonArray("rows").stream().toList());
      var another = new LeagueBoards(elsewhere.node.game.boards(), elsewhere.leagues,
          elsewhere.node.vertx.createSharedWorkerExecutor("another"));
      var of = elsewhere.leagues.league(league, 0).await().orElseThrow().league();
      var global = another.global(of, Optional.empty(), whole.getLong("snapshot")).await().orElseThrow();
      var made = another.rows(of, whole.getLong("members"), global).await();
      assertThat(IntStream.range(0, made.size()).mapToObj(at -> made.row(at).team() + " " + made.row(at).points() / 100.0))
          .as("on a node that has kept nothing")
          .isEqualTo(seen.stream().map(JsonObject.class::cast).map(row -> row.getLong("teamId") + " " + row.getDouble("points")).toList());

      var now = elsewhere.as(0).ask("getLeagueLeaderboard").with("leagueId", league).with("limit", 200).answer().expect(200).json();
      assertThat(now.getLong("members")).isEqualTo(46);
      assertThat(now.getLong("snapshot")).isGreaterThan(whole.getLong("snapshot"));
      assertThat(now.getJsonArray("rows").stream().map(r -> ((JsonObject) r).getLong("userId"))).contains(41L, 42L, 43L)
          .doesNotContain(20L, 21L, 22L);
      long other = elsewhere.open(2, "Another");
      var first = elsewhere.as(0).ask("getLeagueLeaderboard").with("leagueId", league).with("limit", 10).answer().json().getString("next");
      elsewhere.as(0).ask("getLeagueLeaderboard").with("leagueId", other).with("cursor", first).answer().expect(400, "malformed");
      elsewhere.as(0).ask("getLeagueLeaderboard").with("leagueId", league).with("race", raceId(1)).with("cursor", first).answer()
          .expect(400, "malformed");
      elsewhere.as(0).ask("getLeagueLeaderboard").with("leagueId", league).with("snapshot", 1_000_000).answer()
          .expect(410, "snapshot-gone");
    } finally {
      elsewhere.close();
    }
  }

  @Test void whoever_reads_while_a_result_is_corrected_sees_all_of_it_or_nothing_in_both_rankings() {
    var elsewhere = new LeagueSite(60, 2);
    try {
      long league = elsewhere.open(1, "Watchers");
      for (long n = 2; n <= 30; n++) elsewhere.enter(n, league, team(n)).expect(201);
      elsewhere.node.score(elsewhere.formula1.publish(1, RACE, 1, 1));
      elsewhere.node.score(elsewhere.formula1.publish(2, RACE, 1, 2));
      var reads = new ArrayList<Future<Answered>>();
      var scored = CompletableFuture.runAsync(() -> {
        for (int version = 2; version <= 6; version++) elsewhere.node.score(elsewhere.formula1.publish(1, RACE, version, 40 + version));
      });
      while (!scored.isDone()) {
        var read = elsewhere.as(0).ask("getLeagueLeaderboard").with("leagueId", league).with("limit", 200).sent();
        reads.add(read);
        read.await();
      }
      scored.join();
      var snapshots = new HashSet<Long>();
      for (var read : reads) {
        var league1 = read.await().expect(200).json();
        long snapshot = league1.getLong("snapshot");
        if (!snapshots.add(snapshot)) continue;
        var global = elsewhere.node.game.boards().rows(snapshot).await();
        for (var row : league1.getJsonArray("rows")) {
          var shown = (JsonObject) row;
          assertThat(shown.getDouble("points") * 100).isEqualTo(global.ofTeam(shown.getLong("teamId")).orElseThrow().points());
        }
        var again = elsewhere.as(0).ask("getLeagueLeaderboard").with("leagueId", league).with("limit", 200).with("snapshot", snapshot)
            .answer().expect(200).json();
        assertThat(again.getJsonArray("rows")).isEqualTo(league1.getJsonArray("rows"));
      }
      var latest = elsewhere.node.game.boards().current(BoardName.season(2025)).await().orElseThrow().id();
      assertThat(elsewhere.as(0).ask("getLeagueLeaderboard").with("leagueId", league).answer().expect(200).json().getLong("snapshot"))
          .as("at once").isEqualTo(latest);
    } finally {
      elsewhere.close();
    }
  }

  @Test void its_members_take_the_ranking_home() {
    long owner = IN.iterator().next();
    var order = byHand(IN, 2, ROUNDS);
    var csv = export(owner, late, "csv").text().lines().toList();
    assertThat(csv.getFirst()).isEqualTo("rank,previousRank,teamId,team,userId,player,points,round2,round3");
    assertThat(csv).hasSize(IN.size() + 1);
    var json = export(owner, late, "json").json().getJsonArray("rows");
    var lines = export(owner, late, "ndjson").text().lines().map(JsonObject::new).toList();
    assertThat(json.stream().toList()).isEqualTo(new ArrayList<Object>(lines));
    for (int i = 0; i < order.size(); i++) {
      var row = lines.get(i);
      assertThat(List.of(row.getInteger("rank"), row.getInteger("previousRank"), row.getLong("userId"), row.getDouble("points")))
          .isEqualTo(order.get(i));
      assertThat(row.getDouble("round2") + row.getDouble("round3")).isEqualTo(row.getDouble("points"));
      assertThat(csv.get(i + 1)).startsWith("%d,%d,%d,".formatted(row.getInteger("rank"), row.getInteger("previousRank"),
          row.getLong("teamId")));
    }
    var outside = LongStream.rangeClosed(1, TEAMS).filter(n -> !IN.contains(n)).findFirst().orElseThrow();
    site.as(outside).ask("exportLeague").with("leagueId", late).answer().expect(403, "forbidden");

    long formula = site.row("insert into team (player_id, season, name) values (1, 2025, '=1+1') returning id").getLong("id");
    long fresh = site.found(1, "Not scored yet", new JsonObject().put("teamId", formula)).expect(201).json().getJsonObject("league")
        .getLong("id");
    assertThat(export(1, fresh, "csv").text().lines().skip(1)).singleElement().asString().startsWith(",," + formula + ",'=1+1,1,");
  }

  private static Answered export(long who, long league, String format) {
    return site.as(who).ask("exportLeague").with("leagueId", league).with("format", format).answer().expect(200);
  }

  @Test void the_same_ranking_is_made_once() {
    var league = site.leagues.league(all, 0).await().orElseThrow().league();
    var global = site.boards.global(league, Optional.empty(), Optional.empty()).await().orElseThrow();
    var made = site.boards.rows(league, league.members(), global).await();
    assertThat(site.boards.rows(league, league.members(), global).await()).isSameAs(made);
  }
}
