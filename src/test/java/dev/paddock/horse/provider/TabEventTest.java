package dev.paddock.horse.provider;

import static dev.paddock.horse.provider.TabBodies.START;
import static dev.paddock.horse.provider.TabBodies.event;
import static dev.paddock.horse.provider.TabBodies.race;
import static dev.paddock.horse.provider.TabBodies.runner;
import static dev.paddock.horse.provider.TabBodies.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Seen;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.rules.Sighting.Price;
import dev.paddock.horse.rules.Sighting.Shape;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One race as TAB NZ tells it, with all that makes its format hard to read. */
class TabEventTest {
  final ObjectNode event = event("r1", "Open");

  @Test void a_race_before_its_start() throws Exception {
    var race = sighting(event);
    assertThat(race.shape()).isEqualTo(Shape.FULL);
    assertThat(race.status()).isEqualTo(RaceStatus.OPEN);
    assertThat(race.advertisedStart()).contains(START);
    assertThat(race.actualStart()).as("equal to the advertised one: not yet known").isEmpty();
    assertThat(race.protest()).contains(false);
    assertThat(race.results()).isEmpty();
    assertThat(race.dividends()).isEmpty();
    assertThat(race.providerTime()).contains(TabBodies.GENERATED);
    var second = race.runners().orElseThrow().get(1);
    assertThat(second.called()).isEqualTo("2 Horse 2");
    assertThat(second.weight()).isEqualTo(54_500);
    assertThat(second.prices()).containsExactly(new Price("fixed_place", 1650), new Price("fixed_win", 5500), new Price("pool_place", 1900),
        new Price("pool_win", 4400));
  }

  @ParameterizedTest @CsvSource({"Open,OPEN", "OPEN,OPEN", "closed,CLOSED", "Live,LIVE", "Interim,INTERIM", "FINAL,FINAL",
      "Abandoned,ABANDONED", "Postponed,POSTPONED", "Paying,UNKNOWN", "Gone Fishing,UNKNOWN"})
  void a_status_in_any_case_and_any_word(String word, RaceStatus status) throws Exception {
    race(event).put("status", word);
    assertThat(sighting(event).status()).isEqualTo(status);
    assertThat(sighting(event).statusWord()).isEqualTo(word);
  }

  @Test void the_start_in_three_spellings() throws Exception {
    race(event).put("advertised_start", "2025-07-17T00:50:00Z");
    assertThat(sighting(event).advertisedStart()).contains(START);
    race(event).put("advertised_start", "2025-07-17T12:50:00+12:00");
    assertThat(sighting(event).advertisedStart()).contains(START);
  }

  @Test void a_jump_to_the_second_is_believed_once_the_race_is_run() throws Exception {
    race(event).put("status", "Final");
    assertThat(sighting(event).actualStart()).contains(START);
  }

  @Test void a_jump_after_the_advertised_start() throws Exception {
    race(event).put("actual_start", START.getEpochSecond() + 166).put("status", "Closed");
    assertThat(sighting(event).actualStart()).contains(START.plusSeconds(166));
  }

  @Test void interim_and_final_dividends_stand_side_by_side() throws Exception {
    TabBodies.dividend(event, "a", "Pool Trifecta", "Interim", 396.6, 2, 4, 7);
    TabBodies.dividend(event, "b", "Pool Trifecta", "Final", 401.1, 2, 4, 7);
    TabBodies.dividend(event, "c", "Pool Win", "Final", 6.6, 2);
    assertThat(sighting(event).dividends().orElseThrow()).containsExactly(new Dividend("Pool Trifecta", "2:4:7", "final", 401_100),
        new Dividend("Pool Trifecta", "2:4:7", "interim", 396_600), new Dividend("Pool Win", "2", "final", 6_600));
  }

  @Test void two_totes_pay_for_the_same_horses() throws Exception {
    TabBodies.dividend(event, "a", "Exacta", "Final", 4.2, 2, 3);
    TabBodies.dividend(event, "b", "Exacta", "Final", 3.7, 2, 3);
    ((ObjectNode) event.at("/data/dividends/0")).put("tote", "VIC");
    ((ObjectNode) event.at("/data/dividends/1")).put("tote", "QLD");
    assertThat(sighting(event).dividends().orElseThrow()).extracting(Dividend::product).containsExactly("Exacta QLD", "Exacta VIC");
  }

  @Test void a_dead_heat_is_two_of_the_same_place() throws Exception {
    TabBodies.results(event, new int[] {3, 7}, new int[] {1, 4}, new int[] {1, 2});
    assertThat(sighting(event).results().orElseThrow()).containsExactly(new Placing(1, 2, "Horse 2", ""), new Placing(1, 4, "Horse 4", ""),
        new Placing(3, 7, "Horse 7", "1.5 L"));
  }

  @Test void a_late_scratching_has_its_time() throws Exception {
    runner(event, 4).put("is_scratched", true).put("is_late_scratched", true).put("scratch_time", 1752713000);
    var fourth = sighting(event).runners().orElseThrow().get(3);
    assertThat(fourth.scratched()).isTrue();
    assertThat(fourth.late()).isTrue();
    assertThat(fourth.scratchedAt()).contains(Instant.ofEpochSecond(1752713000));
  }

