package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.CADENCES;
import static dev.paddock.schedule.Agreed.NOON;
import static dev.paddock.schedule.Agreed.hourly;
import static dev.paddock.schedule.Agreed.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.store.WorkStore.Claimed;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets which work, on a real PostgreSQL: two nodes at one table. */
class WorkStoreTest {
  static final Duration LEASE = Duration.ofMinutes(1);

  /** The database's own time decides leases, and it does not stand still: this one has run out when the next statement begins. */
  static final Duration OVER_AT_ONCE = Duration.ZERO;

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  final Rival ours = new Rival(db.pools(), "ours");
  final Rival theirs = new Rival(db.pools(), "theirs");

  @BeforeEach void empty() {
    db.pools().transactions().query("truncate work, poll_log, node").execute().await();
    ours.join(LEASE);
    theirs.join(LEASE);
  }

  @Test void only_what_is_due_is_claimed_the_first_due_first_and_no_more_than_asked_for() {
    ours.put(once("third", NOON.plusSeconds(2)), NOON.minusSeconds(10));
    ours.put(once("first", NOON), NOON.minusSeconds(10));
    ours.put(once("second", NOON.plusSeconds(1)), NOON.minusSeconds(10));
    ours.put(once("later", NOON.plusSeconds(60)), NOON.minusSeconds(10));
    assertThat(ours.claims(NOON.plusSeconds(30), 2)).containsExactlyInAnyOrder("first", "second");
    assertThat(ours.claims(NOON.plusSeconds(30), 2)).containsExactly("third");
    assertThat(ours.work.claim(ours.incarnation, NOON.plusSeconds(30), 2).await().nextFree()).contains(NOON.plusSeconds(60));
    assertThat(ours.nextFree()).contains(NOON.plusSeconds(60));
  }

  @Test void nothing_is_claimed_a_moment_too_early() {
    ours.put(once("work", NOON), NOON.minusSeconds(10));
    assertThat(ours.claims(NOON.minusNanos(1000), 10)).isEmpty();
    assertThat(ours.claims(NOON, 10)).hasSize(1);
  }

  @Test void two_nodes_never_get_the_same_work() {
    db.pools().transactions().query("""
        insert into work (subject, kind, cadence, anchor, slot_at, due_at)
        select 'work ' || n, 'look', 'once', noon, noon, noon
          from generate_series(1, 2000) n, (select timestamptz '2025-03-16 12:00Z' as noon) start
        """).execute().await();
    var claims = new ArrayList<Future<Claimed>>();
    IntStream.range(0, 50).forEach(turn -> {
      claims.add(ours.work.claim(ours.incarnation, NOON, 30));
      claims.add(theirs.work.claim(theirs.incarnation, NOON, 30));
    });
    var got = new ArrayList<>(claims.stream().flatMap(claimed -> Rival.subjects(claimed.await()).stream()).toList());
    got.addAll(ours.claims(NOON, 2000));
    assertThat(got).doesNotHaveDuplicates().hasSize(2000);
  }

  @Test void work_of_a_node_whose_lease_ran_out_is_taken_over_under_a_higher_epoch() {
    ours.put(once("work", NOON), NOON.minusSeconds(10));
    var first = ours.claim();
    ours.beat(OVER_AT_ONCE);
    var beat = theirs.beat(LEASE);
    assertThat(beat.dead()).containsExactly(ours.incarnation);
    assertThat(theirs.claims(NOON, 1)).as("not before it is buried").isEmpty();
    assertThat(theirs.nodes.takeOver(beat.dead()).await()).isEqualTo(1);
    var second = theirs.claim();
    assertThat(second.plan()).isEqualTo(first.plan());
    assertThat(second.epoch()).isGreaterThan(first.epoch());
    assertThat(ours.beat(LEASE).alive()).as("the dead do not come back").isFalse();
    assertThat(ours.claims(NOON, 1)).isEmpty();
  }

  @Test void a_buried_incarnation_gets_no_more_work() {
    ours.put(once("work", NOON), NOON.minusSeconds(10));
    ours.beat(OVER_AT_ONCE);
    theirs.nodes.takeOver(List.of(ours.incarnation)).await();
    assertThat(ours.claims(NOON, 1)).isEmpty();
    ours.join(LEASE);
    assertThat(ours.claims(NOON, 1)).containsExactly("work");
  }

  @Test void who_has_renewed_in_time_is_not_buried() {
    ours.put(once("work", NOON), NOON.minusSeconds(10));
    ours.claim();
    ours.beat(OVER_AT_ONCE);
    var dead = theirs.beat(LEASE).dead();
    ours.beat(LEASE);
    assertThat(theirs.nodes.takeOver(dead).await()).isZero();
    assertThat(ours.beat(LEASE).alive()).isTrue();
  }

  @Test void it_is_known_when_the_next_lease_ends() {
    assertThat(theirs.beat(LEASE).soonest().orElseThrow()).isBetween(LEASE.minusSeconds(20), LEASE);
    ours.nodes.leave(ours.incarnation).await();
    assertThat(theirs.beat(LEASE).soonest()).isEmpty();
  }

