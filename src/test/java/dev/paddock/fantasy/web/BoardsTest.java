package dev.paddock.fantasy.web;

import static dev.paddock.f1.contract.Formula1.SessionKind.RACE;
import static dev.paddock.fantasy.FakeFormula1.raceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.cache.NoCache;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.store.TeamIndex;
import dev.paddock.web.AnswerCache;
import dev.paddock.web.Caller;
import dev.paddock.web.ContractClient;
import dev.paddock.web.Gate;
import dev.paddock.web.PartOfSite;
import dev.paddock.web.Problem;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rankings over HTTP: two rounds, the first corrected a day later; player n shows the token user-n. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoardsTest {
  private static final int TEAMS = 230;
  private static final String BOARD = "season-2025";

  private final FakeFormula1 formula1 = new FakeFormula1(3);
  private final Node node = new Node("a", TestDatabase.fresh(), formula1);
  private ContractClient api;
  private int port;
  private Instant beforeCorrection;

  @BeforeAll void score() {
    node.seed(TEAMS, 3);
    node.score(formula1.publish(1, RACE, 1, 2));
    node.score(formula1.publish(2, RACE, 1, 3));
    beforeCorrection = node.clock.instant();
    node.clock.advance(Duration.ofDays(1));
    node.score(formula1.publish(1, RACE, 2, 4));
    var rankings = new StoredRankings(node.game, new TeamIndex(node.pools.reads()));
    Gate gate = token -> Future.succeededFuture(token.startsWith("user-")
        ? new Gate.Admission.Known(new Caller(Long.parseLong(token.substring(5)), Optional.empty(), false))
        : new Gate.Admission.Refused(Problem.of(Problem.Kind.UNAUTHENTICATED, null)));
    port = PartOfSite.serve(node.vertx,
        new BoardOperations(rankings, new AnswerCache(new NoCache(), "boards"), new Seal(new byte[32])).list(), gate).await();
    api = ContractClient.of(node.vertx, port);
  }

  @AfterAll void close() {
    node.close();
  }

  private ContractClient.Ask board() {
    return api.ask("getLeaderboard").with("board", BOARD);
  }

  private static List<JsonObject> rows(JsonObject page) {
    return page.getJsonArray("rows").stream().map(JsonObject.class::cast).toList();
  }

  @Test void cursors_lead_through_the_whole_ranking_and_back_and_never_into_another() {
    var page = board().with("limit", 50).answer().expect(200).json();
    long snapshot = page.getLong("snapshot");
    var forth = new ArrayList<>(rows(page));
    var offsets = new ArrayList<>(List.of(page.getInteger("offset")));
    while (page.getString("next") != null) {
      page = board().with("cursor", page.getString("next")).answer().expect(200).json();
      assertThat(page.getLong("snapshot")).isEqualTo(snapshot);
      forth.addAll(rows(page));
      offsets.add(page.getInteger("offset"));
    }
    assertThat(offsets).containsExactly(0, 50, 100, 150, 200);
    assertThat(forth).hasSize(TEAMS).doesNotHaveDuplicates();
    var back = new ArrayList<>(rows(page));
    while (page.getString("previous") != null) {
      page = board().with("cursor", page.getString("previous")).answer().expect(200).json();
      back.addAll(0, rows(page));
    }
    assertThat(back).isEqualTo(forth);
  }

  @Test void a_page_before_the_first_full_one_is_as_short_as_it_must_be() {
    var page = board().with("offset", 20).with("limit", 50).answer().expect(200).json();
    var before = board().with("cursor", page.getString("previous")).answer().expect(200).json();
    assertThat(before.getInteger("offset")).isZero();
    assertThat(rows(before)).hasSize(20);
    assertThat(before.containsKey("previous")).isFalse();
  }

  @Test void a_cursor_is_good_for_its_own_board_only_and_for_nothing_that_it_says_itself() {
    var cursor = board().answer().expect(200).json().getString("next");
    api.ask("getLeaderboard").with("board", "round-" + raceId(1)).with("cursor", cursor).answer().expect(400, "malformed");
    board().with("cursor", cursor.substring(1)).answer().expect(400, "malformed");
    board().with("cursor", cursor).with("around", "me").answer().expect(400, "malformed");
    board().with("snapshot", 999_999).answer().expect(410, "snapshot-gone");
    var old = new Seal(new byte[32]).close("board:" + BOARD, "999999:0:50");
    board().with("cursor", old).answer().expect(410, "snapshot-gone");
  }

  @Test void around_me_shows_my_row_in_the_middle_and_marks_it() {
    var all = rows(board().with("limit", 200).answer().expect(200).json());
    for (int row : List.of(0, 2, 100, 199)) {
      long me = all.get(row).getLong("teamId") - 2025000000L;
      var page = api.as("user-" + me).ask("getLeaderboard").with("board", BOARD).with("around", "me").with("limit", 11)
          .answer().expect(200).json();
      var marked = IntStream.range(0, 11).filter(i -> rows(page).get(i).getBoolean("marked", false)).toArray();
      assertThat(marked).hasSize(1);
      assertThat(rows(page).get(marked[0]).getLong("teamId")).isEqualTo(all.get(row).getLong("teamId"));
      assertThat(page.getInteger("offset")).isEqualTo(Math.max(0, row - 5));
      assertThat(rows(page)).hasSize(11);
    }
    board().with("around", "me").answer().expect(401, "unauthenticated");
    api.as("user-99999").ask("getLeaderboard").with("board", BOARD).with("around", "me").answer().expect(404, "not-found");
    api.as("user-1").ask("getLeaderboard").with("board", BOARD).with("around", "me").with("teamId", 2025000002L).answer()
        .expect(404, "not-found");
  }

  @Test void around_a_team_is_for_everybody_and_the_last_page_is_full() {
    var last = rows(board().with("offset", TEAMS - 1).answer().expect(200).json()).getFirst();
    var page = board().with("around", last.getLong("teamId").toString()).with("limit", 20).answer().expect(200).json();
    assertThat(rows(page)).hasSize(20);
    assertThat(rows(page).getLast().getBoolean("marked")).isTrue();
    board().with("around", "1").answer().expect(404, "not-found");
  }

  @Test void a_board_is_told_as_it_was() {
    var now = board().answer().expect(200).json();
    var then = board().with("asOf", beforeCorrection.toString()).answer().expect(200).json();
    assertThat(then.getLong("snapshot")).isLessThan(now.getLong("snapshot"));
    assertThat(rows(then)).isNotEqualTo(rows(now));
    assertThat(board().with("asOf", node.clock.instant().toString()).answer().expect(200).json()).isEqualTo(now);
    board().with("asOf", "2020-01-01T00:00:00Z").answer().expect(404, "not-found");
    board().with("asOf", "yesterday").anyway().answer().expect(400, "malformed");
  }

  @Test void a_team_s_history_is_what_the_boards_said_round_by_round() {
    var first = node.game.boards().current("round-" + raceId(1)).await().orElseThrow();
    var second = node.game.boards().current("round-" + raceId(2)).await().orElseThrow();
    var season = node.game.boards().current(BOARD).await().orElseThrow();
    for (int n : List.of(1, 17, 230)) {
      long team = 2025000000L + n;
      var history = api.ask("getTeamRankHistory").with("teamId", team).answer().expect(200).json().getJsonArray("rounds");
      assertThat(history).hasSize(2);
      assertThat(history.getJsonObject(0).getInteger("roundRank")).isEqualTo(node.game.boards().rows(first).await().ofTeam(team).orElseThrow().rank());
      assertThat(history.getJsonObject(0).getInteger("seasonRank")).isEqualTo(history.getJsonObject(0).getInteger("roundRank"));
      assertThat(history.getJsonObject(1).getInteger("roundRank")).isEqualTo(node.game.boards().rows(second).await().ofTeam(team).orElseThrow().rank());
      var row = node.game.boards().rows(season).await().ofTeam(team).orElseThrow();
      assertThat(history.getJsonObject(1).getInteger("seasonRank")).isEqualTo(row.rank());
      assertThat(history.getJsonObject(0).getInteger("seasonRank")).isEqualTo(row.previousRank());
      assertThat(history.getJsonObject(1).getDouble("total")).isEqualTo(row.points() / 100.0);
    }
    api.ask("getTeamRankHistory").with("teamId", 1).answer().expect(404, "not-found");
  }

  @Test void an_export_has_every_row_once_in_either_form() {
    var http = WebClient.create(node.vertx);
    var path = "/api/v1/leaderboards/" + BOARD + "/export";
    var csv = http.get(port, "127.0.0.1", path).send().await();
    assertThat(csv.getHeader("Content-Type")).isEqualTo("text/csv");
    var lines = csv.bodyAsString().split("\r\n");
    assertThat(lines).hasSize(TEAMS + 1);
    assertThat(lines[0]).isEqualTo("rank,previousRank,teamId,team,player,points");
    var ndjson = http.get(port, "127.0.0.1", path).putHeader("Accept", "application/x-ndjson").send().await();
    var rows = ndjson.bodyAsString().lines().map(JsonObject::new).toList();
    assertThat(rows).hasSize(TEAMS);
    assertThat(new JsonArray(rows.subList(0, 200))).isEqualTo(board().with("limit", 200).answer().expect(200).json().getJsonArray("rows"));
    assertThat(lines[1]).isEqualTo("%d,%d,%d,\"%s\",\"%s\",%s".formatted(rows.getFirst().getInteger("rank"), rows.getFirst().getInteger("previousRank"),
        rows.getFirst().getLong("teamId"), rows.getFirst().getString("team"), rows.getFirst().getString("player"), rows.getFirst().getDouble("points")));
    assertThat(http.get(port, "127.0.0.1", path).putHeader("If-None-Match", csv.getHeader("ETag")).send().await().statusCode()).isEqualTo(304);
    api.ask("exportLeaderboard").with("board", "season-1999").answer().expect(404, "not-found");
  }

  @Test void the_link_header_says_what_follows_and_an_unchanged_page_is_not_sent_again() {
    var http = WebClient.create(node.vertx);
    var path = "/api/v1/leaderboards/" + BOARD + "?limit=10";
    var first = http.get(port, "127.0.0.1", path).send().await();
    var next = first.getHeader("Link").replaceFirst("<(.*?)>; rel=\"next\"", "$1");
    assertThat(http.get(port, "127.0.0.1", next).send().await().bodyAsJsonObject().getInteger("offset")).isEqualTo(10);
    for (int again = 0; again < 3; again++) {
      var same = http.get(port, "127.0.0.1", path).putHeader("If-None-Match", first.getHeader("ETag")).send().await();
      assertThat(same.statusCode()).isEqualTo(304);
      var whole = http.get(port, "127.0.0.1", path).send().await();
      assertThat(whole.bodyAsBuffer()).isEqualTo(first.bodyAsBuffer());
      assertThat(whole.getHeader("ETag")).isEqualTo(first.getHeader("ETag"));
      assertThat(whole.getHeader("Vary")).isEqualTo(first.getHeader("Vary"));
    }
  }
}
