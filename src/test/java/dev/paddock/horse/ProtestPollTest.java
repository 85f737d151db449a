package dev.paddock.horse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.horse.ScriptedHorses.Story;
import dev.paddock.horse.contract.Horses.Outcome;
import dev.paddock.horse.contract.Horses.RaceAmended;
import dev.paddock.horse.contract.Horses.RaceChanged;
import dev.paddock.horse.contract.Horses.RacesLookedAt;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A protest amends a final result, which is then confirmed anew; an answer that is older takes nothing back. */
class ProtestPollTest extends Ellerslie {
  @Test void an_upheld_protest_amends_the_result_and_is_confirmed_anew() {
    var story = finished("a");
    var upheld = story.placings(List.of(new Placing(1, 2, "", ""), new Placing(2, 1, "", "relegated"), new Placing(3, 3, "", "")))
        .paid(new Dividend("Pool Win", "2", "final", 5_000)).protest("Protest UPHELD 2nd (#2) vs 1st (#1)");
    source.says("a", upheld.at(START.plusSeconds(890)).full());
    pollAt(START.plusSeconds(900));
    assertThat(turns.last()).startsWith("changed: amended: ").contains("Protest UPHELD");
    assertThat(told).endsWith(new RaceAmended(1, 3), new RaceChanged(1, 3));
    assertThat(turns.plans.get("horse:1").anchor()).isEqualTo(START.plusSeconds(900));
    source.says("a", upheld.at(START.plusSeconds(1_190)).full());
    pollAt(START.plusSeconds(1_200));
    assertThat(turns.plans).containsKey("horse:1");
    source.says("a", upheld.at(START.plusSeconds(1_490)).full());
    pollAt(START.plusSeconds(1_500));
    assertThat(turns.last()).startsWith("stopped");
    assertThat(column("select number::text from horse_result order by place")).containsExactly("2", "1", "3");
    assertThat(column("select description from horse_dividend")).containsExactly("2");
    assertThat(column("select rows->'results'->0->>'number' from horse_revision order by revision")).as("what it was stays")
        .endsWith("1", "2");
  }

  @Test void a_protest_re_opens_a_final_race_with_its_placings() {
    var story = finished("a");
    source.says("a", story.is(RaceStatus.INTERIM).protest("Protest 2nd vs 1st").full());
    pollAt(START.plusSeconds(900));
    assertThat(told).endsWith(new RaceAmended(1, 3), new RaceChanged(1, 3));
    assertThat(turns.plans.get("horse:1").cadence()).isEqualTo("horse");
    assertThat(column("select number::text from horse_result order by place")).containsExactly("1", "2", "3");
    source.says("a", story.full());
    pollAt(START.plusSeconds(1_200));
    assertThat(turns.plans.get("horse:1").cadence()).isEqualTo("horse-final");
  }

  @Test void a_frozen_answer_takes_no_result_back() {
    var story = finished("a");
    source.says("a", Story.of("a", START).at(START.minusSeconds(60)).full());
    pollAt(START.plusSeconds(900));
    assertThat(turns.last()).startsWith("retry: refused: an answer of " + START.minusSeconds(60) + ", older than what is known");
    assertThat(one("select status from horse_race").getString("status")).isEqualTo("FINAL");
    assertThat(column("select number::text from horse_result order by place")).containsExactly("1", "2", "3");
    source.says("a", story.at(START.plusSeconds(1_100)).full());
    pollAt(START.plusSeconds(1_200));
    for (int at = 1_500; at <= 1_800; at += 300) {
      source.says("a", story.at(START.plusSeconds(at - 100)).full());
      pollAt(START.plusSeconds(at));
    }
    assertThat(turns.last()).as("two confirmations, counted anew").startsWith("stopped");
    assertThat(counted).extracting(RacesLookedAt::races).contains(Map.of(Outcome.REFUSED, 1));
  }

  /** The race ran, 1 before 2 before 3, and its result is final. */
  private Story finished(String id) {
    onTheCard(id);
    source.says(id, Story.of(id, START).at(START.minusSeconds(60)).full());
    pollAt(START.minusSeconds(15));
    var story = Story.of(id, START).is(RaceStatus.FINAL).placed(1, 2, 3).paid(WIN).at(START.plusSeconds(590));
    source.says(id, story.full());
    pollAt(START.plusSeconds(600));
    assertThat(turns.plans.get("horse:1").cadence()).isEqualTo("horse-final");
    return story;
  }
}
