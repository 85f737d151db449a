package dev.paddock.fantasy.web;

import static dev.paddock.fantasy.web.LeagueSite.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.contract.Fantasy.LeagueChanged;
import dev.paddock.kernel.Rate;
import dev.paddock.web.ContractClient.Answered;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leagues as their players use them, over HTTP. Every test has players of its own. */
class LeaguesTest {
  private static final JsonObject NOTHING_ELSE = new JsonObject();
  private static LeagueSite site;

  @BeforeAll static void open() {
    site = new LeagueSite(200, 2);
  }

  @AfterAll static void close() {
    site.close();
  }

  private static long id(JsonObject founded) {
    return founded.getJsonObject("league").getLong("id");
  }

  private static String code(JsonObject founded) {
    return founded.getJsonObject("code").getString("code");
  }

  @Test void a_private_league_from_its_founding_to_its_end() {
    var founded = site.found(1, "  Friends   of the Pit Lane ", NOTHING_ELSE).expect(201).json();
    long league = id(founded);
    assertThat(founded.getJsonObject("league").getMap()).containsEntry("name", "Friends of the Pit Lane").containsEntry("size", 1)
        .containsEntry("ruleSet", "classic").containsEntry("season", 2025).containsEntry("owned", true).containsEntry("member", true);

    assertThat(site.join(2, code(founded).toLowerCase().replace("-", " ")).expect(201).json().getString("state")).isEqualTo("joined");
    assertThat(site.letters(1)).singleElement().asString().contains("joined Friends of the Pit Lane");
    site.join(2, code(founded)).expect(409, "conflict");
    site.join(3, code(founded)).expect(201);
    assertThat(site.changed).contains(new LeagueChanged(league, 3, false));
    var members = site.as(3).ask("listLeagueMembers").with("leagueId", league).answer().expect(200).json().getJsonArray("members");
    assertThat(members.stream().map(m -> ((JsonObject) m).getLong("userId"))).containsExactly(1L, 2L, 3L);

    site.as(2).ask("removeLeagueMember").with("leagueId", league).with("teamId", team(2)).answer().expect(204);
    site.as(2).ask("getLeague").with("leagueId", league).answer().expect(404, "not-found");
    site.as(1).ask("removeLeagueMember").with("leagueId", league).with("teamId", team(3)).answer().expect(400, "malformed");
    site.as(1).ask("removeLeagueMember").with("leagueId", league).with("teamId", team(3)).with("reason", "never pays for the tyres")
        .answer().expect(204);
    assertThat(site.letters(3)).singleElement().asString().contains("taken out of");
    assertThat(site.join(2, code(founded)).expect(201).json().getString("state")).as("who left comes back").isEqualTo("joined");
    assertThat(site.join(3, code(founded)).expect(202).json().getString("state")).as("who was removed asks").isEqualTo("pending");

    site.as(1).ask("removeLeagueMember").with("leagueId", league).with("teamId", team(1)).answer().expect(409, "conflict");
    var etag = site.as(1).ask("getLeague").with("leagueId", league).answer().expect(200).etag();
    var owner = new JsonObject().put("userId", 3);
    site.as(1).ask("handOverLeague").with("leagueId", league).ifMatch(etag).body(owner).answer().expect(404, "not-found");
    site.as(1).ask("handOverLeague").with("leagueId", league).ifMatch(etag).body(owner.put("userId", 2)).answer().expect(200);
    assertThat(site.letters(2)).first().asString().isEqualTo("Friends of the Pit Lane is yours");
    site.as(1).ask("removeLeagueMember").with("leagueId", league).with("teamId", team(1)).answer().expect(204);

    var now = site.as(2).ask("getLeague").with("leagueId", league).answer().expect(200);
    assertThat(now.json().getMap()).containsEntry("ownerId", 2).containsEntry("size", 1);
    site.as(2).ask("deleteLeague").with("leagueId", league).ifMatch(etag).answer().expect(412, "precondition-failed");
    site.as(2).ask("deleteLeague").with("leagueId", league).ifMatch(now.etag()).answer().expect(204);
    site.as(2).ask("getLeague").with("leagueId", league).answer().expect(404, "not-found");
    site.join(1, code(founded)).expect(404, "not-found");
    var audit = site.node.pools.reads().preparedQuery("select action, reason from audit_entry where subject = $1::text order by id")
        .execute(Tuple.of("league:" + league)).await();
    var entries = new ArrayList<String>();
    audit.forEach(r -> entries.add(r.getString("action") + " " + r.getString("reason")));
    assertThat(entries)
        .containsExactly("fantasy.league.remove never pays for the tyres", "fantasy.league.hand-over ", "fantasy.league.delete ");
  }

