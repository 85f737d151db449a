package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.CADENCES;
import static dev.paddock.schedule.Agreed.NOON;
import static dev.paddock.schedule.Agreed.hourly;
import static dev.paddock.schedule.Agreed.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.store.PgClosing;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Effect, log, next slot and what follows: all of it, or nothing. */
class PgClosingTest extends ClaimedWork {
  final Closing theirs = new PgClosing(db.pools().transactions(), others.work, CADENCES, () -> now, "theirs");

  @Test void effect_log_next_slot_and_follow_up_are_committed_together() {
    var ended = closing.close(claim(), effect("stored", new Ending.Next(true, "all well"), once("follow-up", NOON))).await();
    assertThat(ended.nextAt()).contains(hours(1));
    assertThat(effects()).containsExactly("stored");
    assertThat(log()).containsExactly("12:00 12:00 0 CHANGED all well → 13:00");
    assertThat(plans()).containsExactly("follow-up once 12:00", "work hourly 13:00");
  }

  @Test void a_failing_effect_leaves_nothing_behind_and_the_slot_open() {
    var claim = claim();
    assertThatThrownBy(() -> closing.close(claim, tx -> write(tx, "half").compose(v -> Future.failedFuture("disk on fire"))).await())
        .hasMessageContaining("disk on fire");
    assertThat(effects()).isEmpty();
    assertThat(log()).isEmpty();
    closing.close(claim, effect("whole", new Ending.Next(true, "second try"))).await();
    assertThat(effects()).containsExactly("whole");
  }

  @Test void a_failing_follow_up_takes_the_effect_back() {
    var unknown = new Plan("follow-up", "look", "no such cadence", NOON, Optional.empty());
    assertThatThrownBy(() -> closing.close(claim(), effect("stored", new Ending.Next(true, ""), unknown)).await()).isNotNull();
    assertThat(effects()).isEmpty();
    assertThat(plans()).containsExactly("work hourly 12:00");
  }

  @Test void who_was_overtaken_is_fenced_and_writes_nothing() {
    var slow = claim();
    ours.beat(Duration.ZERO);
    others.nodes.takeOver(List.of(ours.incarnation)).await();
    var quick = others.claim();
    assertThatThrownBy(() -> closing.close(slow, effect("late", new Ending.Next(true, ""))).await()).isInstanceOf(Closing.Fenced.class);
    theirs.close(quick, effect("in time", new Ending.Next(true, ""))).await();
    assertThatThrownBy(() -> closing.close(slow, effect("later still", new Ending.Next(true, ""))).await())
        .isInstanceOf(Closing.Fenced.class);
    assertThat(effects()).containsExactly("in time");
    assertThat(log()).hasSize(1);
  }

  @Test void of_a_claim_that_is_closed_twice_only_the_first_has_an_effect() {
    var claim = claim();
    var both = List.of(closing.close(claim, effect("once", new Ending.Next(true, ""))),
        closing.close(claim, effect("twice", new Ending.Next(true, ""))));
    Future.join(both).otherwiseEmpty().await();
    assertThat(both).filteredOn(Future::succeeded).hasSize(1);
    assertThat(both).filteredOn(Future::failed).singleElement().satisfies(f -> assertThat(f.cause()).isInstanceOf(Closing.Fenced.class));
    assertThat(effects()).hasSize(1);
  }

  @Test void who_was_cancelled_or_planned_anew_meanwhile_is_fenced() {
    var claim = claim();
    work.put(hourly("work", hours(5)), now).await();
    assertThatThrownBy(() -> closing.close(claim, effect("old", new Ending.Next(true, ""))).await()).isInstanceOf(Closing.Fenced.class);
    now = hours(5);
    var again = claim();
    work.cancel("work").await();
    assertThatThrownBy(() -> closing.close(again, effect("cancelled", new Ending.Next(true, ""))).await())
        .isInstanceOf(Closing.Fenced.class);
    assertThat(effects()).isEmpty();
  }

  @Test void one_slot_is_logged_once_whatever_happens() {
    closing.close(claim(), new Ending.Next(false, "first")).await();
    db.pools().transactions().query("update work set due_at = '2025-03-16 12:00Z', slot_at = '2025-03-16 12:00Z'").execute().await();
    assertThatThrownBy(() -> closing.close(claim(), effect("again", new Ending.Next(true, "second"))).await())
        .hasMessageContaining("poll_log_default_pkey");
    assertThat(effects()).isEmpty();
  }

  @Test void the_end_of_several_slots_and_their_effects_are_one_transaction() {
    put(hourly("a", NOON), hourly("b", NOON), hourly("gone", NOON));
    var claims = claims(4);
    work.cancel("gone").await();
    var ended = closing.closeAll(claims, (tx, ours) -> {
      assertThat(ours).extracting(claim -> claim.plan().subject()).containsExactlyInAnyOrder("a", "b", "work");
      return write(tx, "all").map(v -> Map.of("a", closure(new Ending.Next(true, "one")), "b", closure(new Ending.Stop("two")),
          "work", new Closure(new Ending.Next(false, "three"), List.of(once("follow-up", NOON)))));
    }).await();
    assertThat(ended).extracting(SlotEnded::subject).containsExactlyInAnyOrder("a", "b", "work");
    assertThat(effects()).containsExactly("all");
    assertThat(log()).hasSize(3);
    assertThat(plans()).contains("a hourly 13:00", "work hourly 13:00", "follow-up once 12:00");
  }

  @Test void several_slots_end_together_or_not_at_all() {
    put(hourly("a", NOON));
    assertThatThrownBy(() -> closing.closeAll(claims(2), (tx, ours) -> write(tx, "half").compose(v -> Future.failedFuture("no"))).await())
        .hasMessageContaining("no");
    assertThat(effects()).isEmpty();
    assertThat(log()).isEmpty();
  }

  private static Function<SqlConnection, Future<Closure>> effect(String what, Ending ending, Plan... also) {
    return tx -> write(tx, what).map(v -> new Closure(ending, List.of(also)));
  }

  private static List<String> effects() {
    return lines("select what as line from effect order by 1");
  }
}
