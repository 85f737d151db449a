package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.NOON;
import static dev.paddock.schedule.Agreed.hourly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Steer;
import dev.paddock.schedule.contract.Scheduling.Steered;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operator orders beside the plan: at once, paused, resumed, at another cadence. */
class SteeringTest extends OneScheduler {
  @Test void poll_now_is_at_once_and_then_as_planned() {
    answering("look");
    open();
    put(hourly("work", NOON.plusSeconds(600)));
    assertThat(steer(new Steer.Now("work"))).isEqualTo(new Steered.Done(Optional.of(timers.instant())));
    timers.advanceTo(NOON.plusSeconds(600));
    assertThat(asked.stream().map(due -> due.claims().getFirst().dueAt())).containsExactly(NOON.minusSeconds(60), NOON.plusSeconds(600));
  }

  @Test void poll_now_of_what_is_polled_just_now_says_when_it_is_next() {
    Promise<Void> finished = Promise.promise();
    answeringLooks(finished.future());
    vertx.deployVerticle(scheduler(closing, SchedulerOptions.of(LEASE))).await();
    put(hourly("work", NOON));
    var turn = vertx.executeBlocking(() -> {
      timers.advanceTo(NOON);
      return null;
    });
    until(() -> !asked.isEmpty());
    assertThat(steer(new Steer.Now("work"))).isEqualTo(new Steered.Done(Optional.of(NOON.plus(Duration.ofHours(1)))));
    finished.complete();
    turn.await();
    assertThat(log()).containsExactly("work DONE done");
  }

  @Test void what_is_paused_is_not_polled_until_it_is_resumed_but_for_a_poll_now() {
    answering("look");
    open();
    put(hourly("work", NOON));
    timers.advanceTo(NOON);
    assertThat(steer(new Steer.Pause("work"))).isEqualTo(new Steered.Done(Optional.empty()));
    timers.advanceTo(NOON.plus(Duration.ofMinutes(130)));
    assertThat(asked).hasSize(1);
    steer(new Steer.Now("work"));
    timers.advanceTo(NOON.plus(Duration.ofMinutes(190)));
    assertThat(asked).hasSize(2);
    assertThat(work.put(hourly("work", NOON.plusSeconds(60)), timers.instant()).await().dueAt())
        .as("a moved start changes nothing").isEmpty();
    assertThat(steer(new Steer.Resume("work"))).isEqualTo(new Steered.Done(Optional.of(NOON.plus(Duration.ofMinutes(241)))));
    timers.advanceTo(NOON.plus(Duration.ofMinutes(241)));
    assertThat(asked).hasSize(3);
  }

  @Test void another_cadence_holds_from_the_next_slot_on_also_when_the_start_moves() {
    answering("look", keeping());
    open();
    put(hourly("work", NOON));
    timers.advanceTo(NOON.plusSeconds(1));
    assertThat(steer(new Steer.Change("work", "close"))).isEqualTo(new Steered.Done(Optional.of(NOON.plusSeconds(15))));
    timers.advanceTo(NOON.plusSeconds(30));
    assertThat(asked).hasSize(3);
    put(hourly("work", NOON.plusSeconds(37)));
    timers.advanceTo(NOON.plusSeconds(52));
    assertThat(asked.getLast().claims().getFirst().dueAt()).isEqualTo(NOON.plusSeconds(52));
  }

  @Test void what_is_not_there_cannot_be_steered() {
    open();
    put(hourly("work", NOON));
    assertThat(steer(new Steer.Now("nothing"))).isEqualTo(new Steered.NoSuchSubject());
    assertThat(steer(new Steer.Change("work", "no such"))).isEqualTo(new Steered.NoSuchCadence("no such"));
  }

  private Steered steer(Steer steer) {
    return bus.ask(Scheduling.STEER, steer, Duration.ofSeconds(5)).await();
  }
}
