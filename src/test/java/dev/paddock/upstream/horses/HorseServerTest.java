package dev.paddock.upstream.horses;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What TAB NZ and Ladbrokes tell of a day: its meetings, its races, and to whom; and the ledger of it. */
class HorseServerTest extends ServedDay {
  @Test void lists_the_meetings_of_a_day_with_the_status_of_each_race() {
    var answer = get(MEETINGS + "?date_from=2026-03-14&date_to=2026-03-14&limit=200").bodyAsJsonObject();
    var meetings = answer.getJsonObject("data").getJsonArray("meetings");
    assertThat(meetings).hasSize(73);
    meetings.stream().map(JsonObject.class::cast).forEach(meeting -> meeting.getJsonArray("races").stream().map(JsonObject.class::cast)
        .forEach(row -> assertThat(row.getString("status")).isEqualTo(DAY.race(row.getString("id")).orElseThrow().at(NOON).status().word)));
    assertThat(get(MEETINGS + "?date_from=2026-03-15").bodyAsJsonObject().getJsonObject("data").getJsonArray("meetings")).isEmpty();
  }

  @Test void lists_a_page_or_the_meetings_that_are_named() {
    assertThat(names(MEETINGS + "?date_from=2026-03-14&limit=50&offset=50")).hasSize(23);
    var two = DAY.meetings().subList(3, 5).stream().map(Meeting::id).toList();
    assertThat(names(MEETINGS + "?date_from=2026-03-14&ids=" + String.join(",", two) + ",no-such")).hasSize(2);
    assertThat(names(MEETINGS + "/" + two.getFirst())).containsExactly(DAY.meetings().get(3).name());
    assertThat(names(MEETINGS + "?date_from=2026-03-14&category=H&country=NZ")).hasSize(2);
  }

  @Test void a_body_about_one_race_is_long_and_mostly_form() {
    var sizes = DAY.races().skip(200).limit(15).mapToInt(race -> get(EVENTS + race.id()).body().length()).summaryStatistics();
    assertThat(sizes.getAverage()).isBetween(130_000.0, 260_000.0);
    var race = DAY.races().findFirst().orElseThrow();
    var runner = get(EVENTS + race.id()).bodyAsJsonObject().getJsonObject("data").getJsonArray("runners").getJsonObject(0);
    assertThat(runner.getJsonArray("last_starts").encode().length() / (double) runner.encode().length()).isGreaterThan(0.6);
  }

  @Test void tells_the_start_in_seconds_and_in_words_and_the_actual_one_once_it_is_off() {
    var race = settled();
    clock.set(race.fate().off().minusSeconds(1));
    var before = event(race).getJsonObject("race");
    assertThat(before.getLong("advertised_start")).isEqualTo(before.getLong("actual_start")).isEqualTo(race.start().getEpochSecond());
    clock.set(race.fate().off());
    var after = event(race).getJsonObject("race");
    assertThat(after.getLong("actual_start")).isEqualTo(race.fate().off().getEpochSecond());
    assertThat(after.getString("status")).isEqualTo("Closed");
  }

  @Test void a_final_race_has_its_dividends_twice_under_different_ids() {
    var race = settled();
    clock.set(DAY.over());
    var dividends = event(race).getJsonArray("dividends");
    assertThat(dividends.stream().map(d -> ((JsonObject) d).getString("id"))).doesNotHaveDuplicates();
    assertThat(dividends.stream().map(d -> ((JsonObject) d).getString("status"))).contains("Interim", "Final");
    assertThat(event(race).getJsonArray("results")).hasSize(race.fate().order().size());
  }

  @Test void lists_come_in_another_order_each_time_and_the_time_of_making_changes() {
    var race = settled();
    Set<String> orders = new HashSet<>();
    Set<String> times = new HashSet<>();
    Set<String> contents = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      var body = get(EVENTS + race.id()).bodyAsJsonObject();
      var numbers = body.getJsonObject("data").getJsonArray("runners").stream().map(r -> ((JsonObject) r).getInteger("runner_number"))
          .toList();
      orders.add(numbers.toString());
      contents.add(numbers.stream().sorted().toList().toString());
      times.add(body.getJsonObject("header").getString("generated_time"));
    }
    assertThat(orders).hasSizeGreaterThan(2);
    assertThat(times).hasSize(5);
    assertThat(contents).hasSize(1);
  }

  @Test void who_does_not_say_who_he_is_is_sent_away() {
    assertThat(client.get(port, "127.0.0.1", MEETINGS).putHeader("From", "me@example.org").send().await().statusCode()).isEqualTo(403);
    assertThat(get("/tabnz/affiliates/v1/racing/events/none").statusCode()).isEqualTo(404);
    assertThat(get("/elsewhere/affiliates/v1/racing/meetings").statusCode()).isEqualTo(404);
  }

  @Test void ladbrokes_answers_with_all_races_of_the_meetings_in_one_body() {
    var body = get("/ladbrokes/affiliates/v1/racing/meetings-events/all?date_from=2026-03-14&date_to=2026-03-14&limit=3")
        .bodyAsJsonObject();
    var meetings = body.getJsonObject("data").getJsonArray("meetings_races");
    assertThat(meetings).hasSize(3);
    assertThat(meetings.getJsonObject(0).getJsonArray("races").getJsonObject(0).fieldNames())
        .contains("race", "results", "runners", "error");
  }

  @Test void compresses_when_asked() {
    var race = settled();
    var plain = get(EVENTS + race.id()).body().length();
    var zipped = identified(EVENTS + race.id()).putHeader("Accept-Encoding", "gzip").send().await();
    assertThat(zipped.getHeader("content-encoding")).isEqualTo("gzip");
    assertThat(zipped.body().length()).isLessThan(plain / 3);
  }

  @Test void the_ledger_has_every_request_with_both_clocks_its_ids_and_what_it_got() {
    var race = settled();
    get(EVENTS + race.id());
    get(MEETINGS + "?ids=a,b");
    get("/faults");
    assertThat(server.ledger().entries()).extracting(Ledger.Entry::ids).containsExactly(race.id(), "a,b");
    assertThat(server.ledger().calls()).containsExactly(Map.entry("tabnz", 2));
    var lines = client.get(port, "127.0.0.1", "/ledger?from=1").send().await().bodyAsString().lines().map(JsonObject::new).toList();
    assertThat(lines).singleElement().satisfies(line -> {
      assertThat(line.getString("at")).startsWith("2026-03-14T12:00:00.");
      assertThat(line.getString("wall")).isEqualTo(Instant.EPOCH.toString());
      assertThat(line.getInteger("status")).isEqualTo(200);
      assertThat(line.getInteger("bytes")).isPositive();
    });
  }
}
