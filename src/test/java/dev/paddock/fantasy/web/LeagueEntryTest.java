package dev.paddock.fantasy.web;

import static dev.paddock.fantasy.web.LeagueSite.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.kernel.Rate;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How one comes into a league: by a code, by leave, by finding it, with a team that fits. */
class LeagueEntryTest extends FoundedLeagues {
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

  private static JsonArray waiting(long owner, long league) {
    return site.as(owner).ask("listLeagueRequests").with("leagueId", league).answer().expect(200).json().getJsonArray("requests");
  }
}
