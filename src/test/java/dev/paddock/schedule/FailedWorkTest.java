package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.NOON;
import static dev.paddock.schedule.Agreed.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.SlotStuck;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Who does not do his work, or not all of it, is asked again and holds nobody up. */
class FailedWorkTest extends OneScheduler {
  @Test void without_anybody_who_does_it_the_slot_is_tried_again_with_the_reason() {
    open();
    put(once("work", NOON));
    timers.advanceTo(NOON);
    assertThat(log()).singleElement().satisfies(line -> assertThat(line).startsWith("work RETRY no answer from look: No handlers"));
    answering("look");
    timers.advanceTo(NOON.plusSeconds(60));
    assertThat(log()).hasSize(2).last().isEqualTo("work DONE done");
  }

  @Test void a_silent_worker_is_not_waited_for_and_what_it_says_later_counts_no_more() {
    Promise<Void> wakesUp = Promise.promise();
    var late = new CopyOnWriteArrayList<Future<SlotEnded>>();
    bus.answer(Scheduling.due("look"), due -> wakesUp.future().compose(v -> {
      late.add(closing.close(due.claims().getFirst(), new Ending.Next(true, "too late")));
      return late.getFirst().map(ended -> new Worked(List.of(ended)));
    })).await();
    open();
    put(once("work", NOON));
    timers.advanceTo(NOON);
    assertThat(log()).singleElement().satisfies(line -> assertThat(line).startsWith("work RETRY no answer from look: Timed out"));
    wakesUp.complete();
    until(() -> !late.isEmpty() && late.getFirst().isComplete());
    assertThat(late.getFirst().cause()).isInstanceOf(Closing.Fenced.class);
    assertThat(log()).hasSize(1);
  }

  @Test void a_worker_that_throws_is_a_failed_attempt() {
    bus.answer(Scheduling.due("look"), due -> {
      throw new IllegalStateException("out of pencils");
    }).await();
    open();
    put(once("work", NOON));
    timers.advanceTo(NOON);
    assertThat(log()).singleElement()
        .satisfies(line -> assertThat(line).startsWith("work RETRY no answer from look").contains("out of pencils"));
  }

  @Test void of_a_worker_that_did_only_a_part_the_rest_is_tried_again() {
    bus.answer(Scheduling.due("look"), due -> {
      asked.add(due);
      return closing.close(due.claims().getFirst(), new Ending.Next(false, "done")).map(ended -> new Worked(List.of(ended)));
    }).await();
    open();
    put(once("a", NOON));
    put(once("b", NOON));
    timers.advanceTo(NOON);
    assertThat(log()).containsExactly("a DONE done", "b RETRY look failed");
    timers.advanceTo(NOON.plusSeconds(60));
    assertThat(log()).contains("b DONE done");
  }

  @Test void a_slot_that_could_not_even_be_failed_is_free_again_when_its_lease_ends() {
    var away = new Outage(closing);
    answering("look", away);
    vertx.deployVerticle(scheduler(away)).await();
    put(once("work", NOON));
    timers.advanceTo(NOON);
    assertThat(log()).isEmpty();
    away.over = true;
    until(() -> {
      timers.advanceTo(NOON); // the patrol goes by in real time, as leases do
      return !log().isEmpty();
    });
    assertThat(log()).containsExactly("work DONE done");
  }

  @Test void who_says_nothing_for_two_slots_is_given_up_and_the_others_go_on() {
    var stuck = new CopyOnWriteArrayList<SlotStuck>();
    bus.on(Scheduling.SLOT_STUCK, stuck::add).await();
    bus.answer(Scheduling.due("look"), due -> Promise.<Worked>promise().future()).await();
    vertx.deployVerticle(scheduler(closing, new SchedulerOptions(LEASE, Duration.ofSeconds(20), 100, Duration.ofMillis(100)))).await();
    put(once("work", NOON));
    timers.advanceTo(NOON);
    assertThat(log()).singleElement().satisfies(line -> assertThat(line).startsWith("work RETRY no answer"));
    until(() -> !stuck.isEmpty());
    assertThat(stuck).containsExactly(new SlotStuck("work", "look", NOON));
  }

  @Test void one_that_is_stuck_does_not_hold_up_those_that_were_handed_out_with_it() {
    keeping();
    bus.answer(Scheduling.due("look"), due -> {
      asked.add(due);
      due.claims().stream().filter(claim -> !claim.plan().subject().equals("stuck"))
          .forEach(claim -> closing.close(claim, new Ending.Next(false, "done")));
      return Promise.<Worked>promise().future();
    }).await();
    vertx.deployVerticle(scheduler(closing, new SchedulerOptions(LEASE, Duration.ofSeconds(20), 100, Duration.ofSeconds(20)))).await();
    put(new Plan("stuck", "look", "close", NOON, Optional.empty()));
    put(new Plan("quick", "look", "close", NOON, Optional.empty()));
    vertx.executeBlocking(() -> {
      timers.advanceTo(NOON);
      return null;
    });
    until(() -> log().contains("quick DONE done"));
    vertx.executeBlocking(() -> {
      timers.advanceTo(NOON.plusSeconds(15));
      return null;
    }, false);
    until(() -> log().stream().filter("quick DONE done"::equals).count() == 2);
  }

  /** The database is away for whoever closes a slot, until it is over. */
  private static final class Outage implements Closing {
    private final Closing closing;
    volatile boolean over;

    Outage(Closing closing) {
      this.closing = closing;
    }

    @Override public Future<SlotEnded> close(Claim claim, Function<SqlConnection, Future<Closure>> effect) {
      return over ? closing.close(claim, effect) : Future.failedFuture("the database is away");
    }

    @Override public Future<List<SlotEnded>> closeAll(List<Claim> claims,
        BiFunction<SqlConnection, List<Claim>, Future<Map<String, Closure>>> effect) {
      return over ? closing.closeAll(claims, effect) : Future.failedFuture("the database is away");
    }

    @Override public Future<SlotEnded> close(Claim claim, Closure closure) {
      return over ? closing.close(claim, closure) : Future.failedFuture("the database is away");
    }
  }
}