  @Test void what_a_node_gives_back_is_free_at_once_and_nothing_else_is() {
    ours.put(once("ours", NOON), NOON.minusSeconds(10));
    ours.claim();
    ours.put(once("theirs", NOON), NOON.minusSeconds(10));
    theirs.claim();
    assertThat(ours.nextFree()).isEmpty();
    assertThat(ours.nodes.leave(ours.incarnation).await()).isEqualTo(1);
    assertThat(theirs.nextFree()).contains(NOON);
    assertThat(theirs.claims(NOON, 2)).containsExactly("ours");
  }

  @Test void what_a_killed_process_held_is_taken_back_by_the_next_one_in_its_folder() {
    ours.put(once("work", NOON), NOON.minusSeconds(10));
    ours.claim();
    assertThat(theirs.nodes.takeBack().await()).isZero();
    assertThat(ours.nodes.takeBack().await()).isEqualTo(1);
    ours.join(LEASE);
    assertThat(ours.claims(NOON, 1)).containsExactly("work");
  }

  @Test void what_is_in_doubt_is_given_back_by_epoch() {
    ours.put(once("work", NOON), NOON.minusSeconds(10));
    var claim = ours.claim();
    assertThat(ours.work.ours(ours.incarnation).await()).isEqualTo(Map.of("work", claim.epoch()));
    ours.work.release(Map.of("work", claim.epoch() - 1)).await();
    assertThat(theirs.claims(NOON, 1)).isEmpty();
    ours.work.release(Map.of("work", claim.epoch())).await();
    assertThat(theirs.claims(NOON, 1)).containsExactly("work");
  }

  @Test void a_plan_that_is_there_already_stays_as_it_is() {
    var plan = hourly("work", NOON);
    assertThat(ours.put(plan, NOON.minusSeconds(10)).changed()).isTrue();
    var claim = ours.claim();
    assertThat(ours.put(plan, NOON).changed()).isFalse();
    assertThat(row()).isEqualTo("2025-03-16 12:00:00+00 " + claim.epoch() + " held");
  }

  @Test void a_start_that_moves_is_planned_anew_and_fences_off_whoever_holds_the_old_slot() {
    ours.put(hourly("work", NOON), NOON.minusSeconds(10));
    var claim = ours.claim();
    var put = ours.put(hourly("work", NOON.plus(Duration.ofMinutes(90))), NOON);
    assertThat(put.dueAt()).contains(NOON.plus(Duration.ofMinutes(90)));
    assertThat(row()).isEqualTo("2025-03-16 13:30:00+00 " + (claim.epoch() + 1) + " free");
  }

  @Test void another_group_or_spacing_is_another_plan() {
    ours.put(hourly("work", NOON), NOON.minusSeconds(10));
    var plan = new Plan("work", "look", "hourly", NOON, Optional.empty(), "provider", Duration.ofSeconds(300));
    assertThat(ours.put(plan, NOON.minusSeconds(5)).changed()).isTrue();
    assertThat(ours.put(plan, NOON.minusSeconds(4)).changed()).isFalse();
    assertThat(ours.claim().plan()).isEqualTo(plan);
  }

  @Test void hundreds_of_plans_are_put_at_once_and_only_those_that_changed_count() {
    var plans = IntStream.range(0, 300).mapToObj(n -> hourly("work " + n, NOON.plusSeconds(n))).toList();
    assertThat(ours.work.put(plans, NOON.minusSeconds(10)).await().subjects()).hasSize(300);
    var moved = new ArrayList<>(plans);
    moved.set(7, hourly("work 7", NOON.plusSeconds(1000)));
    assertThat(ours.work.put(moved, NOON.minusSeconds(9)).await().subjects()).containsExactly("work 7");
  }

  @Test void a_plan_that_comes_too_late_begins_at_once_with_the_slot_that_passed() {
    ours.put(hourly("work", NOON), NOON.plus(Duration.ofMinutes(150)));
    var claim = ours.work.claim(ours.incarnation, NOON.plus(Duration.ofMinutes(150)), 1).await().claims().getFirst();
    assertThat(claim.slotAt()).isEqualTo(NOON.plus(Duration.ofHours(2)));
    assertThat(claim.dueAt()).isEqualTo(NOON.plus(Duration.ofMinutes(150)));
  }

  @Test void what_is_cancelled_is_never_due_again() {
    ours.put(hourly("work", NOON), NOON.minusSeconds(10));
    ours.claim();
    assertThat(ours.work.cancel("work").await()).isTrue();
    assertThat(ours.work.cancel("work").await()).isFalse();
    assertThat(ours.work.cancel("unknown").await()).isFalse();
    assertThat(ours.claims(NOON.plus(Duration.ofDays(1)), 1)).isEmpty();
    assertThat(ours.nextFree()).isEmpty();
  }

  private static String row() {
    return db.pools().transactions()
        .query("select due_at || ' ' || epoch || ' ' || case when lease_owner is null then 'free' else 'held' end as row from work")
        .execute().await()
        .iterator().next().getString("row");
  }
}
