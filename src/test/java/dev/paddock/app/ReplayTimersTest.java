package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.kernel.Timers;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayTimersTest {
  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");

  final Vertx vertx = Vertx.vertx();
  final ReplayTimers timers = new ReplayTimers(vertx, NOON, NOON.plusSeconds(1000));
  final List<String> happened = new CopyOnWriteArrayList<>();

  @AfterEach void close() {
    vertx.close().await();
  }

  @Test void wake_ups_come_in_order_and_each_sees_its_own_instant() throws Exception {
    wakeAt(30, "c");
    wakeAt(10, "a");
    wakeAt(20, "b");
    wakeAt(20, "b too");
    assertThat(happened).as("not before time runs").isEmpty();
    run();
    assertThat(happened).containsExactly("a at 10", "b at 20", "b too at 20", "c at 30");
  }

  @Test void what_is_planned_meanwhile_comes_in_its_turn_and_what_is_late_comes_at_once() throws Exception {
    timers.wakeAt(NOON.plusSeconds(10), () -> {
      wakeAt(20, "planned");
      wakeAt(5, "late");
      return done("first");
    });
    wakeAt(30, "last");
    run();
    assertThat(happened).containsExactly("first at 10", "late at 10", "planned at 20", "last at 30");
  }

  @Test void time_stands_still_until_the_stage_has_ended() throws Exception {
    var begun = new CountDownLatch(1);
    var stage = new CompletableFuture<Void>();
    timers.wakeAt(NOON.plusSeconds(10), () -> {
      begun.countDown();
      return stage;
    });
    wakeAt(20, "next");
    var over = idle();
    timers.start();
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(timers.instant()).isEqualTo(NOON.plusSeconds(10));
    assertThat(happened).isEmpty();
    assertThat(over.getCount()).isEqualTo(1);
    stage.complete(null);
    assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(happened).containsExactly("next at 20");
  }

  @Test void a_wake_up_that_fails_or_throws_does_not_stop_time() throws Exception {
    timers.wakeAt(NOON.plusSeconds(1), () -> CompletableFuture.failedStage(new IllegalStateException("expected: fails")));
    timers.wakeAt(NOON.plusSeconds(2), () -> {
      throw new IllegalStateException("expected: throws");
    });
    wakeAt(3, "next");
    run();
    assertThat(happened).containsExactly("next at 3");
  }

  @Test void what_is_cancelled_does_not_come() throws Exception {
    wakeAt(10, "cancelled").cancel();
    wakeAt(20, "next");
    run();
    assertThat(happened).containsExactly("next at 20");
  }

  @Test void a_pause_is_kept_in_real_time_the_longest_one_once() throws Exception {
    timers.wakeAt(NOON.plusSeconds(1), () -> {
      timers.pauseFor(Duration.ofMillis(300));
      timers.pauseFor(Duration.ofMillis(100));
      return done("paused");
    });
    wakeAt(2, "next");
    wakeAt(3, "last");
    var begun = System.nanoTime();
    run();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofMillis(299), Duration.ofMillis(590));
    assertThat(happened).containsExactly("paused at 1", "next at 2", "last at 3");
  }

  @Test void a_wake_up_that_is_cancelled_during_the_pause_before_it_leaves_nothing_to_wait_for() throws Exception {
    var only = new Timers.Wakeup[1];
    timers.wakeAt(NOON.plusSeconds(1), () -> {
      timers.pauseFor(Duration.ofMillis(100));
      vertx.setTimer(10, paused -> only[0].cancel());
      return done("paused");
    });
    only[0] = wakeAt(2, "cancelled");
    wakeAt(2000, "after the end");
    run();
    assertThat(happened).containsExactly("paused at 1");
    assertThat(timers.instant()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test void with_nothing_planned_it_is_idle_at_once() throws Exception {
    run();
  }

  @Test void time_does_not_jump_past_its_end() throws Exception {
    wakeAt(1000, "at the end");
    wakeAt(1001, "after it");
    run();
    assertThat(happened).containsExactly("at the end at 1000");
    assertThat(timers.instant()).isEqualTo(NOON.plusSeconds(1000));
  }

  @Test void who_plans_something_while_it_is_idle_sets_time_going_again() throws Exception {
    run();
    var over = idle();
    wakeAt(10, "more");
    assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(happened).containsExactly("more at 10");
  }

  @Test void stopped_it_stands_still_for_good() throws Exception {
    run();
    timers.stop();
    wakeAt(10, "never");
    vertx.executeBlocking(() -> null).await();
    assertThat(timers.instant()).isEqualTo(NOON);
    assertThat(happened).isEmpty();
  }

  @Test void once_it_passes_what_was_planned_comes_in_its_time_and_past_the_end() throws Exception {
    var come = new CountDownLatch(3);
    run();
    timers.stop();
    timers.wakeAt(NOON.plusMillis(20), () -> {
      timers.wakeAt(NOON, () -> counted(come, "late"));
      return counted(come, "planned before");
    });
    wakeAt(0, "cancelled").cancel();
    wakeAt(3_000, "far away");
    timers.pass();
    timers.wakeAt(NOON.plusMillis(200), () -> counted(come, "planned since"));
    assertThat(come.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(happened).containsExactlyInAnyOrder("planned before", "late", "planned since");
    assertThat(timers.instant()).isAfterOrEqualTo(NOON.plusMillis(200));
  }

  private CompletionStage<?> counted(CountDownLatch come, String what) {
    happened.add(what);
    come.countDown();
    return CompletableFuture.completedStage(null);
  }

  private void run() throws InterruptedException {
    var over = idle();
    timers.start();
    assertThat(over.await(5, TimeUnit.SECONDS)).as("idle").isTrue();
  }

  private CountDownLatch idle() {
    var over = new CountDownLatch(1);
    timers.whenIdle(over::countDown);
    return over;
  }

  private Timers.Wakeup wakeAt(int seconds, String what) {
    return timers.wakeAt(NOON.plusSeconds(seconds), () -> done(what));
  }

  private CompletionStage<?> done(String what) {
    happened.add(what + " at " + Duration.between(NOON, timers.instant()).toSeconds());
    return CompletableFuture.completedStage(null);
  }
}
