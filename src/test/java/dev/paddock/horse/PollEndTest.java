package dev.paddock.horse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.horse.ScriptedHorses.Story;
import dev.paddock.horse.contract.Horses.Outcome;
import dev.paddock.horse.contract.Horses.RaceChanged;
import dev.paddock.horse.provider.HorseSource.Look;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.schedule.contract.Scheduling;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a race is looked at no more. */
class PollEndTest extends Ellerslie {
  @Test void an_abandoned_race_is_looked_at_no_more() {
    onTheCard("a");
    source.says("a", Story.of("a", START).is(RaceStatus.ABANDONED).full());
    pollAt(START.minusSeconds(600));
    assertThat(turns.last()).startsWith("stopped: abandoned").endsWith(": abandoned");
    assertThat(turns.plans).doesNotContainKey("horse:1");
    assertThat(told).containsExactly(new RaceChanged(1, 1));
  }

  @Test void a_race_that_never_ends_is_given_up_and_counted() {
    onTheCard("a");
    source.says("a", Story.of("a", START).is(RaceStatus.CLOSED).full());
    pollAt(START.plusSeconds(300));
    pollAt(START.plus(Duration.ofHours(12)));
    assertThat(turns.last()).endsWith("never became final");
    assertThat(counted.getLast().races()).containsEntry(Outcome.GIVEN_UP, 1).containsEntry(Outcome.FROZEN, 1);
  }

  @Test void so_is_one_that_cannot_be_asked_about() {
    onTheCard("a");
    source.answers("a", new Look.Failed("503", Optional.empty()));
    pollAt(START.plus(Duration.ofHours(12)));
    assertThat(turns.last()).isEqualTo("stopped: 503: never became final");
  }

  @Test void races_of_a_provider_that_is_not_configured_wait_for_it() {
    turns.plans.put("horse:9", new Scheduling.Plan("horse:9", "horse.poll", "horse", START, Optional.of(START.plusSeconds(43_200)), "neds",
        Duration.ZERO));
    clock.now = START;
    due("horse.poll", "horse:9");
    assertThat(turns.last()).isEqualTo("deferred: provider neds is not configured");
    clock.now = START.plusSeconds(50_000);
    due("horse.poll", "horse:9");
    assertThat(turns.last()).isEqualTo("stopped: provider neds is not configured");
  }
}
