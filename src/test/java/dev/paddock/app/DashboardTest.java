package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.app.World.Somebody;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody sees first, from the day he comes to the day on which a result is corrected. */
class DashboardTest {
  private static final String VEGAS = "2025-las-vegas";
  private static final int SMALL = 4_096;

  private final World world = World.open(2025, round -> round >= 22, Map.of());
  private final Somebody alice = world.newcomer("Alice");

  @AfterEach void close() {
    world.close();
  }

  private JsonObject dashboard() {
    return world.again(alice).api().ask("getDashboard").answer().expect(200).json();
  }

  @Test void a_newcomer_is_told_what_locks_next_and_has_nothing_yet() {
    var shown = dashboard();
    assertThat(shown.getJsonObject("next").getString("raceId")).isEqualTo(VEGAS);
    assertThat(shown.getJsonObject("next").getString("race")).isEqualTo("Las Vegas Grand Prix");
    assertThat(shown.getInstant("serverTime")).isEqualTo(world.now());
    assertThat(shown.getJsonArray("teams")).isEmpty();
    assertThat(shown.getJsonArray("leagues")).isEmpty();
    assertThat(shown.getInteger("unread")).isEqualTo(unread()).isZero();
    assertThat(shown.getJsonObject("race").getString("raceId")).isEqualTo("2025-sao-paulo");
  }

  @Test void a_race_weekend_from_the_line_up_to_the_correction() {
    var team = alice.api().ask("createTeam").body(new JsonObject().put("name", "Papaya").put("season", 2025)).answer().expect(201).json()
        .getLong("teamId");
    assertThat(lineup()).isEqualTo(new JsonObject().put("stands", false).put("complete", false).put("absent", new JsonArray()));
    var read = alice.api().ask("getLineup").with("teamId", team).with("raceId", VEGAS).answer().expect(200);
    alice.api().ask("saveLineup").with("teamId", team).with("raceId", VEGAS).ifMatch(read.etag()).body(new JsonObject()
        .put("drivers", new JsonArray(List.of("norris", "piastri", "antonelli", "hadjar", "bortoleto")))
        .put("captain", "norris").put("viceCaptain", "piastri")).answer().expect(200);
    assertThat(lineup().getBoolean("stands")).isTrue();
    var league = alice.api().ask("createLeague").body(new JsonObject().put("name", "Desert nights").put("visibility", "private")
        .put("teamId", team)).answer().expect(201).json().getJsonObject("league").getLong("id");

    world.advanceTo(Instant.parse("2025-11-22T05:00:00Z"));
    var locked = dashboard();
    assertThat(locked.getJsonObject("next").getString("raceId")).isEqualTo("2025-qatar");
    assertThat(locked.getJsonObject("race").getString("raceId")).isEqualTo(VEGAS);
    assertThat(locked.getJsonObject("race").getString("state")).isEqualTo("scheduled");
    assertThat(locked.getJsonObject("race").getJsonObject("next").getString("session")).isEqualTo("R");
    assertThat(locked.getJsonObject("race").getJsonObject("check")).isNotNull();

    world.advanceTo(Instant.parse("2025-11-23T08:30:00Z"));
    var raced = dashboard();
    var papaya = raced.getJsonArray("teams").getJsonObject(0);
    assertThat(papaya.getJsonObject("last")).isEqualTo(new JsonObject().put("raceId", VEGAS)
        .put("race", "Las Vegas Grand Prix").put("round", 22).put("points", 68.5).put("rank", 1));
    assertThat(papaya.getDouble("points")).isEqualTo(68.5);
    assertThat(papaya.containsKey("corrected")).as("nothing was corrected yet").isFalse();
    assertThat(raced.getJsonObject("race").getString("state")).isEqualTo("provisional");
    var placed = raced.getJsonArray("leagues").getJsonObject(0);
    assertThat(placed.getLong("leagueId")).isEqualTo(league);
    assertThat(placed.getInteger("rank")).isEqualTo(1);

    world.advanceTo(Instant.parse("2025-11-24T12:00:00Z"));
    var corrected = dashboard();
    var change = corrected.getJsonArray("teams").getJsonObject(0).getJsonObject("corrected");
    assertThat(change.getDouble("before")).isEqualTo(68.5);
    assertThat(change.getDouble("after")).isEqualTo(-7.0);
    assertThat(change.getString("raceId")).isEqualTo(VEGAS);
    assertThat(change.getString("session") + " v" + change.getInteger("version")).isEqualTo("R v2");
    assertThat(corrected.getInteger("unread")).isEqualTo(unread()).isPositive();
    assertThat(corrected.encode().length()).isLessThan(SMALL);
  }

  private JsonObject lineup() {
    return dashboard().getJsonArray("teams").getJsonObject(0).getJsonObject("lineup");
  }

  private int unread() {
    return world.again(alice).api().ask("listMyNotifications").answer().expect(200).json().getInteger("unread");
  }

  @Test void while_time_alone_passes_it_is_not_sent_again() {
    var first = alice.api().ask("getDashboard").answer().expect(200);
    assertThat(first.header("Cache-Control")).isEqualTo("private, no-store");
    world.advance(Duration.ofMinutes(1));
    alice.api().ask("getDashboard").header("If-None-Match", first.etag()).answer().expect(304);
    alice.api().ask("createTeam").body(new JsonObject().put("name", "Papaya").put("season", 2025)).answer().expect(201);
    alice.api().ask("getDashboard").header("If-None-Match", first.etag()).answer().expect(200);
  }
}
