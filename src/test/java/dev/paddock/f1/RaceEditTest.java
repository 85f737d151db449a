package dev.paddock.f1;

import static dev.paddock.f1.ResultDiffTest.field;
import static dev.paddock.f1.rules.WrittenRace.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.contract.Formula1;
import dev.paddock.web.ContractClient.Answered;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A race as an administrator sets it, and what the calendar may change of it after that. */
class RaceEditTest extends EditedSeason {
  @Test void a_start_that_was_set_stays_when_the_calendar_comes_again_until_it_is_released() {
    var read = raceEdit("2025-dusk").expect(200);
    var later = new JsonObject().put("sessions", new JsonObject().put("R", "2025-04-13T18:00:00Z"));
    var changed = change("2025-dusk", read.etag(), later).expect(200);
    assertThat(changed.json().getMap()).containsEntry("edited", List.of("sessions")).containsEntry("revision", 1);
    assertThat(due("result:2025-dusk-R")).as("its result is looked for an hour after the new start").startsWith("2025-04-13 19:00:00");
    sync();
    assertThat(raceEdit("2025-dusk").json().getString("startsAt")).isEqualTo("2025-04-13T18:00:00Z");
    assertThat(rows("closes_at::text", "season")).containsExactly("2025-04-27 18:00:00+00");
    change("2025-dusk", changed.etag(), new JsonObject().put("release", new JsonArray().add("sessions"))).expect(200);
    sync();
    assertThat(raceEdit("2025-dusk").json().getString("startsAt")).isEqualTo("2025-04-06T18:00:00Z");
    assertThat(rows("actor || ' ' || action || ' ' || subject || ' ' || reason", "audit_entry order by id"))
        .containsExactly("user:1 f1.race.change 2025-dusk " + WHY, "user:1 f1.race.change 2025-dusk " + WHY);
  }

  @Test void an_edit_says_what_it_was_made_from() {
    var etag = raceEdit("2025-dusk").etag();
    var name = new JsonObject().put("name", "Twilight Grand Prix");
    change("2025-dusk", etag, name).expect(200);
    change("2025-dusk", etag, name).expect(412, "precondition-failed");
    assertThat(raceEdit("2025-dusk").json().getMap()).containsEntry("name", "Twilight Grand Prix").containsEntry("raceId", "2025-dusk");
    change("2025-atlantis", etag, name).expect(404, "not-found");
    change("2025-dusk", raceEdit("2025-dusk").etag(), new JsonObject().put("round", 1)).expect(409, "conflict");
    change("2025-dusk", raceEdit("2025-dusk").etag(), new JsonObject().put("round", 3).put("release", new JsonArray().add("round")))
        .expect(422, "invalid");
    change("2025-dusk", raceEdit("2025-dusk").etag(), new JsonObject().put("sessions", new JsonObject().put("R", "2025-02-30T18:00:00Z")))
        .expect(422, "invalid");
  }

  @Test void a_race_of_the_calendar_is_cancelled_and_keeps_its_id_and_comes_back() {
    admin.ask("deleteRace").with("raceId", "2025-dusk").with("reason", WHY).ifMatch(raceEdit("2025-dusk").etag()).answer().expect(204);
    sync();
    assertThat(raceEdit("2025-dusk").json().getBoolean("cancelled")).isTrue();
    change("2025-dusk", raceEdit("2025-dusk").etag(), new JsonObject().put("release", new JsonArray().add("cancelled"))).expect(200);
    sync();
    assertThat(raceEdit("2025-dusk").json().getMap()).containsEntry("cancelled", false).containsEntry("edited", List.of());
  }

  @Test void a_race_that_was_made_by_hand_is_followed_and_survives_the_calendar() {
    create("Midnight Grand Prix", 3, "2025-05-04T00:00:00Z").expect(201);
    assertThat(due("result:2025-midnight-R")).startsWith("2025-05-04 01:00:00");
    sync();
    var race = raceEdit("2025-midnight").expect(200);
    assertThat(race.json().getMap()).containsEntry("cancelled", false).containsEntry("byHand", true);
    change("2025-midnight", race.etag(), new JsonObject().put("release", new JsonArray().add("name"))).expect(422, "invalid");
    create("Midnight Grand Prix", 4, "2025-05-04T00:00:00Z").expect(409, "conflict");
    create("Morning Grand Prix", 2, "2025-05-04T00:00:00Z").expect(409, "conflict");
    admin.ask("deleteRace").with("raceId", "2025-midnight").with("reason", WHY).ifMatch(race.etag()).answer().expect(204);
    raceEdit("2025-midnight").expect(404, "not-found");
    sync();
    raceEdit("2025-midnight").expect(404, "not-found");
  }

  @Test void a_race_that_has_a_result_can_neither_be_moved_nor_taken_out() {
    results.publish(Instant.EPOCH, field(20));
    bus.ask(Formula1.LOOK_AT_RESULT, new Formula1.LookAtResult("2025-noon-R"), PATIENCE).await();
    var etag = raceEdit("2025-noon").etag();
    change("2025-noon", etag, new JsonObject().put("sessions", new JsonObject().put("R", "2025-03-23T12:00:00Z"))).expect(409, "conflict");
    change("2025-noon", etag, new JsonObject().put("cancelled", true)).expect(409, "conflict");
    admin.ask("deleteRace").with("raceId", "2025-noon").with("reason", WHY).ifMatch(etag).answer().expect(409, "conflict");
    change("2025-noon", etag, new JsonObject().put("name", "High Noon Grand Prix")).expect(200);
  }

  private Answered create(String name, int round, String start) {
    return admin.ask("createRace").header("Idempotency-Key", name.replace(" ", "") + round).body(new JsonObject()
        .put("season", 2025).put("round", round)
        .put("name", name).put("reason", WHY).put("sessions", new JsonObject().put("R", start)).put("place", new JsonObject()
            .put("circuitId", "ring").put("circuit", "The Ring").put("locality", "Town").put("country", "Country of its own"))).answer();
  }

  private String due(String subject) {
    return rows("due_at", "work where subject = '" + subject + "'").stream().findFirst().orElse("nothing is planned");
  }
}