  @Test void a_protest_is_a_flag_with_a_reason_on_a_final_race() throws Exception {
    race(event).put("status", "Final").put("protest", true).put("protest_reason", "Protest UPHELD 2nd (#4) vs 1st (#3)");
    assertThat(sighting(event).status()).isEqualTo(RaceStatus.FINAL);
    assertThat(sighting(event).protest()).contains(true);
    assertThat(sighting(event).protestReason()).contains("Protest UPHELD 2nd (#4) vs 1st (#3)");
  }

  @Test void order_and_the_time_of_the_answer_make_no_difference() throws Exception {
    TabBodies.dividend(event, "a", "Pool Place", "Final", 1.9, 4);
    TabBodies.dividend(event, "b", "Pool Place", "Final", 1.7, 2);
    TabBodies.results(event, new int[] {1, 4}, new int[] {2, 2});
    var seen = Seen.NOTHING.after(sighting(event), START).seen();
    for (var list : new String[] {"runners", "dividends", "results"}) turn((ArrayNode) event.at("/data/" + list));
    ((ObjectNode) event.get("header")).put("generated_time", "2025-07-17T00:45:15.9Z");
    assertThat(seen.after(sighting(event), START).changed()).isFalse();
  }

  private static void turn(ArrayNode list) {
    for (int i = list.size() - 2; i >= 0; i--) list.add(list.remove(i));
  }

  @Test void empty_lists_and_nulls_tell_nothing() throws Exception {
    ((ObjectNode) event.get("data")).putArray("runners");
    ((ObjectNode) event.get("data")).putArray("results");
    assertThat(sighting(event).runners()).isEmpty();
    assertThat(sighting(event).results()).isEmpty();
  }

  @Test void new_fields_are_named_and_passed_over() throws Exception {
    race(event).put("hype", "enormous");
    runner(event, 3).putObject("hologram").put("url", "x");
    var unknown = new AtomicReference<Set<String>>();
    Body.read(event.toString(), body -> {
      var told = TabNz.event(body);
      unknown.set(body.unknown());
      return told;
    });
    assertThat(unknown.get()).containsExactlyInAnyOrder("race.hype", "runner.hologram");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refused("header.error: too fast", it -> ((ObjectNode) it.get("header")).put("error", "too fast")),
        refused("no object data", it -> it.remove("data")),
        refused("no race with an event_id", it -> ((ObjectNode) it.get("data")).remove("race")),
        refused("/data/race is not an object but a list", it -> ((ObjectNode) it.get("data")).putArray("race")),
        refused("/data/race/event_id is not an id but ../../admin", it -> race(it).put("event_id", "../../admin")),
        refused("/data/race/advertised_start is not a time but soon", it -> race(it).put("advertised_start", "soon")),
        refused("has no status", it -> race(it).put("status", "")),
        refused("/data/runners/2/odds/fixed_win is not a number but 4-1",
            it -> ((ObjectNode) runner(it, 3).get("odds")).put("fixed_win", "4-1")),
        refused("/data/runners/2/odds/fixed_win is not an amount but -3",
            it -> ((ObjectNode) runner(it, 3).get("odds")).put("fixed_win", -3)),
        refused("/data/runners/0/runner_number is not a whole number but one", it -> runner(it, 1).put("runner_number", "one")),
        refused("two runners have number 1", it -> runner(it, 2).put("runner_number", 1)),
        refused("more than 200 characters at /data/runners/0/name", it -> runner(it, 1).put("name", "x".repeat(201))),
        refused("more than 60 elements in /data/runners", it -> {
          for (int n = 9; n <= 61; n++) ((ArrayNode) it.at("/data/runners")).addObject().put("runner_number", n);
        }),
        refused("more than 500 elements in /data/dividends", it -> {
          for (int n = 0; n <= 500; n++) TabBodies.dividend(it, "d" + n, "Pool " + n, "Final", 1, 1);
        }));
  }

  static Arguments refused(String why, Consumer<ObjectNode> spoil) {
    return Arguments.of(why, spoil);
  }

  @ParameterizedTest(name = "{0}") @MethodSource void refused(String why, Object spoil) {
    @SuppressWarnings("unchecked") var consumer = (Consumer<ObjectNode>) spoil;
    consumer.accept(event);
    assertThatThrownBy(() -> sighting(event)).isInstanceOf(Malformed.class).hasMessageContaining(why);
  }

  @ParameterizedTest(name = "{1}") @CsvSource({"50,cut off after 50 characters", "300,cut off after 300 characters"})
  void a_body_that_breaks_off(int length, String why) {
    assertThatThrownBy(() -> Body.read(event.toString().substring(0, length), TabNz::event)).isInstanceOf(Malformed.class)
        .hasMessage(why);
  }

  @ParameterizedTest @CsvSource({"'',an empty body",
      "'<html>no</html>',not JSON", "'{} {}',more than one JSON value", "'[1]',/ is not an object"})
  void what_is_no_answer_at_all(String text, String why) {
    assertThatThrownBy(() -> Body.read(text, body -> {
      body.object(name -> body.skip());
      return 1;
    })).isInstanceOf(Malformed.class).hasMessageContaining(why.replace("/ is", " is"));
  }
}
