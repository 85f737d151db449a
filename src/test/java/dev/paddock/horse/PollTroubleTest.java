package dev.paddock.horse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.horse.ScriptedHorses.Story;
import dev.paddock.horse.contract.Horses.Outcome;
import dev.paddock.horse.contract.Horses.RaceChanged;
import dev.paddock.horse.contract.Horses.RacesLookedAt;
import dev.paddock.horse.provider.HorseSource.Look;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting.Placing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a provider cannot, will not or should not say harms neither the race nor those that were asked with it. */
class PollTroubleTest extends Ellerslie {
  @Test void a_batch_that_tells_half_leaves_the_other_half_as_it_was() {
    onTheCard("a", "b");
    source.says("a", Story.of("a", START).full());
    source.says("b", Story.of("b", START).full());
    pollAt(START.minusSeconds(300), 1, 2);
    turns.log.clear();
    source.says("a", Story.of("a", START).price(1, 3_000).full());
    source.answers("b", new Look.Missing("not in the answer", source.exchange()));
    pollAt(START.minusSeconds(285), 1, 2);
    assertThat(turns.log).containsExactlyInAnyOrder("retry: not in the answer", "changed: 1 prices moved");
    assertThat(one("select status from horse_race where id = 2").getString("status")).isEqualTo("OPEN");
    assertThat(one("select count(*) as n from horse_runner where race_id = 2").getLong("n")).isEqualTo(3);
  }

  @Test void failures_are_retried_and_limits_waited_for() {
    onTheCard("a");
    source.answers("a", new Look.Failed("a body that is cut off", Optional.of(source.exchange())));
    pollAt(START.minusSeconds(300));
    source.answers("a", new Look.Later(START.minusSeconds(200), "429", Optional.empty()));
    pollAt(START.minusSeconds(285));
    assertThat(turns.log).endsWith("retry: a body that is cut off", "deferred: 429");
    assertThat(counted).extracting(RacesLookedAt::races).endsWith(Map.of(Outcome.FAILED, 1), Map.of(Outcome.DEFERRED, 1));
  }

  @Test void silence_after_the_start_is_noted_once() {
    onTheCard("a");
    source.says("a", Story.of("a", START).is(RaceStatus.CLOSED).full());
    pollAt(START.plusSeconds(60));
    pollAt(START.plusSeconds(1_800));
    assertThat(turns.last()).isEqualTo("done: unchanged");
    pollAt(START.plusSeconds(2_100));
    assertThat(turns.last()).isEqualTo("done: unchanged; frozen? nothing new for 34 min");
    pollAt(START.plusSeconds(2_400));
    assertThat(counted.stream().mapToInt(c -> c.races().getOrDefault(Outcome.FROZEN, 0)).sum()).isEqualTo(1);
  }

  @Test void a_word_that_nobody_knows_is_counted_and_polled_on() {
    onTheCard("a");
    source.says("a", Story.of("a", START).is(RaceStatus.UNKNOWN).full());
    pollAt(START.minusSeconds(300));
    assertThat(one("select status, status_word from horse_race").getString("status")).isEqualTo("UNKNOWN");
    assertThat(turns.plans).containsKey("horse:1");
    assertThat(counted.getLast().races()).containsEntry(Outcome.UNKNOWN_STATUS, 1);
  }

  @Test void one_odd_race_does_not_hold_up_the_others() {
    onTheCard("a", "b");
    source.says("a", Story.of("a", START).placings(List.of(new Placing(0, 1, "", ""))).full()); // a place that no row can have
    source.says("b", Story.of("b", START).full());
    pollAt(START.minusSeconds(300), 1, 2);
    assertThat(one("select revision from horse_race where id = 2").getLong("revision")).isEqualTo(1);
    assertThat(one("select revision from horse_race where id = 1").getLong("revision")).isZero();
    assertThat(told).containsExactly(new RaceChanged(2, 1));
  }
}
