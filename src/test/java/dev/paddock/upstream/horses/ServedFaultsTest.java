package dev.paddock.upstream.horses;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that are switched on strike as long, as often and where they should, and as real ones do. */
class ServedFaultsTest extends ServedDay {
  @ParameterizedTest(name = "{0}") @CsvSource({"throttled, 429", "unavailable, 503"})
  void a_fault_answers_with_its_status(String kind, int status) {
    switchOn(fault(kind).put("after", "PT30S"));
    var answer = get(EVENTS + settled().id());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.getHeader("Retry-After")).isEqualTo(status == 429 ? "30" : null);
    switchOn(fault(kind));
    assertThat(get(EVENTS + settled().id()).getHeader("Retry-After")).isNull();
  }

  @Test void a_fault_lasts_from_until_and_strikes_only_its_path() {
    switchOn(fault("unavailable").put("path", "/tabnz/.*/meetings"));
    assertThat(get(MEETINGS).statusCode()).isEqualTo(503);
    assertThat(get(EVENTS + settled().id()).statusCode()).isEqualTo(200);
    clock.set(NOON.plusSeconds(3_600));
    assertThat(get(MEETINGS).statusCode()).isEqualTo(200);
  }

  @Test void a_fault_of_one_half_strikes_about_the_half_and_the_same_at_the_same_instant() {
    switchOn(fault("unavailable").put("probability", 0.5));
    var struck = IntStream.range(0, 100).filter(i -> {
      clock.set(NOON.plusSeconds(i));
      var status = get(MEETINGS + "?limit=1").statusCode();
      assertThat(get(MEETINGS + "?limit=1").statusCode()).isEqualTo(status);
      return status == 503;
    }).count();
    assertThat(struck).isBetween(30L, 70L);
  }

  @Test void an_error_comes_inside_a_200() {
    switchOn(fault("error_in_200"));
    var answer = get(EVENTS + settled().id());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.bodyAsJsonObject().getJsonObject("header").getString("error")).isNotEmpty();
  }

  @Test void lists_are_empty_or_lack_the_half() {
    switchOn(fault("empty"));
    assertThat(names(MEETINGS + "?date_from=2026-03-14")).isEmpty();
    switchOn(fault("partial"));
    assertThat(names(MEETINGS + "?date_from=2026-03-14")).hasSizeBetween(20, 55);
  }

  @Test void a_body_is_cut_off_or_never_comes() {
    switchOn(fault("truncated"));
    assertThat(get(EVENTS + settled().id()).bodyAsString()).startsWith("{").doesNotEndWith("}");
    switchOn(fault("reset"));
    assertThat(identified(MEETINGS).send().otherwise((HttpResponse<Buffer>) null).await()).isNull();
    assertThat(server.ledger().entries().getLast().status()).isZero();
  }

  @Test void a_slow_body_keeps_one_waiting() {
    switchOn(fault("slow").put("after", "PT0.4S"));
    assertThat(identified(MEETINGS).timeout(100).send().map(answered -> "in time").otherwise("too late").await()).isEqualTo("too late");
    assertThat(get(MEETINGS).statusCode()).isEqualTo(200);
  }

  @Test void a_frozen_provider_shows_the_same_bytes_of_the_beginning() {
    var race = DAY.races().filter(r -> r.start().isAfter(NOON) && r.start().isBefore(NOON.plusSeconds(1_200))).findFirst().orElseThrow();
    switchOn(fault("frozen").put("until", NOON.plusSeconds(3 * 3_600).toString()));
    var body = get(EVENTS + race.id()).body();
    clock.set(NOON.plusSeconds(2 * 3_600));
    assertThat(get(EVENTS + race.id()).body()).isEqualTo(body);
    clock.set(NOON.plusSeconds(3 * 3_600));
    assertThat(event(race).getJsonObject("race").getString("status")).isNotEqualTo("Open");
  }

  @Test void words_and_fields_appear_that_nobody_has_heard_of() {
    switchOn(fault("unknown_status"), fault("unknown_fields"), fault("shuffled"));
    var data = event(settled());
    assertThat(data.getJsonObject("race").getString("status")).isEqualTo("Under Review");
    assertThat(data.getJsonObject("race").containsKey("x_revision")).isTrue();
  }

  @ParameterizedTest @ValueSource(strings = {"{}",
      "[{\"kind\":\"sunspots\",\"from\":\"2026-03-14T12:00:00Z\",\"until\":\"2026-03-14T13:00:00Z\"}]",
      "[{\"kind\":\"slow\"}]", "[{\"kind\":\"slow\",\"from\":\"2026-03-14T12:00:00Z\",\"until\":\"2026-03-14T11:00:00Z\"}]", "nonsense"})
  void a_switch_that_does_not_exist_is_refused_with_the_reason(String body) {
    var answer = client.put(port, "127.0.0.1", "/faults").sendBuffer(Buffer.buffer(body)).await();
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.bodyAsJsonObject().getString("error")).isNotEmpty();
  }

  private JsonObject fault(String kind) {
    return new JsonObject().put("kind", kind).put("from", NOON.toString()).put("until", NOON.plusSeconds(1_800).toString());
  }

  private void switchOn(JsonObject... faults) {
    var answer = client.put(port, "127.0.0.1", "/faults").sendBuffer(new JsonArray(List.of(faults)).toBuffer()).await();
    assertThat(answer.statusCode()).isEqualTo(200);
    clock.set(clock.get().plusSeconds(1));
  }
}
