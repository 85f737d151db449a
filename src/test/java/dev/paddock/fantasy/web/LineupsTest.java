package dev.paddock.fantasy.web;

import static dev.paddock.fantasy.FakeFormula1.raceId;
import static dev.paddock.fantasy.web.LineupSite.driver;
import static dev.paddock.fantasy.web.LineupSite.picks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.store.Lineups;
import dev.paddock.web.ContractClient;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Teams and their line-ups, as their owners and everybody else meet them. */
class LineupsTest {
  private static final Instant LOCK = FakeFormula1.lock(1).lockAt();
  /** 10.0, 11.0, 12.0, 14.0 and 16.0. */
  private static final JsonObject CHEAP = picks(20, 19, 18, 16, 14);

  private LineupSite site;

  @BeforeEach void open() {
    site = new LineupSite(3);
  }

  @AfterEach void close() {
    site.close();
  }

  @Test void a_user_has_up_to_three_teams_a_season_each_of_another_name() {
    long first = site.team(7, "  Alfa  ");
    site.as(7).ask("createTeam").body(named("alfa")).answer().expect(409, "conflict");
    site.team(8, "Alfa");
    site.team(7, "Bravo");
    site.team(7, "Charlie");
    site.as(7).ask("createTeam").body(named("Delta")).answer().expect(409, "conflict");
    var mine = site.as(7).ask("listMyTeams").with("season", 2025).answer().expect(200).json();
    assertThat(mine.getJsonArray("teams").stream().map(t -> ((JsonObject) t).getString("team"))).containsExactly("Alfa", "Bravo", "Charlie");
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
    assertThat(refused.getJsonArray("errors").stream().map(e -> ((JsonObject) e).getString("pointer") + " " + ((JsonObject) e).getString("code")))
        .containsExactlyInAnyOrder("/drivers wrong-number", "/drivers/1 picked-twice", "/drivers/4 not-entered", "/drivers over-budget",
            "/captain captain-not-picked", "/viceCaptain captain-not-picked", "/viceCaptain captain-is-vice");
    assertThat(refused.getInteger("overByTenths")).isEqualTo(100);

    var dear = site.save(7, team, 1, etag, picks(1, 2, 3, 4, 5)).answer().expect(422, "budget-exceeded").json();
    assertThat(dear.getInteger("overByTenths")).isEqualTo(350);
    var check = site.as(7).ask("validateLineup").body(picks(1, 2, 3, 4, 5).put("raceId", raceId(1)).put("teamId", team)).answer().expect(200);
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
        + saved.getString("captain") + "\nvice-captain " + saved.getString("viceCaptain") + "\nchip \nsaved " + saved.getString("savedAt") + "\n";
    assertThat(saved.getString("receipt")).isEqualTo(HexFormat.of().formatHex(
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))));
    var saves = site.as(7).ask("listLineupSaves").with("teamId", team).with("raceId", raceId(1)).answer().expect(200).json().getJsonArray("saves");
    assertThat(saves).hasSize(2);
    assertThat(saves.getJsonObject(1).getMap()).containsEntry("receipt", saved.getString("receipt")).containsEntry("savedAt", saved.getString("savedAt"));
  }

  @Test void before_the_lock_only_the_owner_sees_anything_of_it_and_after_it_everybody() {
    long team = site.team(7, "Alfa");
    site.save(7, team, 1, site.etag(7, team, 1), CHEAP).answer().expect(200);
    for (var other : List.of(site.asNobody(), site.as(8))) {
      site.lineup(other, team, 1).expect(404);
      other.ask("listLineupSaves").with("teamId", team).with("raceId", raceId(1)).answer().expect(404);
      assertThat(other.ask("listTransfers").with("teamId", team).answer().expect(200).json().getJsonArray("rounds")).isEmpty();
      var shown = other.ask("getTeam").with("teamId", team).answer().expect(200).json();
      assertThat(shown.getJsonArray("drivers")).isEmpty();
      assertThat(shown.getInteger("costTenths")).isZero();
      other.ask("explainScore").with("teamId", team).with("raceId", raceId(1)).answer().expect(404);
      assertThat(other.ask("getTeamScores").with("teamId", team).answer().expect(200).json().getJsonArray("rounds")).isEmpty();
    }
    site.save(8, team, 1, site.etag(7, team, 1), CHEAP).answer().expect(404);
    assertThat(site.as(7).ask("getTeam").with("teamId", team).answer().json().getJsonArray("drivers")).hasSize(5);

    site.timers.advanceTo(LOCK);
    site.save(7, team, 2, site.etag(7, team, 2), picks(20, 19, 18, 16, 12)).answer().expect(200);
    for (var other : List.of(site.asNobody(), site.as(8))) {
      var shown = site.lineup(other, team, 1).expect(200).json();
      assertThat(shown.getBoolean("locked")).isTrue();
      assertThat(shown.getJsonArray("drivers")).hasSize(5);
      site.lineup(other, team, 2).expect(404);
      assertThat(other.ask("listLineupSaves").with("teamId", team).with("raceId", raceId(1)).answer().expect(200).json()
          .getJsonArray("saves")).hasSize(1);
      assertThat(other.ask("listTransfers").with("teamId", team).answer().expect(200).json().getJsonArray("rounds")).hasSize(1);
      assertThat(other.ask("getTeam").with("teamId", team).answer().expect(200).json().getJsonArray("drivers").toString())
          .contains(driver(14)).doesNotContain(driver(12));
    }
  }

  @Test void of_two_tabs_one_wins() {
    long team = site.team(7, "Alfa");
    var etag = site.etag(7, team, 1);
    for (int round = 0; round < 20; round++) {
      var tabs = List.of(site.save(7, team, 1, etag, CHEAP).sent(), site.save(7, team, 1, etag, picks(20, 19, 18, 16, 12)).sent());
      var told = Future.join(tabs).map(done -> tabs.stream().map(tab -> tab.result().status()).sorted().toList()).await();
      assertThat(told).containsExactly(200, 412);
      etag = site.etag(7, team, 1);
    }
    assertThat(site.count("lineup_save")).isEqualTo(20);
  }

  @Test void who_races_across_the_lock_is_in_if_he_was_received_before_it_and_out_if_not() {
    var teams = new ArrayList<Long>();
    for (int user = 100; user < 200; user++) {
      site.player(user);
      teams.add(site.team(user, "Team " + user));
    }
    var etag = site.etag(100, teams.getFirst(), 1);
    int in = 0;
    int out = 0;
    for (long millis = -12; millis <= 7; millis++) {
      site.timers.jumpTo(LOCK.plusMillis(millis));
      var sent = new ArrayList<Future<ContractClient.Answered>>();
      for (int i = 0; i < 5; i++) {
        int n = (int) (millis + 12) * 5 + i;
        sent.add(site.save(100 + n, teams.get(n), 1, etag, CHEAP).header("Date", LOCK.minusSeconds(3600L * i).toString()).sent());
      }
      Future.join(sent).await();
      for (var one : sent) {
        if (millis < 0) one.result().expect(200);
        else one.result().expect(409, "lineup-locked");
      }
      if (millis < 0) in += sent.size();
      else out += sent.size();
    }
    assertThat(in).isEqualTo(60);
    assertThat(out).isEqualTo(40);
    assertThat(site.count("lineup_save where saved_at < '" + LOCK + "'")).isEqualTo(60);
    assertThat(site.count("lineup_save")).isEqualTo(60);
    var late = site.save(150, teams.get(99), 1, etag, CHEAP).answer().status();
    assertThat(late).as("a team of somebody else").isEqualTo(404);
    var refused = site.save(199, teams.get(99), 1, etag, CHEAP).answer().expect(409, "lineup-locked").json();
    assertThat(refused.getMap()).containsEntry("lockAt", LOCK.toString()).containsEntry("openRaceId", raceId(2))
        .containsEntry("serverTime", LOCK.plusMillis(7).toString());
  }

  @Test void a_lock_that_moves_later_opens_and_one_that_has_passed_does_not_open_again() {
    long team = site.team(7, "Alfa");
    var etag = site.etag(7, team, 1);
    site.lock(1, LOCK.plus(Duration.ofHours(2)));
    site.timers.advanceTo(LOCK.plus(Duration.ofHours(1)));
    var saved = site.save(7, team, 1, etag, CHEAP).answer().expect(200);
    site.timers.advanceTo(LOCK.plus(Duration.ofHours(2)));
    site.lock(1, LOCK.plus(Duration.ofHours(4)));
    site.save(7, team, 1, saved.etag(), CHEAP).answer().expect(409, "lineup-locked");
    site.lock(1, LOCK.plus(Duration.ofDays(30)));
    site.save(7, team, 1, saved.etag(), CHEAP).answer().expect(200);
  }

  @Test void many_that_come_at_once_are_saved_each_as_if_it_were_alone() {
    var teams = new ArrayList<Long>();
    for (int user = 100; user < 140; user++) {
      site.player(user);
      teams.add(site.team(user, "Team " + user));
    }
    site.pools.transactions().query("""
        create function refuse() returns trigger language plpgsql as $$
          begin if new.team_id = %d then raise exception 'no'; end if; return new; end $$;
        create trigger refuse before insert on lineup_save for each row execute function refuse()""".formatted(teams.get(17))).execute().await();
    var etag = site.etag(100, teams.getFirst(), 1);
    var sent = new ArrayList<Future<ContractClient.Answered>>();
    for (int i = 0; i < teams.size(); i++) sent.add(site.save(100 + i, teams.get(i), 1, etag, i == 5 ? picks(1, 2, 3, 4, 5) : CHEAP).sent());
    Future.join(sent).await();
    for (int i = 0; i < sent.size(); i++) sent.get(i).result().expect(i == 5 ? 422 : i == 17 ? 500 : 200);
    assertThat(site.count("lineup")).isEqualTo(38);
    assertThat(site.count("lineup_save")).isEqualTo(38);
    assertThat(site.count("lineup where team_id = " + teams.get(17))).as("nothing is half done").isZero();
  }

  @Test void who_comes_when_too_many_wait_is_sent_away_and_told_when_to_come_again() {
    try (var small = new LineupSite(1, 1)) {
      long team = small.team(7, "Alfa");
      var etag = small.etag(7, team, 1);
      var hold = small.pools.transactions().getConnection().await();
      hold.query("begin; lock table team in access exclusive mode").execute().await();
      var sent = List.of(small.save(7, team, 1, etag, CHEAP).sent(), small.save(7, team, 1, etag, CHEAP).sent(),
          small.save(7, team, 1, etag, CHEAP).sent());
      Future.any(sent).await();
      var away = sent.stream().filter(Future::isComplete).findFirst().orElseThrow().result().expect(503, "unavailable");
      assertThat(away.header("Retry-After")).isEqualTo("1");
      hold.query("rollback").execute().await();
      Future.join(sent).await();
      assertThat(sent.stream().map(one -> one.result().status()).sorted().toList()).containsExactly(200, 412, 503);
      hold.close().await();
    }
  }

  @Test void under_rules_that_count_changes_one_race_opens_after_the_other() {
    var team = site.as(7).ask("createTeam").body(named("Oscar").put("ruleSet", "official-2026")).answer().expect(201).json().getLong("teamId");
    var etag = site.etag(7, team, 2);
    site.save(7, team, 2, etag, CHEAP).answer().expect(409, "conflict");
    site.save(7, team, 1, etag, CHEAP).answer().expect(422, "invalid");
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

  private static JsonObject named(String name) {
    return new JsonObject().put("name", name).put("season", 2025);
  }
}
