package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.NOON;
import static dev.paddock.schedule.Agreed.hourly;
import static dev.paddock.schedule.Agreed.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a node holds what it has claimed, and how it learns what others did. */
class ClaimsTest extends OneScheduler {
  @Test void a_long_job_keeps_its_claim() {
    Promise<Void> finished = Promise.promise();
    answeringLooks(finished.future());
    vertx.deployVerticle(scheduler(closing, new SchedulerOptions(LEASE, Duration.ofSeconds(20), 100, Duration.ofSeconds(20)))).await();
    others.join(LEASE);
    put(once("work", NOON));
    var turn = vertx.executeBlocking(() -> {
      timers.advanceTo(NOON);
      return null;
    });
    until(() -> !asked.isEmpty());
    var first = leaseEnds();
    until(() -> leaseEnds().isAfter(first.plus(LEASE)));
    assertThat(others.beat(LEASE).dead()).isEmpty();
    assertThat(others.claims(NOON, 1)).isEmpty();
    finished.complete();
    turn.await();
    assertThat(log()).containsExactly("work DONE done");
  }

  @Test void at_the_end_its_claims_go_back_and_nothing_new_is_handed_out() {
    Promise<Worked> never = Promise.promise();
    bus.answer(Scheduling.due("look"), due -> {
      asked.add(due);
      return never.future();
    }).await();
    var id = vertx.deployVerticle(scheduler(closing, SchedulerOptions.of(Duration.ofMinutes(1)))).await();
    put(once("work", NOON));
    put(once("next", NOON.plusSeconds(1)));
    vertx.executeBlocking(() -> {
      timers.advanceTo(NOON.plusSeconds(1));
      return null;
    });
    until(() -> !asked.isEmpty());
    var begun = System.nanoTime();
    vertx.undeploy(id).await();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(asked).hasSize(1);
    others.join(Duration.ofMinutes(1));
    assertThat(others.claims(NOON.plusSeconds(1), 10)).containsExactlyInAnyOrder("work", "next");
    assertThat(pools.reads().query("select node_id from node").execute().await()).extracting(row -> row.getString("node_id"))
        .containsExactly("theirs");
  }

  @Test void a_hint_finds_what_another_node_planned() {
    answering("look");
    open();
    others.put(once("work", NOON), timers.instant());
    scheduler.resync();
    until(() -> {
      timers.advanceTo(NOON);
      return !asked.isEmpty();
    });
    assertThat(asked).hasSize(1);
  }

  @Test void a_heartbeat_finds_it_also_without_a_hint() {
    answering("look");
    open();
    others.put(once("work", NOON), timers.instant());
    until(() -> {
      timers.advanceTo(NOON);
      return !asked.isEmpty();
    });
    assertThat(log()).containsExactly("work DONE done");
  }

  @Test void claims_of_an_earlier_run_of_this_node_are_taken_over_at_the_start() {
    answering("look");
    work.put(hourly("work", NOON), timers.instant()).await();
    var before = new Rival(pools, "ours");
    before.join(Duration.ofHours(1));
    before.claim();
    open();
    timers.advanceTo(NOON);
    assertThat(log()).containsExactly("work DONE done");
  }

  @Test void a_subject_that_is_due_again_soon_is_kept_and_costs_no_claim() {
    answering("look", keeping());
    open();
    put(new Plan("work", "look", "close", NOON, Optional.empty()));
    timers.advanceTo(NOON.plusSeconds(150));
    assertThat(asked).hasSize(11);
    assertThat(asked.stream().map(due -> due.claims().getFirst().epoch())).containsOnly(1L);
    assertThat(asked.stream().map(due -> due.claims().getFirst().dueAt())).containsExactlyElementsOf(
        IntStream.rangeClosed(0, 10).mapToObj(n -> NOON.plusSeconds(15L * n)).toList());
  }

  @Test void a_claim_that_is_held_is_dropped_when_its_subject_is_planned_anew_elsewhere() {
    answering("look");
    open();
    put(once("work", NOON));
    timers.advanceTo(NOON.minusSeconds(10));
    others.put(once("work", NOON.plusSeconds(5)), timers.instant());
    scheduler.heard("2 2025-03-16T12:00:05Z work");
    vertx.executeBlocking(() -> null).await(); // it has been heard
    timers.advanceTo(NOON.plusSeconds(4));
    assertThat(asked).isEmpty();
    timers.advanceTo(NOON.plusSeconds(5));
    assertThat(log()).containsExactly("work DONE done");
  }

  private Instant leaseEnds() {
    return pools.reads().query("select lease_until from node where node_id = 'ours'").execute().await().iterator().next()
        .getOffsetDateTime("lease_until").toInstant();
  }
}
