package dev.paddock.horse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.horse.ScriptedHorses.Story;
import dev.paddock.horse.contract.Horses.RaceAmended;
import dev.paddock.horse.contract.Horses.RaceFinal;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A race becomes final when the tote has confirmed it, and is confirmed twice after that. */
class ResultPollTest extends Ellerslie {
  static final Dividend WIN_INTERIM = new Dividend("Pool Win", "1", "interim", 3_400);

  @Test void a_race_from_the_gate_to_its_confirmed_result() {
    onTheCard("a");
    var story = Story.of("a", START);
    source.says("a", story.full());
    pollAt(START.minusSeconds(15));
    source.says("a", story.is(RaceStatus.CLOSED).jumped(START.plusSeconds(68)).full());
    pollAt(START.plusSeconds(300));
    story = story.jumped(START.plusSeconds(68)).placed(1, 2, 3).paid(WIN_INTERIM);
    source.says("a", story.is(RaceStatus.INTERIM).full());
    pollAt(START.plusSeconds(600));
    source.says("a", story.is(RaceStatus.FINAL).full());
    pollAt(START.plusSeconds(900));
    assertThat(turns.plans.get("horse:1").cadence()).as("the tote has not confirmed").isEqualTo("horse");
    source.says("a", story.is(RaceStatus.FINAL).paid(WIN_INTERIM, WIN).full());
    pollAt(START.plusSeconds(1_200));
    assertThat(turns.last()).endsWith(": final");
    assertThat(turns.plans.get("horse:1")).satisfies(plan -> assertThat(plan.cadence()).isEqualTo("horse-final"))
        .satisfies(plan -> assertThat(plan.anchor()).isEqualTo(START.plusSeconds(1_200)));
    assertThat(told).contains(new RaceFinal(1, 5));
    pollAt(START.plusSeconds(1_260)); // an operator looked: that is no confirmation five minutes later
    pollAt(START.plusSeconds(1_500));
    assertThat(turns.plans).containsKey("horse:1");
    pollAt(START.plusSeconds(1_800));
    assertThat(turns.last()).isEqualTo("stopped: unchanged: final, confirmed 2 times");
    assertThat(turns.plans).doesNotContainKey("horse:1");
    assertThat(told).noneMatch(RaceAmended.class::isInstance);
    assertThat(column("select kind from horse_revision order by revision"))
        .containsExactly("STATUS", "STATUS", "RESULT", "STATUS", "FINAL");
    assertThat(column("select status from horse_dividend order by status")).as("both stand side by side")
        .containsExactly("final", "interim");
    assertThat(source.wanted.getLast().seen().cardAt()).as("a confirmation is asked for in full").isEqualTo(Instant.EPOCH);
  }

  @Test void a_provider_that_hangs_confirms_nothing() {
    var story = Story.of("a", START).is(RaceStatus.FINAL).placed(1, 2, 3).paid(WIN);
    onTheCard("a");
    source.says("a", story.at(START.plusSeconds(600)).full());
    for (int minutes = 10; minutes <= 40; minutes += 5) pollAt(START.plusSeconds(60L * minutes));
    assertThat(turns.plans.get("horse:1").cadence()).as("the same answer for half an hour").isEqualTo("horse-final");
    source.says("a", story.placed(2, 1, 3).at(START.plusSeconds(2_690)).full());
    pollAt(START.plusSeconds(2_700));
    assertThat(turns.last()).startsWith("changed: amended: ");
    for (int minutes = 50; minutes <= 55; minutes += 5) {
      source.says("a", story.placed(2, 1, 3).at(START.plusSeconds(60L * minutes)).full());
      pollAt(START.plusSeconds(60L * minutes));
    }
    assertThat(turns.last()).isEqualTo("stopped: unchanged: final, confirmed 2 times");
  }

  @Test void a_dead_heat_has_one_place_twice() {
    onTheCard("a");
    source.says("a", Story.of("a", START).is(RaceStatus.INTERIM)
        .placings(List.of(new Placing(1, 1, "", ""), new Placing(1, 3, "", "DH"), new Placing(3, 2, "", ""))).full());
    pollAt(START.plusSeconds(300));
    assertThat(column("select place || ':' || number from horse_result order by place, number")).containsExactly("1:1", "1:3", "3:2");
  }

  @Test void a_race_without_a_dividend_is_final_after_half_an_hour() {
    onTheCard("a");
    source.says("a", Story.of("a", START).is(RaceStatus.FINAL).placed(1, 2, 3).full());
    pollAt(START.plusSeconds(600));
    pollAt(START.plusSeconds(2_100));
    assertThat(turns.last()).isEqualTo("done: unchanged");
    pollAt(START.plusSeconds(2_400));
    assertThat(turns.last()).isEqualTo("changed: no dividend came: final");
    assertThat(turns.plans.get("horse:1").cadence()).isEqualTo("horse-final");
  }
}
