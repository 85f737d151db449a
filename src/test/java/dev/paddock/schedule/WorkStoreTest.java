package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.CADENCES;
import static dev.paddock.schedule.Agreed.NOON;
import static dev.paddock.schedule.Agreed.hourly;
import static dev.paddock.schedule.Agreed.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  final WorkStore ours = new WorkStore(db.pools().transactions(), CADENCES, "ours");
  final WorkStore theirs = new WorkStore(db.pools().transactions(), CADENCES, "theirs");

  @BeforeEach void empty() {
    db.pools().transactions().query("truncate work, poll_log").execute().await();
  }

  @Test void only_what_is_due_is_claimed_the_nearest_first_and_no_more_than_asked_for() {
    ours.put(once("third", NOON.plusSeconds(2)), NOON.minusSeconds(10)).await();
    ours.put(once("first", NOON), NOON.minusSeconds(10)).await();
    ours.put(once("second", NOON.plusSeconds(1)), NOON.minusSeconds(10)).await();
    ours.put(once("later", NOON.plusSeconds(60)), NOON.minusSeconds(10)).await();
    assertThat(subjects(ours.claim(NOON.plusSeconds(30), LEASE, 2))).containsExactly("first", "second");
    assertThat(subjects(ours.claim(NOON.plusSeconds(30), LEASE, 2))).containsExactly("third");
    assertThat(ours.nextDue().await()).contains(NOON.plusSeconds(60));
  }

  @Test void what_is_caught_up_together_begins_with_the_nearest_start() {
    ours.put(once("a month ago", NOON.minus(Duration.ofDays(30))), NOON).await();
    ours.put(once("yesterday", NOON.minus(Duration.ofDays(1))), NOON).await();
    ours.put(once("a week ago", NOON.minus(Duration.ofDays(7))), NOON).await();
    assertThat(subjects(ours.claim(NOON, LEASE, 2))).containsExactly("yesterday", "a week ago");
    assertThat(subjects(ours.claim(NOON, LEASE, 2))).containsExactly("a month ago");
  }

  @Test void nothing_is_claimed_a_moment_too_early() {
    ours.put(once("work", NOON), NOON.minusSeconds(10)).await();
    assertThat(ours.claim(NOON.minusNanos(1000), LEASE, 10).await()).isEmpty();
    assertThat(ours.claim(NOON, LEASE, 10).await()).hasSize(1);
  }

  @Test void two_nodes_never_get_the_same_work() {
    db.pools().transactions().query("""
        insert into work (subject, kind, cadence, anchor, slot_at, due_at)
        select 'work ' || n, 'look', 'once', noon, noon, noon
          from generate_series(1, 2000) n, (select timestamptz '2025-03-16 12:00Z' as noon) start
        """).execute().await();
    var claims = new ArrayList<Future<List<Claim>>>();
    IntStream.range(0, 50).forEach(turn -> {
      claims.add(ours.claim(NOON, LEASE, 30));
      claims.add(theirs.claim(NOON, LEASE, 30));
    });
    var got = new ArrayList<>(claims.stream().flatMap(claimed -> subjects(claimed).stream()).toList());
    got.addAll(subjects(ours.claim(NOON, LEASE, 2000)));
    assertThat(got).doesNotHaveDuplicates().hasSize(2000);
  }

  @Test void work_whose_lease_ran_out_is_taken_over_under_a_higher_epoch() {
    ours.put(once("work", NOON), NOON.minusSeconds(10)).await();
    var first = ours.claim(NOON, OVER_AT_ONCE, 1).await().getFirst();
    var second = theirs.claim(NOON, LEASE, 1).await().getFirst();
    assertThat(second.plan()).isEqualTo(first.plan());
    assertThat(second.epoch()).isGreaterThan(first.epoch());
    assertThat(ours.claim(NOON, LEASE, 1).await()).isEmpty();
  }

  @Test void a_renewed_claim_stays_and_one_that_nobody_works_on_runs_out() {
    ours.put(once("busy", NOON), NOON.minusSeconds(10)).await();
    ours.put(once("left alone", NOON), NOON.minusSeconds(10)).await();
    ours.claim(NOON, OVER_AT_ONCE, 2).await();
    ours.renew(LEASE, List.of("busy")).await();
    assertThat(subjects(theirs.claim(NOON, LEASE, 2))).containsExactly("left alone");
  }

  @Test void nobody_renews_what_is_anothers() {
    ours.put(once("work", NOON), NOON.minusSeconds(10)).await();
    ours.claim(NOON, OVER_AT_ONCE, 1).await();
    theirs.renew(LEASE, List.of("work")).await();
    assertThat(theirs.claim(NOON, LEASE, 1).await()).hasSize(1);
  }

  @Test void what_a_node_gives_back_is_free_at_once_and_nothing_else_is() {
    ours.put(once("ours", NOON), NOON.minusSeconds(10)).await();
    ours.claim(NOON, LEASE, 1).await();
    ours.put(once("theirs", NOON), NOON.minusSeconds(10)).await();
    theirs.claim(NOON, LEASE, 1).await();
    assertThat(ours.nextDue().await()).isEmpty();
    assertThat(ours.release().await()).isEqualTo(1);
    assertThat(ours.nextDue().await()).contains(NOON);
    assertThat(subjects(theirs.claim(NOON, LEASE, 2))).containsExactly("ours");
  }

  @Test void a_plan_that_is_there_already_stays_as_it_is() {
    var plan = hourly("work", NOON);
    assertThat(ours.put(plan, NOON.minusSeconds(10)).await()).isTrue();
    var claim = ours.claim(NOON, LEASE, 1).await().getFirst();
    assertThat(ours.put(plan, NOON).await()).isFalse();
    assertThat(row()).isEqualTo("2025-03-16 12:00:00+00 " + claim.epoch() + " ours");
  }

  @Test void a_start_that_moves_is_planned_anew_and_fences_off_whoever_holds_the_old_slot() {
    ours.put(hourly("work", NOON), NOON.minusSeconds(10)).await();
    var claim = ours.claim(NOON, LEASE, 1).await().getFirst();
    assertThat(ours.put(hourly("work", NOON.plus(Duration.ofMinutes(90))), NOON).await()).isTrue();
    assertThat(row()).isEqualTo("2025-03-16 13:30:00+00 " + (claim.epoch() + 1) + " nobody");
  }

  @Test void a_plan_that_comes_too_late_begins_at_once_with_the_slot_that_passed() {
    ours.put(hourly("work", NOON), NOON.plus(Duration.ofMinutes(150))).await();
    var claim = ours.claim(NOON.plus(Duration.ofMinutes(150)), LEASE, 1).await().getFirst();
    assertThat(claim.slotAt()).isEqualTo(NOON.plus(Duration.ofHours(2)));
    assertThat(claim.dueAt()).isEqualTo(NOON.plus(Duration.ofMinutes(150)));
  }

  @Test void what_is_cancelled_is_never_due_again() {
    ours.put(hourly("work", NOON), NOON.minusSeconds(10)).await();
    ours.claim(NOON, LEASE, 1).await();
    assertThat(ours.cancel("work").await()).isTrue();
    assertThat(ours.cancel("work").await()).isFalse();
    assertThat(ours.cancel("unknown").await()).isFalse();
    assertThat(ours.claim(NOON.plus(Duration.ofDays(1)), LEASE, 1).await()).isEmpty();
    assertThat(ours.nextDue().await()).isEmpty();
  }

  private static List<String> subjects(Future<List<Claim>> claims) {
    return claims.await().stream().map(claim -> claim.plan().subject()).toList();
  }

  private static String row() {
    return db.pools().transactions().query("select due_at || ' ' || epoch || ' ' || coalesce(lease_owner, 'nobody') as row from work")
        .execute().await()
        .iterator().next().getString("row");
  }
}
