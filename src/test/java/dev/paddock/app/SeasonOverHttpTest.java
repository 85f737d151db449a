package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.app.World.Somebody;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The end of 2025 as three people play it, by the HTTP API and nothing else: two weekends and one with a sprint, and in Las Vegas both
 * McLarens disqualified after the result was out. What they must have is reckoned here, from what happened and the rules' text.
 */
class SeasonOverHttpTest {
  private static final String VEGAS = "2025-las-vegas";
  private static final String QATAR = "2025-qatar";
  private static final String ABU_DHABI = "2025-abu-dhabi";

  private final World world = World.open(2025, round -> round >= 22, Map.of());
  private Somebody alice;
  private Somebody bob;
  private Somebody carol;
  private long alices;
  private long bobs;
  private long carols;
  private long league;

  @AfterEach void close() {
    world.close();
  }

  @Test void a_season_from_the_registration_to_the_last_correction() {
    register();
    buildTeams();
    meetInALeague();
    vegasIsRaced();
    vegasIsCorrected();
    theRestIsRaced();
  }

  private void register() {
    alice = world.newcomer("Alice");
    bob = world.newcomer("Bob");
    carol = world.newcomer("Carol");
    assertThat(alice.api().ask("getMe").answer().expect(200).json().getBoolean("verified")).isTrue();
  }

  private void buildTeams() {
    alices = team(alice, "Papaya", List.of("norris", "piastri", "antonelli", "hadjar", "bortoleto"));
    bobs = team(bob, "Bulls and Stars", List.of("max_verstappen", "russell", "antonelli", "hadjar", "lawson"));
    carols = team(carol, "Scuderia Carola", List.of("leclerc", "hamilton", "albon", "bearman", "bortoleto"));
    bob.api().ask("getLineup").with("teamId", alices).with("raceId", VEGAS).answer().expect(404);
  }

  /** The first is captain, the second his vice. */
  private long team(Somebody owner, String name, List<String> drivers) {
    var team = owner.api().ask("createTeam").header("Idempotency-Key", name.replace(' ', '-'))
        .body(new JsonObject().put("name", name).put("season", 2025)).answer().expect(201).json().getLong("teamId");
    save(owner, team, VEGAS, drivers);
    return team;
  }

  private void save(Somebody owner, long team, String race, List<String> drivers) {
    var read = owner.api().ask("getLineup").with("teamId", team).with("raceId", race).answer().expect(200);
    var saved = owner.api().ask("saveLineup").with("teamId", team).with("raceId", race).ifMatch(read.etag())
        .body(new JsonObject().put("drivers", new JsonArray(drivers)).put("captain", drivers.get(0)).put("viceCaptain", drivers.get(1)))
        .answer().expect(200).json();
    assertThat(saved.getString("receipt")).hasSize(64);
  }

  private void meetInALeague() {
    var founded = alice.api().ask("createLeague").body(new JsonObject().put("name", "Desert nights").put("visibility", "private")
        .put("teamId", alices)).answer().expect(201).json();
    league = founded.getJsonObject("league").getLong("id");
    var code = founded.getJsonObject("code").getString("code");
    bob.api().ask("getLeague").with("leagueId", league).answer().expect(404);
    join(bob, bobs, code);
    join(carol, carols, code);
    assertThat(bob.api().ask("getLeague").with("leagueId", league).answer().expect(200).json().getInteger("size")).isEqualTo(3);
  }

  private static void join(Somebody who, long team, String code) {
    who.api().ask("joinLeague").body(new JsonObject().put("code", code).put("teamId", team)).answer().expect(201);
  }

