package dev.paddock.horse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.horse.ScriptedHorses.Story;
import dev.paddock.horse.contract.Horses;
import dev.paddock.horse.contract.Horses.RaceChanged;
import dev.paddock.horse.contract.Horses.Taken;
import dev.paddock.horse.contract.Horses.Told;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.schedule.contract.Scheduling.Steer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a provider pushes is entered like an answer, or is a reason to look. */
class PushedRaceTest extends Ellerslie {
  @Test void a_pushed_body_is_entered_like_an_answer_and_the_next_poll_does_not_trust_its_memo() {
    onTheCard("a");
    var story = Story.of("a", START);
    source.says("a", story.full());
    pollAt(START.minusSeconds(60));
    source.says("a", story.is(RaceStatus.CLOSED).full());
    clock.now = START.minusSeconds(50);
    assertThat(tell("a", Optional.of("as polled"))).isEqualTo(new Taken.Applied(true));
    assertThat(tell("a", Optional.of("as polled"))).isEqualTo(new Taken.Applied(false));
    assertThat(told).last().isEqualTo(new RaceChanged(1, 2));
    assertThat(steered).containsExactly(new Steer.Now("horse:1"));
    source.says("a", story.full());
    pollAt(START.minusSeconds(45));
    assertThat(turns.last()).isEqualTo("changed: open");
  }

  @Test void a_push_without_a_body_is_a_reason_to_look_and_nonsense_is_refused() {
    onTheCard("a");
    assertThat(tell("a", Optional.empty())).isEqualTo(new Taken.PolledNow());
    assertThat(tell("a", Optional.of("<html>"))).isInstanceOf(Taken.Malformed.class);
    assertThat(tell("z", Optional.empty())).isEqualTo(new Taken.NoSuchRace());
    assertThat(steered).containsExactly(new Steer.Now("horse:1"));
  }

  private Taken tell(String raceId, Optional<String> body) {
    return bus.ask(Horses.TOLD, new Told("tabnz", raceId, body), Duration.ofSeconds(5)).await();
  }
}
