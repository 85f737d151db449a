package dev.paddock.horse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.horse.contract.Horses.RaceChanged;
import dev.paddock.horse.provider.HorseSource.Listed;
import dev.paddock.schedule.contract.Scheduling;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A day's list of races becomes plans, and takes nothing away that is stored. */
class DayCardTest extends Ellerslie {
  @Test void the_days_card_is_planned_and_planned_once() {
    card(race("a", 1, START), race("b", 2, START.plusSeconds(1_800)));
    discover();
    assertThat(turns.last()).isEqualTo("changed: 2 races of 1 meetings, 2 new");
    assertThat(turns.plans.get("horse:1")).isEqualTo(new Scheduling.Plan("horse:1", "horse.poll", "horse", START,
        Optional.of(START.plus(Duration.ofHours(12))), "tabnz", Duration.ofSeconds(15)));
    assertThat(turns.plans).containsOnlyKeys("horse-day:tabnz", "horse:1", "horse:2");
    turns.plans.remove("horse:2");
    discover();
    assertThat(turns.last()).isEqualTo("done: 2 races of 1 meetings, 0 new");
    assertThat(turns.plans).as("what was planned once is its own business").doesNotContainKey("horse:2");
  }

  @Test void a_list_that_leaves_a_race_out_takes_nothing_away() {
    card(race("a", 1, START), race("b", 2, START));
    discover();
    card(race("a", 1, START));
    discover();
    assertThat(one("select count(*) as n from horse_race").getLong("n")).isEqualTo(2);
    assertThat(turns.plans).containsKey("horse:2");
  }

  @Test void a_list_with_another_start_plans_anew_and_keeps_the_old_one() {
    onTheCard("a");
    card(race("a", 1, START.minusSeconds(7_200)));
    discover();
    assertThat(turns.last()).isEqualTo("changed: 1 races of 1 meetings, 0 new, 1 moved");
    assertThat(turns.plans.get("horse:1").anchor()).isEqualTo(START.minusSeconds(7_200));
    var moved = one("select was, start from horse_start where race_id = 1");
    assertThat(moved.getOffsetDateTime("was").toInstant()).isEqualTo(START);
    assertThat(told).containsExactly(new RaceChanged(1, 1));
  }

  @Test void a_day_that_cannot_be_listed_is_tried_again_and_the_other_is_kept() {
    card(race("a", 1, START));
    source.cards.put(LocalDate.of(2026, 11, 23), new Listed.Failed("503", Optional.empty()));
    discover();
    assertThat(turns.last()).isEqualTo("retry: 503");
    assertThat(turns.plans).containsKey("horse:1");
  }
}