  @Test void who_asks_waits_for_the_owner() {
    var order = new JsonObject().put("approval", true).put("visibility", "public").put("sizeCap", 2);
    var founded = site.found(11, "By leave only", order).expect(201).json();
    long league = id(founded);
    long asked = site.enter(12, league, team(12)).expect(202).json().getLong("requestId");
    site.enter(12, league, team(12)).expect(409, "conflict");
    long other = site.join(13, code(founded)).expect(202).json().getLong("requestId");
    assertThat(site.letters(11)).hasSize(2);
    assertThat(site.as(12).ask("listMyLeagues").answer().expect(200).json().getJsonArray("requests")).hasSize(1);
    assertThat(waiting(11, league)).hasSize(2);

    decide(12, league, asked, "accept").expect(403, "forbidden");
    decide(11, league, asked, "accept").expect(204);
    decide(11, league, asked, "reject").expect(404, "not-found");
    decide(11, league, other, "accept").expect(409, "conflict");
    decide(11, league, other, "reject").expect(204);
    assertThat(site.letters(12)).singleElement().asString().endsWith("is in By leave only");
    assertThat(site.letters(13)).singleElement().asString().endsWith("cannot join By leave only");
    site.join(13, code(founded)).expect(409, "conflict");

    assertThat(waiting(11, league)).isEmpty();
    change(11, league, new JsonObject().put("sizeCap", 5)).expect(200);
    long taken = site.enter(14, league, team(14)).expect(202).json().getLong("requestId");
    site.as(13).ask("withdrawLeagueRequest").with("leagueId", league).with("requestId", taken).answer().expect(404, "not-found");
    site.as(14).ask("withdrawLeagueRequest").with("leagueId", league).with("requestId", taken).answer().expect(204);
    decide(11, league, taken, "accept").expect(404, "not-found");
  }

  private static JsonArray waiting(long owner, long league) {
    return site.as(owner).ask("listLeagueRequests").with("leagueId", league).answer().expect(200).json().getJsonArray("requests");
  }

  private static Answered decide(long user, long league, long request, String decision) {
    return site.as(user).ask("decideLeagueRequest").with("leagueId", league).with("requestId", request)
        .body(new JsonObject().put("decision", decision)).answer();
  }

  private static Answered change(long owner, long league, JsonObject change) {
    var etag = site.as(owner).ask("getLeague").with("leagueId", league).answer().expect(200).etag();
    return site.as(owner).ask("changeLeague").with("leagueId", league).ifMatch(etag).body(change).answer();
  }