  private void vegasIsRaced() {
    passTo("2025-11-23T08:30:00Z");
    // Norris 1st and 2nd from 1st, captain; Piastri 5th and 4th from 5th; Antonelli 17th and 5th from 17th; Hadjar 8th and 8th from 8th;
    // Bortoleto 18th and out
    double papaya = 1.5 * (10 + 18 - 1) + (6 + 12 + 1) + (10 + 12) + (3 + 4) - 20;
    // Verstappen 2nd and 1st from 2nd with the fastest lap, captain; Russell 4th and 3rd from 4th; Lawson 6th and 16th from 6th
    double bulls = 1.5 * (9 + 25 + 1 + 10) + (7 + 15 + 1) + (10 + 12) + (3 + 4) + (5 - 10);
    // Leclerc 9th and 6th from 9th, captain; Hamilton 20th and 10th from 19th; Albon out; Bearman 12th from 14th; Bortoleto out
    double scuderia = 1.5 * (2 + 8 + 3) + (1 + 9) - 20 + 2 - 20;
    assertRanking(bulls, papaya, scuderia);
    assertThat(ranking()).containsExactly("1 Bulls and Stars 114.5", "2 Papaya 68.5", "3 Scuderia Carola -8.5");
    assertExplained(alices, VEGAS, papaya);
    world.api().ask("getLineup").with("teamId", alices).with("raceId", VEGAS).answer().expect(200);
  }

  private void vegasIsCorrected() {
    passTo("2025-11-24T12:00:00Z");
    assertThat(world.api().ask("listCorrections").with("raceId", VEGAS).answer().expect(200).json().getJsonArray("corrections")
        .getJsonObject(0).getJsonArray("drivers")).contains("norris", "piastri");
    // Norris and Piastri disqualified, all behind them two places up: Antonelli 3rd, Hadjar 6th, Russell 2nd, Lawson 14th, Leclerc 4th,
    // Hamilton 8th, Bearman 10th
    double papaya = 1.5 * (10 - 20) + (6 - 20) + (15 + 14) + (3 + 8 + 2) - 20;
    double bulls = 1.5 * (9 + 25 + 1 + 10) + (7 + 18 + 2) + (15 + 14) + (3 + 8 + 2) + (5 - 8);
    double scuderia = 1.5 * (2 + 12 + 5) + (4 + 11) - 20 + (1 + 4) - 20;
    assertThat(ranking()).containsExactly("1 Bulls and Stars " + bulls, "2 Scuderia Carola " + scuderia, "3 Papaya " + papaya)
        .containsExactly("1 Bulls and Stars 133.5", "2 Scuderia Carola 8.5", "3 Papaya -7.0");
    assertExplained(alices, VEGAS, papaya);
    assertTold(alice, alices, 68.5, -7.0);
    assertTold(bob, bobs, 114.5, 133.5);
    assertTold(carol, carols, -8.5, 8.5);
    assertThat(carol.api().ask("listMyNotifications").with("unread", true).answer().expect(200).json().getInteger("unread")).isPositive();
    carol.api().ask("markAllMyNotificationsRead").answer().expect(204);
    assertThat(carol.api().ask("listMyNotifications").with("unread", true).answer().expect(200).json().getInteger("unread")).isZero();
  }

