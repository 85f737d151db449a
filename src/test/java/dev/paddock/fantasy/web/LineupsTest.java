package dev.paddock.fantasy.web;

import static dev.paddock.fantasy.FakeFormula1.raceId;
import static dev.paddock.fantasy.web.LineupSite.driver;
import static dev.paddock.fantasy.web.LineupSite.picks;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A line-up as its owner saves it: what is wrong with it, what it may cost, and its receipt. */
class LineupsTest extends RoundsToCome {
  @Test void a_line_up_is_saved_rolls_over_and_is_changed() {
    long team = site.team(7, "Alfa");
    var empty = site.lineup(site.as(7), team, 1).expect(200);
    assertThat(empty.json().getMap()).containsEntry("revision", 0).containsEntry("budgetTenths", 1000).containsEntry("locked", false);
    assertThat(empty.json().getJsonArray("drivers")).isEmpty();

    var saved = site.save(7, team, 1, empty.etag(), CHEAP).answer().expect(200);
    assertThat(saved.json().getMap()).containsEntry("revision", 1).containsEntry("costTenths", 630).containsEntry("leftTenths", 370)
        .containsEntry("lockAt", LOCK.toString()).containsEntry("serverTime", LineupSite.BEGIN.toString());
    assertThat(site.lineup(site.as(7), team, 1).expect(200).json()).isEqualTo(saved.json());

    var second = site.lineup(site.as(7), team, 2).expect(200);
    assertThat(second.json().getMap()).containsEntry("revision", 0).containsEntry("rolledOverFrom", raceId(1));
    assertThat(second.json().getJsonArray("drivers")).hasSize(5);
    site.save(7, team, 2, second.etag(), picks(20, 19, 18, 16, 12)).answer().expect(200);
    var transfers = site.as(7).ask("listTransfers").with("teamId", team).answer().expect(200).json().getJsonArray("rounds");
    assertThat(transfers).hasSize(2);
    assertThat(transfers.getJsonObject(1).getJsonArray("came")).containsExactly(driver(12));
    assertThat(transfers.getJsonObject(1).getJsonArray("went")).containsExactly(driver(14));
    assertThat(site.lineup(site.as(7), team, 3).expect(200).json().getString("rolledOverFrom")).isEqualTo(raceId(2));
  }

  @Test void everything_that_is_wrong_is_said_at_once() {
    long team = site.team(7, "Alfa");
    var etag = site.etag(7, team, 1);
    var wrong = picks(1, 1, 2, 3).put("captain", driver(9)).put("viceCaptain", driver(9));
    wrong.getJsonArray("drivers").add("fangio").add(driver(4));
    var refused = site.save(7, team, 1, etag, wrong).answer().expect(422, "invalid").json();
    assertThat(refused.getJsonArray("errors").stream().map(JsonObject.class::cast)
        .map(e -> e.getString("pointer") + " " + e.getString("code")))
        .containsExactlyInAnyOrder("/drivers wrong-number", "/drivers/1 picked-twice", "/drivers/4 not-entered", "/drivers over-budget",
            "/captain captain-not-picked", "/viceCaptain captain-not-picked", "/viceCaptain captain-is-vice");
    assertThat(refused.getInteger("overByTenths")).isEqualTo(100);

    var dear = site.save(7, team, 1, etag, picks(1, 2, 3, 4, 5)).answer().expect(422, "budget-exceeded").json();
    assertThat(dear.getInteger("overByTenths")).isEqualTo(350);
    var check = site.as(7).ask("validateLineup").body(picks(1, 2, 3, 4, 5).put("raceId", raceId(1)).put("teamId", team)).answer()
        .expect(200);
    assertThat(check.json().getBoolean("valid")).isFalse();
    assertThat(check.json().getJsonArray("errors")).isEqualTo(dear.getJsonArray("errors"));
    site.save(7, team, 1, etag, CHEAP.copy().put("chip", "wildcard")).answer().expect(422, "invalid");
    var stranger = picks(20, 19, 18, 16);
    stranger.getJsonArray("drivers").add("fangio");
    site.save(7, team, 1, etag, stranger).answer().expect(422, "driver-ineligible");
    assertThat(site.count("lineup") + site.count("lineup_save")).isZero();
    assertThat(site.as(7).ask("validateLineup").body(CHEAP.copy().put("raceId", raceId(1))).answer().expect(200).json().getBoolean("valid"))
        .as("of a new team").isTrue();
    site.as(8).ask("validateLineup").body(CHEAP.copy().put("raceId", raceId(1)).put("teamId", team)).answer().expect(404);
  }

  @Test void after_a_rise_a_team_may_spend_what_its_drivers_are_worth() {
    long team = site.team(7, "Alfa");
    site.save(7, team, 1, site.etag(7, team, 1), picks(20, 19, 18, 16, 1)).answer().expect(200);
    site.prices(2, Map.of(driver(1), 900));
    var second = site.lineup(site.as(7), team, 2).expect(200);
    assertThat(second.json().getMap()).containsEntry("costTenths", 1370).containsEntry("budgetTenths", 1610);
    assertThat(second.json().getJsonArray("warnings").getJsonObject(0).getString("code")).isEqualTo("above-cap");
    site.save(7, team, 2, second.etag(), picks(20, 19, 18, 15, 1)).answer().expect(200);
    assertThat(site.lineup(site.as(7), team, 1).json().getInteger("costTenths")).as("the round before keeps its prices").isEqualTo(760);
  }

  @Test void the_receipt_can_be_written_again_from_the_answer() throws Exception {
    long team = site.team(7, "Alfa");
    site.save(7, team, 1, site.etag(7, team, 1), CHEAP).answer().expect(200);
    site.timers.advanceTo(LineupSite.BEGIN.plusNanos(1_234_567_890));
    var saved = site.save(7, team, 1, site.etag(7, team, 1), picks(20, 19, 18, 16, 12)).answer().expect(200).json();
    var drivers = String.join(",", saved.getJsonArray("drivers").stream().map(d -> ((JsonObject) d).getString("driverId")).toList());
    var text = "paddock line-up 1\nteam " + team + "\nrace " + raceId(1) + "\nrevision 2\ndrivers " + drivers + "\nconstructors \ncaptain "
        + saved.getString("captain") + "\nvice-captain " + saved.getString("viceCaptain") + "\nchip \nsaved "
        + saved.getString("savedAt") + "\n";
    assertThat(saved.getString("receipt")).isEqualTo(HexFormat.of().formatHex(
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))));
    var saves = site.as(7).ask("listLineupSaves").with("teamId", team).with("raceId", raceId(1)).answer().expect(200).json()
        .getJsonArray("saves");
    assertThat(saves).hasSize(2);
    assertThat(saves.getJsonObject(1).getMap()).containsEntry("receipt", saved.getString("receipt"))
        .containsEntry("savedAt", saved.getString("savedAt"));
  }

  @Test void under_rules_that_count_changes_one_race_opens_after_the_other() {
    var team = site.as(7).ask("createTeam").body(named("Oscar").put("ruleSet", "official-2026")).answer().expect(201).json()
        .getLong("teamId");
    var etag = site.etag(7, team, 2);
    site.save(7, team, 2, etag, CHEAP).answer().expect(409, "conflict");
    site.save(7, team, 1, etag, CHEAP).answer().expect(422, "invalid");
  }
}