  @Test void codes_are_made_for_a_time_and_a_number_of_uses_and_taken_back() {
    var founded = site.found(21, "Codes", NOTHING_ELSE).expect(201).json();
    long league = id(founded);
    var order = new JsonObject().put("maxUses", 1).put("expiresAt", site.node.clock.instant().plus(Duration.ofHours(1)).toString());
    var once = site.as(21).ask("createLeagueCode").with("leagueId", league).body(order).answer().expect(201).json();
    assertThat(once.getString("link")).endsWith(once.getString("code").replace("-", ""));
    var invitation = site.as(22).ask("getInvitation").with("code", once.getString("code")).answer().expect(200).json();
    assertThat(invitation.getString("name")).isEqualTo("Codes");
    site.join(22, once.getString("code")).expect(201);
    site.join(23, once.getString("code")).expect(404, "not-found");

    var turned = site.as(21).ask("rotateLeagueCode").with("leagueId", league).with("codeId", once.getLong("id")).answer().expect(201)
        .json();
    assertThat(turned.getMap()).containsEntry("maxUses", 1).containsEntry("uses", 0)
        .containsEntry("expiresAt", once.getString("expiresAt"));
    site.node.clock.advance(Duration.ofHours(1));
    site.join(23, turned.getString("code")).expect(404, "not-found");
    site.as(21).ask("createLeagueCode").with("leagueId", league).body(order).answer().expect(422, "invalid");

    assertThat(site.as(21).ask("listLeagueCodes").with("leagueId", league).answer().expect(200).json().getJsonArray("codes")).hasSize(1);
    long first = founded.getJsonObject("code").getLong("id");
    site.as(21).ask("revokeLeagueCode").with("leagueId", league).with("codeId", first).answer().expect(204);
    site.join(23, code(founded)).expect(404, "not-found");
    var unlike = site.join(23, "no such code").expect(404, "not-found").json();
    var unknown = site.join(23, "0000-0000-0000").expect(404, "not-found").json();
    unlike.remove("instance");
    unknown.remove("instance");
    assertThat(unlike).as("a code that nobody has, and one that cannot be").isEqualTo(unknown);
  }

  @Test void a_team_comes_only_into_leagues_of_its_season_and_rules() {
    var founded = site.found(31, "Classic", NOTHING_ELSE).expect(201).json();
    for (long team : List.of(site.team(32, 2025, "gentle"), site.team(32, 2024, "classic"), team(33), 1L)) {
      var body = new JsonObject().put("code", code(founded)).put("teamId", team);
      var errors = site.as(32).ask("joinLeague").body(body).answer().expect(422, "invalid").json().getJsonArray("errors");
      assertThat(errors.getJsonObject(0).getString("pointer")).isEqualTo("/teamId");
    }
    site.found(31, "Gentle", new JsonObject().put("ruleSet", "gentle")).expect(422, "invalid");
    long gentle = site.team(31, 2025, "gentle");
    var found = site.found(31, "Gentle", new JsonObject().put("teamId", gentle)).expect(201).json().getJsonObject("league");
    assertThat(found.getString("ruleSet")).isEqualTo("gentle");
  }

  @Test void who_has_not_verified_his_address_founds_nothing_and_nobody_founds_more_than_ten() {
    site.unverified.add(41L);
    site.found(41, "Not yet", NOTHING_ELSE).expect(403, "forbidden");
    for (int i = 1; i <= 10; i++) site.found(42, "League " + i, NOTHING_ELSE).expect(201);
    site.found(42, "League 11", NOTHING_ELSE).expect(409, "conflict");
  }

  @ParameterizedTest(name = "a league called \"{0}\": {1}")
  @CsvSource({"'  a  ', 422", "'nul\u0007l', 422", "'left\u202eright', 422", "Scuderia Ünïcøde 🏎, 201"})
  void names_can_be_seen(String name, int status) {
    site.found(43, name, NOTHING_ELSE).expect(status);
  }

  @Test void public_leagues_are_found_by_a_part_of_their_name_page_by_page() {
    for (int i = 0; i < 5; i++) {
      site.found(51, "Zebra crossing " + i, new JsonObject().put("visibility", i == 3 ? "private" : "public")).expect(201);
    }
    var names = new ArrayList<String>();
    String next = null;
    do {
      var ask = site.as(0).ask("listLeagues").with("query", "BRA CROSS").with("season", 2025).with("limit", 2);
      if (next != null) ask.with("cursor", next);
      var page = ask.answer().expect(200).json();
      page.getJsonArray("leagues").forEach(league -> names.add(((JsonObject) league).getString("name")));
      next = page.getString("next");
    } while (next != null);
    assertThat(names).containsExactly("Zebra crossing 0", "Zebra crossing 1", "Zebra crossing 2", "Zebra crossing 4");
    assertThat(site.as(0).ask("listLeagues").with("query", "%r_").answer().expect(200).json().getJsonArray("leagues")).isEmpty();
    site.as(0).ask("listLeagues").with("cursor", "guessed").answer().expect(400, "malformed");
  }

