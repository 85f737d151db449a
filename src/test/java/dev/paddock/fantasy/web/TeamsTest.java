package dev.paddock.fantasy.web;

import static dev.paddock.fantasy.FakeFormula1.raceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.store.Lineups;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Teams as their owners make, rename and give them up. */
class TeamsTest extends RoundsToCome {
  @Test void a_user_has_up_to_three_teams_a_season_each_of_another_name() {
    long first = site.team(7, "  Alfa  ");
    site.as(7).ask("createTeam").body(named("alfa")).answer().expect(409, "conflict");
    site.team(8, "Alfa");
    site.team(7, "Bravo");
    site.team(7, "Charlie");
    site.as(7).ask("createTeam").body(named("Delta")).answer().expect(409, "conflict");
    var mine = site.as(7).ask("listMyTeams").with("season", 2025).answer().expect(200).json();
    assertThat(mine.getJsonArray("teams").stream().map(t -> ((JsonObject) t).getString("team")))
        .containsExactly("Alfa", "Bravo", "Charlie");
    assertThat(mine.getJsonObject("coming").getMap()).containsEntry("raceId", raceId(1)).containsEntry("lockAt", LOCK.toString());
    for (var name : List.of("Al", "  A  ", "x".repeat(41), "Bell\u0007", "Zero\u200bwidth")) {
      site.as(9).ask("createTeam").body(named(name)).answer().expect(422, "invalid");
    }
    site.as(9).ask("createTeam").body(named("Echo").put("season", 2024)).answer().expect(422, "invalid");
    site.as(9).ask("createTeam").body(named("Echo").put("ruleSet", "none")).answer().expect(422, "invalid");

    var team = site.as(7).ask("getTeam").with("teamId", first).answer().expect(200);
    site.as(7).ask("deleteTeam").with("teamId", first).ifMatch(team.etag()).answer().expect(204);
    site.as(7).ask("getTeam").with("teamId", first).answer().expect(404);
    site.team(7, "Delta");
  }

  @Test void a_team_is_renamed_by_its_owner_from_what_he_read() {
    long team = site.team(7, "Alfa");
    var read = site.as(7).ask("getTeam").with("teamId", team).answer().expect(200);
    var rename = new JsonObject().put("name", "Romeo");
    var renamed = site.as(7).ask("renameTeam").with("teamId", team).ifMatch(read.etag()).body(rename).answer().expect(200);
    assertThat(renamed.json().getString("team")).isEqualTo("Romeo");
    site.as(7).ask("renameTeam").with("teamId", team).ifMatch(read.etag()).body(rename).answer().expect(412, "precondition-failed");
    site.as(7).ask("deleteTeam").with("teamId", team).ifMatch(read.etag()).answer().expect(412, "precondition-failed");
    site.as(8).ask("renameTeam").with("teamId", team).ifMatch(renamed.etag()).body(rename).answer().expect(404);
    site.as(8).ask("deleteTeam").with("teamId", team).ifMatch(renamed.etag()).answer().expect(404);
  }

  @Test void a_team_that_is_given_up_keeps_what_has_locked_and_fields_nobody_from_then_on() {
    long team = site.team(7, "Alfa");
    site.save(7, team, 1, site.etag(7, team, 1), CHEAP).answer().expect(200);
    site.timers.advanceTo(LOCK);
    var read = site.as(7).ask("getTeam").with("teamId", team).answer().expect(200);
    site.as(7).ask("deleteTeam").with("teamId", team).ifMatch(read.etag()).answer().expect(204);
    site.save(7, team, 2, read.etag(), CHEAP).answer().expect(404);
    var lineups = new Lineups(site.pools.reads());
    assertThat(lineups.of(2025, 1, "classic").await().teams()).containsExactly(team);
    assertThat(lineups.of(2025, 2, "classic").await().teams()).isEmpty();
    assertThat(lineups.of(2025, 3, "classic").await().teams()).isEmpty();
  }
}