  private void theRestIsRaced() {
    save(carol, carols, QATAR, List.of("hamilton", "leclerc", "albon", "bearman", "bortoleto"));
    passTo("2025-12-01T12:00:00Z");
    // Norris 2nd, 3rd from 3rd and 4th from 2nd, captain; Piastri 1st, 1st from 1st and 2nd from 1st with the fastest lap; Antonelli 5th,
    // 6th from 7th and 5th from 5th; Hadjar 6th, 9th from 11th and 18th from 6th; Bortoleto 14th, 11th from 13th and 13th from 19th
    double papaya = 1.5 * (9 + 6 + 12 - 2) + (10 + 8 + 18 - 1 + 10) + (6 + 3 + 1 + 10) + (5 + 2 - 12) + (2 + 6);
    // Verstappen 3rd, 4th from 6th and 1st from 3rd, captain; Russell 4th, 2nd from 2nd and 6th from 4th; Lawson 12th, 14th from 16th and 9th from 12th
    double bulls = 1.5 * (8 + 5 + 2 + 25 + 2) + (7 + 7 + 8 - 2) + (6 + 3 + 1 + 10) + (5 + 2 - 12) + (2 + 2 + 3);
    // Hamilton 18th, 17th from the pits behind 20 and 12th from 17th, captain now; Leclerc 10th, 13th from 9th and 8th from 10th;
    // Albon 15th, 10th from 10th and 11th from 14th; Bearman out
    double scuderia = 1.5 * (3 + 5) + (1 - 4 + 4 + 2) + 3 - 20 + (2 + 6);
    assertThat(round(QATAR)).containsExactly("1 Papaya " + papaya, "2 Bulls and Stars " + bulls, "3 Scuderia Carola " + scuderia);
    assertExplained(carols, QATAR, scuderia);

    passTo("2026-01-15T12:00:00Z");
    double papayas = 1.5 * (9 + 15 - 1) + (8 + 18 + 1) - 1 + (2 - 8) + (4 - 4);
    double bullss = 1.5 * (10 + 25) + (7 + 10 - 1) - 1 + (2 - 8) - 5;
    double scuderias = 1.5 * (4 + 8) + (6 + 12 + 1 + 10) + 1 - 1 + (4 - 4);
    assertThat(round(ABU_DHABI)).containsExactly("1 Bulls and Stars " + bullss, "2 Papaya " + papayas, "3 Scuderia Carola " + scuderias);
    assertThat(ranking()).containsExactly("1 Bulls and Stars 295.0", "2 Papaya 153.0", "3 Scuderia Carola 61.5");
    assertThat(world.api().ask("getRace").with("raceId", VEGAS).answer().expect(200).json().getString("state")).isEqualTo("final");
    var mine = alice.api().ask("listMyLeagues").with("season", 2025).answer().expect(200).json().getJsonArray("leagues").getJsonObject(0);
    assertThat(mine.getInteger("rank")).isEqualTo(2);
    assertThat(mine.getDouble("points")).isEqualTo(153.0);
  }

  /** And everybody is still somebody: tokens are good for ten minutes only. */
  private void passTo(String instant) {
    world.advanceTo(Instant.parse(instant));
    alice = world.again(alice);
    bob = world.again(bob);
    carol = world.again(carol);
  }

  private void assertRanking(double bulls, double papaya, double scuderia) {
    assertThat(ranking()).containsExactly("1 Bulls and Stars " + bulls, "2 Papaya " + papaya, "3 Scuderia Carola " + scuderia);
  }

  /** As each of them reads it, and as the world does: the league's and the whole season's, which has nobody else. */
  private List<String> ranking() {
    var asAlice = rows(alice.api().ask("getLeagueLeaderboard").with("leagueId", league).answer().expect(200).json());
    for (var other : List.of(bob, carol)) {
      assertThat(rows(other.api().ask("getLeagueLeaderboard").with("leagueId", league).answer().expect(200).json())).isEqualTo(asAlice);
    }
    assertThat(rows(world.api().ask("getLeaderboard").with("board", "season-2025").answer().expect(200).json())).isEqualTo(asAlice);
    return asAlice;
  }

  private List<String> round(String race) {
    return rows(world.api().ask("getLeaderboard").with("board", "round-" + race).answer().expect(200).json());
  }

  private static List<String> rows(JsonObject board) {
    return objects(board.getJsonArray("rows"))
        .map(row -> row.getInteger("rank") + " " + row.getString("team") + " " + row.getDouble("points")).toList();
  }

  private void assertExplained(long team, String race, double points) {
    var explained = world.api().ask("explainScore").with("teamId", team).with("raceId", race).answer().expect(200).json();
    assertThat(explained.getDouble("points")).isEqualTo(points);
    assertThat(objects(explained.getJsonArray("lines")).mapToDouble(line -> line.getDouble("sum")).sum()).isEqualTo(points);
  }

  private static void assertTold(Somebody who, long team, double before, double after) {
    var told = objects(who.api().ask("listMyNotifications").answer().expect(200).json().getJsonArray("notifications"))
        .filter(letter -> letter.getString("kind").equals("correction")).toList();
    assertThat(told).hasSize(1);
    var own = told.getFirst().getJsonArray("teams").getJsonObject(0);
    assertThat(own.getLong("teamId")).isEqualTo(team);
    assertThat(own.getDouble("before")).isEqualTo(before);
    assertThat(own.getDouble("after")).isEqualTo(after);
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }
}