  @Test void its_owner_changes_it_within_reason() {
    var founded = site.found(61, "Before", NOTHING_ELSE).expect(201).json();
    long league = id(founded);
    site.join(62, code(founded)).expect(201);
    site.join(63, code(founded)).expect(201);
    assertThat(change(61, league, new JsonObject().put("name", "After").put("startRound", 3)).expect(200).json().getMap())
        .containsEntry("name", "After").containsEntry("startRound", 3).containsEntry("visibility", "private");
    change(61, league, new JsonObject().put("sizeCap", 2)).expect(409, "conflict");
    change(62, league, new JsonObject().put("name", "Mine")).expect(403, "forbidden");
    var etag = site.as(61).ask("getLeague").with("leagueId", league).answer().etag();
    change(61, league, new JsonObject().put("sizeCap", 3)).expect(200);
    site.as(61).ask("changeLeague").with("leagueId", league).ifMatch(etag).body(new JsonObject().put("sizeCap", 9)).answer()
        .expect(412, "precondition-failed");
    site.join(64, code(founded)).expect(409, "conflict");
  }

  @Test void a_league_goes_on_in_the_season_after() {
    var founded = site.found(71, "Evergreen", new JsonObject().put("approval", true)).expect(201).json();
    long league = id(founded);
    for (long n : List.of(72L, 73L)) {
      long request = site.join(n, code(founded)).expect(202).json().getLong("requestId");
      decide(71, league, request, "accept").expect(204);
    }
    long next = site.team(71, 2026, "classic");
    renew(72, league, site.team(72, 2026, "classic")).expect(403, "forbidden");
    renew(71, league, team(71)).expect(422, "invalid");
    long renewed = id(renew(71, league, next).expect(201).json());
    renew(71, league, next).expect(409, "conflict");
    assertThat(site.as(72).ask("getLeague").with("leagueId", renewed).answer().expect(200).json().getMap())
        .containsEntry("season", 2026).containsEntry("member", false).containsEntry("continues", (int) league);
    site.enter(73, renewed, site.team(73, 2026, "classic")).expect(201);
    site.enter(74, renewed, site.team(74, 2026, "classic")).expect(404, "not-found");
    var seasons = site.as(73).ask("getLeagueHistory").with("leagueId", renewed).answer().expect(200).json().getJsonArray("seasons");
    assertThat(seasons.stream().map(s -> ((JsonObject) s).getInteger("season"))).containsExactly(2026, 2025);
    assertThat(seasons.getJsonObject(1).getInteger("teams")).isEqualTo(3);
  }

  private static Answered renew(long owner, long league, long team) {
    return site.as(owner).ask("renewLeague").with("leagueId", league).body(new JsonObject().put("teamId", team)).answer();
  }

  @Test void who_guesses_at_codes_has_ten_tries_an_hour() {
    var vertx = Vertx.vertx();
    try {
      var api = site.guarded(vertx, Map.of("join", Rate.parse("10/PT1H"))).as("user-101");
      for (int guess = 0; guess < 5; guess++) {
        api.ask("getInvitation").with("code", "0000-0000-000" + guess).answer().expect(404, "not-found");
        api.ask("joinLeague").body(new JsonObject().put("code", "1111-1111-111" + guess).put("teamId", team(101))).answer()
            .expect(404, "not-found");
      }
      var code = code(site.found(102, "Not to be guessed", NOTHING_ELSE).expect(201).json());
      api.ask("joinLeague").body(new JsonObject().put("code", code).put("teamId", team(101))).answer().expect(429, "rate-limited");
      api.ask("getInvitation").with("code", code).answer().expect(429, "rate-limited");
      api.ask("listMyLeagues").answer().expect(200);
    } finally {
      vertx.close().await();
    }
  }

