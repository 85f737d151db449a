package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.NOON;
import static dev.paddock.schedule.Agreed.hourly;
import static dev.paddock.schedule.Agreed.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.CancelPlan;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whom the scheduler asks for what, when and in which order. */
class DueWorkTest extends OneScheduler {
  @Test void due_work_is_asked_for_by_kind_the_nearest_first() {
    answering("look");
    answering("listen");
    open();
    put(once("b", NOON));
    put(once("a", NOON));
    put(new Plan("c", "listen", "once", NOON, Optional.empty()));
    put(once("later", NOON.plusSeconds(1)));
    timers.advanceTo(NOON);
    assertThat(asked).extracting(DueWorkTest::subjects).containsExactlyInAnyOrder(List.of("a", "b"), List.of("c"));
    timers.advanceTo(NOON.plusSeconds(1));
    assertThat(asked).hasSize(3);
    until(() -> told.size() == 4);
    assertThat(told).extracting(SlotEnded::subject).containsExactlyInAnyOrder("a", "b", "c", "later");
  }

  @Test void more_work_than_it_claims_at_once_is_all_done() {
    answering("look");
    work.put(IntStream.range(0, 4500).mapToObj(n -> once("work " + n, NOON)).toList(), timers.instant()).await();
    vertx.deployVerticle(scheduler(closing, SchedulerOptions.of(LEASE))).await();
    timers.advanceTo(NOON);
    assertThat(asked.stream().flatMap(due -> subjects(due).stream())).doesNotHaveDuplicates().hasSize(4500);
  }

  @Test void more_work_than_it_may_hold_is_all_done_one_handful_after_the_other() {
    answering("look");
    work.put(IntStream.range(0, 100).mapToObj(n -> once("work " + n, NOON)).toList(), timers.instant()).await();
    vertx.deployVerticle(scheduler(closing, new SchedulerOptions(LEASE, Duration.ofSeconds(20), 30, PATIENCE))).await();
    timers.advanceTo(NOON);
    assertThat(asked.stream().flatMap(due -> subjects(due).stream())).doesNotHaveDuplicates().hasSize(100);
    assertThat(asked).hasSize(4);
  }

  @Test void an_earlier_plan_wakes_it_earlier() {
    answering("look");
    open();
    put(once("late", NOON.plusSeconds(600)));
    put(once("early", NOON.plusSeconds(10)));
    timers.advanceTo(NOON.plusSeconds(10));
    assertThat(asked).extracting(DueWorkTest::subjects).containsExactly(List.of("early"));
  }

  @Test void what_is_cancelled_is_not_asked_for() {
    answering("look");
    open();
    put(once("work", NOON));
    assertThat(bus.ask(Scheduling.CANCEL_PLAN, new CancelPlan("work"), Duration.ofSeconds(5)).await().existed()).isTrue();
    timers.advanceTo(NOON.plusSeconds(60));
    assertThat(asked).isEmpty();
  }

  @Test void what_is_due_together_is_handed_out_by_group_the_nearest_start_first() {
    answering("look");
    open();
    var far = NOON.minus(Duration.ofHours(30));
    work.put(List.of(grouped("far", "north", far), grouped("near", "north", NOON.minus(Duration.ofHours(1))),
        grouped("nearest", "north", NOON), grouped("alone", "south", NOON), hourly("none", NOON)), NOON.minusSeconds(50)).await();
    timers.jumpTo(NOON);
    scheduler.resync();
    until(() -> {
      timers.advanceTo(NOON);
      return told.size() == 5;
    });
    assertThat(asked).extracting(DueWorkTest::subjects).contains(List.of("alone"), List.of("none"))
        .anySatisfy(subjects -> assertThat(subjects).containsSubsequence("nearest", "near", "far"));
  }

  @Test void after_an_outage_each_is_caught_up_once_the_nearest_first_and_the_rest_is_named() {
    answering("look");
    open();
    put(hourly("an hour old", NOON.minus(Duration.ofMinutes(30))));
    put(hourly("new", NOON));
    put(hourly("a day old", NOON.minus(Duration.ofHours(24))));
    timers.advanceTo(NOON.plus(Duration.ofMinutes(5)));
    asked.clear();
    timers.jumpTo(NOON.plus(Duration.ofMinutes(245)));
    timers.advanceTo(NOON.plus(Duration.ofMinutes(246)));
    assertThat(asked.stream().flatMap(due -> subjects(due).stream())).containsExactly("new", "an hour old", "a day old");
    assertThat(log()).filteredOn(line -> line.startsWith("new SKIPPED missed: caught up by the slot of 2025-03-16T13:00:00Z")).hasSize(3);
  }

  @Test void work_is_claimed_ahead_and_never_done_early() {
    answering("look");
    open();
    put(once("work", NOON));
    timers.advanceTo(NOON.minusSeconds(19));
    assertThat(others.beat(LEASE).nextFree()).as("it is held").isEmpty();
    assertThat(asked).isEmpty();
    timers.advanceTo(NOON.minusNanos(1000));
    assertThat(asked).isEmpty();
    timers.advanceTo(NOON);
    assertThat(asked).hasSize(1);
  }

  private static Plan grouped(String subject, String group, Instant anchor) {
    return new Plan(subject, "look", "hourly", anchor, Optional.empty(), group, Duration.ZERO);
  }

  private static List<String> subjects(DueWork due) {
    return due.claims().stream().map(claim -> claim.plan().subject()).toList();
  }
}
