package dev.paddock.fantasy.web;

import static dev.paddock.fantasy.FakeFormula1.raceId;
import static dev.paddock.fantasy.web.LineupSite.driver;
import static dev.paddock.fantasy.web.LineupSite.picks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.web.ContractClient;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the lock of a round hides before it and keeps after it, to the millisecond. */
class LineupLockTest extends RoundsToCome {
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
}