  /** Who is not in: what a stranger, what somebody who once was, and what nobody gets of a private league; and of a public one. */
  @ParameterizedTest(name = "{0}: private {1}, public {2}, member {3}")
  @CsvSource({
      "getLeague,             404, 200, 200",
      "changeLeague,          404, 403, 403",
      "deleteLeague,          404, 403, 403",
      "renewLeague,           404, 403, 403",
      "handOverLeague,        404, 403, 403",
      "listLeagueMembers,     404, 403, 200",
      "removeLeagueMember,    404, 403, 403",
      "listLeagueRequests,    404, 403, 403",
      "decideLeagueRequest,   404, 403, 403",
      "withdrawLeagueRequest, 404, 404, 404",
      "listLeagueCodes,       404, 403, 403",
      "createLeagueCode,      404, 403, 403",
      "rotateLeagueCode,      404, 403, 403",
      "revokeLeagueCode,      404, 403, 403",
      "getLeagueLeaderboard,  404, 200, 200",
      "getLeagueRankHistory,  404, 200, 200",
      "getLeagueHistory,      404, 403, 200",
      "exportLeague,          404, 403, 200",
      "enterLeague,           404, 201, 409",
  })
  void others_leagues(String operation, int closed, int open, int member) {
    var hidden = site.found(81, operation, NOTHING_ELSE);
    if (hidden.status() == 409) hidden = site.found(90 + operation.length(), operation, NOTHING_ELSE);
    var founded = hidden.expect(201).json();
    long owner = founded.getJsonObject("league").getLong("ownerId");
    long was = 82;
    site.join(was, code(founded)).expect(201);
    site.as(was).ask("removeLeagueMember").with("leagueId", id(founded)).with("teamId", team(was)).answer().expect(204);
    for (long stranger : List.of(83L, was)) ask(stranger, operation, founded, owner).expect(closed);

    var shown = site.found(owner, operation + "!", new JsonObject().put("visibility", "public")).expect(201).json();
    site.join(84, code(shown)).expect(201);
    ask(84, operation, shown, owner).expect(member);
    ask(83, operation, shown, owner).expect(open);
    var etag = site.as(owner).ask("getLeague").with("leagueId", id(founded)).answer().etag();
    site.as(owner).ask("deleteLeague").with("leagueId", id(founded)).ifMatch(etag).answer().expect(204);
    etag = site.as(owner).ask("getLeague").with("leagueId", id(shown)).answer().etag();
    site.as(owner).ask("deleteLeague").with("leagueId", id(shown)).ifMatch(etag).answer().expect(204);
    ask(owner, operation, founded, owner).expect(404, "not-found");
  }

  private static Answered ask(long who, String operation, JsonObject founded, long owner) {
    var ask = site.as(who).ask(operation).with("leagueId", id(founded)).ifMatch("\"r0.00000000000000000000000000000000\"");
    return (switch (operation) {
      case "changeLeague" -> ask.body(new JsonObject().put("name", "Taken over"));
      case "renewLeague", "enterLeague" -> ask.body(new JsonObject().put("teamId", team(who)));
      case "handOverLeague" -> ask.body(new JsonObject().put("userId", who));
      case "removeLeagueMember", "getLeagueRankHistory" -> ask.with("teamId", team(owner));
      case "decideLeagueRequest" -> ask.with("requestId", 1).body(new JsonObject().put("decision", "accept"));
      case "withdrawLeagueRequest" -> ask.with("requestId", 1);
      case "createLeagueCode" -> ask.body(new JsonObject());
      case "rotateLeagueCode", "revokeLeagueCode" -> ask.with("codeId", founded.getJsonObject("code").getLong("id"));
      default -> ask;
    }).answer();
  }
}
