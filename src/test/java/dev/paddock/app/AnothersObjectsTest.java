package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.app.World.Somebody;
import dev.paddock.web.ContractClient;
import dev.paddock.web.Promised;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever of Alice's can be named in a path, Bob cannot see or change. An operation that nobody has classed here fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnothersObjectsTest {
  private static final String RACE = "2025-las-vegas";

  /** What the sport does, what is published about it, and what everybody is ranked in. */
  private static final List<String> EVERYBODYS = List.of("/seasons", "/races", "/sessions", "/imports", "/circuits", "/drivers",
      "/constructors", "/leaderboards", "/rules", "/prices", "/horse", "/problems", "/teams/{teamId}/scores", "/teams/{teamId}/rank-history");

  /** Teams are everybody's to look at, and so are their transfers of rounds that are locked. A code is its own permission. */
  private static final Set<String> OPEN = Set.of("getTeam", "listTransfers", "getInvitation");

  /** Nothing was corrected in this world yet; and a private league is entered with a code, by its owner too. */
  private static final Set<String> NOT_YET = Set.of("markRead", "enterLeague");

  /** What the service writes by itself, whatever is asked. */
  private static final Set<String> RESTLESS = Set.of("mail", "work", "poll_log", "node", "account_session", "flyway_schema_history");

  private World world;
  private Somebody alice;
  private Somebody bob;
  private Map<String, Map<String, Object>> alices;
  /** Whose request it is in Alice's league. */
  private Somebody carol;

  static Stream<Promised> withIds() {
    return ContractClient.promised().stream().filter(o -> !o.inPath().isEmpty() && !o.access().equals("admin"))
        .filter(o -> EVERYBODYS.stream().noneMatch(o.path()::startsWith) && !OPEN.contains(o.id()));
  }

  @BeforeAll void open() {
    world = World.open(2025, round -> round >= 22, Map.of());
    alice = world.newcomer("Alice");
    bob = world.newcomer("Bob");
    carol = world.newcomer("Carol");
    alices = belongings();
  }

  @AfterAll void close() {
    world.close();
  }

  private Map<String, Map<String, Object>> belongings() {
    var team = team(alice, "Papaya");
    var carols = team(carol, "Scuderia Carola");
    var founded = alice.api().ask("createLeague").body(new JsonObject().put("name", "Desert nights").put("visibility", "private")
        .put("approval", true).put("teamId", team)).answer().expect(201).json();
    var league = founded.getJsonObject("league").getLong("id");
    var code = founded.getJsonObject("code");
    var request = carol.api().ask("joinLeague").body(new JsonObject().put("code", code.getString("code")).put("teamId", carols)).answer()
        .expect(202).json().getLong("requestId");
    var letter = alice.api().ask("listMyNotifications").answer().expect(200).json().getJsonArray("notifications").getJsonObject(0).getLong("id");
    var session = alice.api().ask("listSessions").answer().expect(200).json().getJsonArray("sessions").getJsonObject(0).getString("sessionId");
    var export = alice.api().ask("createExport").answer().expect(202).json().getString("id");

    var ids = new HashMap<String, Map<String, Object>>();
    Stream.of("renameTeam", "deleteTeam").forEach(id -> ids.put(id, Map.of("teamId", team)));
    Stream.of("getLineup", "saveLineup", "listLineupSaves").forEach(id -> ids.put(id, Map.of("teamId", team, "raceId", RACE)));
    Stream.of("getLeague", "changeLeague", "deleteLeague", "renewLeague", "handOverLeague", "listLeagueMembers", "enterLeague",
        "listLeagueRequests", "listLeagueCodes", "createLeagueCode", "getLeagueLeaderboard", "getLeagueHistory", "exportLeague")
        .forEach(id -> ids.put(id, Map.of("leagueId", league)));
    Stream.of("removeLeagueMember", "getLeagueRankHistory").forEach(id -> ids.put(id, Map.of("leagueId", league, "teamId", team)));
    Stream.of("decideLeagueRequest", "withdrawLeagueRequest").forEach(id -> ids.put(id, Map.of("leagueId", league, "requestId", request)));
    Stream.of("revokeLeagueCode", "rotateLeagueCode").forEach(id -> ids.put(id, Map.of("leagueId", league, "codeId", code.getLong("id"))));
    ids.put("markMyNotificationRead", Map.of("id", letter));
    ids.put("listUserNotifications", Map.of("userId", alice.id()));
    ids.put("markRead", Map.of("userId", alice.id(), "id", letter));
    ids.put("endSession", Map.of("sessionId", session));
    ids.put("getExport", Map.of("exportId", export));
    return ids;
  }

  private static long team(Somebody owner, String name) {
    var team = owner.api().ask("createTeam").body(new JsonObject().put("name", name).put("season", 2025)).answer().expect(201).json()
        .getLong("teamId");
    var read = owner.api().ask("getLineup").with("teamId", team).with("raceId", RACE).answer().expect(200);
    owner.api().ask("saveLineup").with("teamId", team).with("raceId", RACE).ifMatch(read.etag()).body(new JsonObject()
        .put("drivers", new JsonArray(List.of("norris", "piastri", "antonelli", "hadjar", "bortoleto")))
        .put("captain", "norris").put("viceCaptain", "piastri")).answer().expect(200);
    return team;
  }

  private ContractClient.Ask ask(ContractClient client, Promised operation) {
    assertThat(alices).as("an operation on what may be somebody's own: whose is it?").containsKey(operation.id());
    var asking = client.ask(operation);
    alices.get(operation.id()).forEach(asking::with);
    return asking;
  }

  @ParameterizedTest
  @MethodSource("withIds")
  void what_is_alices_is_not_there_for_bob(Promised operation) {
    var before = everything();
    assertThat(ask(bob.api(), operation).answer().status()).isIn(403, 404);
    assertThat(ask(world.api(), operation).answer().status()).isIn(401, 403, 404);
    assertThat(everything()).isEqualTo(before);
  }

  /** So that it is not refused because there is no such thing. */
  @ParameterizedTest
  @MethodSource("withIds")
  void but_it_is_there_for_alice(Promised operation) {
    var owner = operation.id().equals("withdrawLeagueRequest") ? carol : alice;
    if (!operation.method().equals("DELETE") && !NOT_YET.contains(operation.id())) assertThat(ask(owner.api(), operation).answer().status()).isNotIn(401, 403, 404);
  }

  @Test void bob_brings_no_team_of_alices_into_a_league_of_his() {
    var team = alices.get("renameTeam").get("teamId");
    bob.api().ask("createLeague").body(new JsonObject().put("name", "Bob and Alice").put("visibility", "public").put("teamId", team))
        .answer().expect(422, "invalid");
    bob.api().ask("validateLineup").body(new JsonObject().put("raceId", RACE).put("teamId", team).put("drivers", new JsonArray(List.of("norris")))
        .put("captain", "norris").put("viceCaptain", "norris")).answer().expect(404, "not-found");
  }

  @Test void a_ticket_is_for_ones_own_address() {
    assertThat(bob.api().ask("createTicket").answer().expect(201).json().getString("address")).isEqualTo("push.user." + bob.id());
  }

  /** A fingerprint of every table. */
  private Map<String, String> everything() {
    var tables = new TreeMap<String, String>();
    world.database().query("select tablename from pg_tables where schemaname = current_schema()").execute().await().forEach(row -> {
      var table = row.getString(0);
      if (RESTLESS.stream().noneMatch(table::startsWith)) tables.put(table, fingerprint(table));
    });
    return tables;
  }

  private String fingerprint(String table) {
    return world.database().query("select count(*) || ' ' || coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') from \"" + table + "\" t")
        .execute().await().iterator().next().getString(0);
  }
}
