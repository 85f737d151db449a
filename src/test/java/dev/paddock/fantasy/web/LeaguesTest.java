package dev.paddock.fantasy.web;

import static dev.paddock.fantasy.web.LeagueSite.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.contract.Fantasy.LeagueChanged;
import dev.paddock.web.ContractClient.Answered;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A league from its founding to its end: who founds it, what its owner changes, and how it goes on. */
class LeaguesTest extends FoundedLeagues {
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
}
