package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.CADENCES;
import static dev.paddock.schedule.Agreed.NOON;
import static dev.paddock.schedule.Agreed.hourly;
import static dev.paddock.schedule.Agreed.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.TestDatabase;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Effect, log, next slot and what follows: all of it, or nothing. */
class PgClosingTest {
  static final Duration LEASE = Duration.ofMinutes(1);

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  Instant now = NOON;
  final Rival ours = new Rival(db.pools(), "ours");
  final Rival others = new Rival(db.pools(), "theirs");
  final WorkStore work = ours.work;
  final PgClosing closing = new PgClosing(db.pools().transactions(), work, CADENCES, () -> now, "ours");
  final Closing theirs = new PgClosing(db.pools().transactions(), others.work, CADENCES, () -> now, "theirs");

  @BeforeEach void begin() {
    db.pools().transactions().query("truncate work, poll_log, node").execute().await();
    ours.join(LEASE);
    others.join(LEASE);
    db.pools().transactions().query("drop table if exists effect; create table effect (what text not null unique)").execute().await();
    work.put(hourly("work", NOON), NOON.minusSeconds(10)).await();
  }

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

  @Test void after_an_outage_one_attempt_catches_up_and_the_slots_that_passed_are_logged() {
    now = hours(3).plusSeconds(1800);
    closing.close(claim(), new Ending.Next(false, "late")).await();
    assertThat(log()).containsExactly("12:00 12:00 0 DONE late → 16:00",
        "13:00 13:00 0 SKIPPED missed: caught up by the slot of 2025-03-16T12:00:00Z → -",
        "14:00 14:00 0 SKIPPED missed: caught up by the slot of 2025-03-16T12:00:00Z → -",
        "15:00 15:00 0 SKIPPED missed: caught up by the slot of 2025-03-16T12:00:00Z → -");
  }

  @Test void a_failed_slot_is_tried_again_three_times_and_then_at_the_next_slot() {
    for (int attempt = 0; attempt < 4; attempt++) {
      now = NOON.plusSeconds(600L * attempt);
      closing.close(claim(), new Ending.Retry("no route")).await();
    }
    assertThat(log()).containsExactly("12:00 12:00 0 RETRY no route → 12:10", "12:00 12:10 1 RETRY no route → 12:20",
        "12:00 12:20 2 RETRY no route → 12:30", "12:00 12:30 3 RETRY no route → 13:00");
  }

  @Test void what_is_deferred_comes_back_then_and_is_no_failure() {
    closing.close(claim(), new Ending.Defer(NOON.plusSeconds(120), "quota")).await();
    now = NOON.plusSeconds(120);
    closing.close(claim(), new Ending.Next(false, "ok")).await();
    assertThat(log()).containsExactly("12:00 12:00 0 DEFERRED quota → 12:02", "12:00 12:02 0 DONE ok → 13:00");
  }

  @Test void deferred_to_now_or_to_the_past_is_deferred_by_a_second() {
    closing.close(claim(), new Ending.Defer(NOON, "Retry-After: 0")).await();
    now = NOON.plusSeconds(1);
    var again = claim();
    assertThat(again.dueAt()).isEqualTo(NOON.plusSeconds(1));
    closing.close(again, new Ending.Defer(NOON.minusSeconds(60), "a date in the past")).await();
    now = NOON.plusSeconds(2);
    closing.close(claim(), new Ending.Next(false, "ok")).await();
    assertThat(log()).hasSize(3);
  }

  @Test void what_follows_another_cadence_goes_on_from_the_new_anchor() {
    closing.close(claim(), new Ending.Follow("daily", NOON, true, "first result")).await();
    assertThat(plans()).containsExactly("work daily 12:00");
    assertThat(due()).isEqualTo(NOON.plus(Duration.ofDays(1)));
  }

  @Test void what_is_stopped_rests() {
    var ended = closing.close(claim(), new Ending.Stop("cancelled")).await();
    assertThat(ended.nextAt()).isEmpty();
    assertThat(ours.nextFree()).isEmpty();
    assertThat(log()).containsExactly("12:00 12:00 0 STOPPED cancelled → -");
  }

  @Test void what_was_stopped_begins_anew_when_it_is_asked_for_again_and_what_is_done_does_not() {
    closing.close(claim(), new Ending.Stop("cancelled")).await();
    work.put(once("done", NOON), NOON).await();
    closing.close(claim(), new Ending.Next(true, "done")).await();
    assertThat(work.put(once("done", NOON), hours(2)).await().changed()).isFalse();
    assertThat(work.put(hourly("work", NOON), hours(2)).await().changed()).isTrue();
    assertThat(ours.nextFree()).contains(hours(2));
  }

  @Test void a_note_is_one_line_of_500_characters_at_most() {
    closing.close(claim(), new Ending.Next(false, "one\n  two\t" + "x".repeat(600))).await();
    var note = db.pools().transactions().query("select note from poll_log").execute().await().iterator().next().getString("note");
    assertThat(note).startsWith("one two xxx").hasSize(500).endsWith("x…");
  }

  private Claim claim() {
    return work.claim(ours.incarnation, now, 1).await().claims().getFirst();
  }

  private static Instant hours(int n) {
    return NOON.plus(Duration.ofHours(n));
  }

  private static Function<SqlConnection, Future<Closure>> effect(String what, Ending ending, Plan... also) {
    return tx -> write(tx, what).map(v -> new Closure(ending, List.of(also)));
  }

  private static Future<Void> write(SqlConnection tx, String what) {
    return tx.query("insert into effect values ('" + what + "')").execute().mapEmpty();
  }

  private static List<String> effects() {
    return lines("select what as line from effect order by 1");
  }

  private static List<String> plans() {
    return lines("""
        select subject || ' ' || cadence || ' ' || to_char(due_at at time zone 'UTC', 'HH24:MI') as line from work order by subject
        """);
  }

  /** Slot, due, attempt, outcome, note, next. */
  private static List<String> log() {
    return lines("""
        select to_char(slot_at at time zone 'UTC', 'HH24:MI') || ' ' || to_char(due_at at time zone 'UTC', 'HH24:MI') || ' '
               || attempt || ' ' || outcome || ' ' || note || ' → '
               || coalesce(to_char(next_at at time zone 'UTC', 'HH24:MI'), '-') as line
          from poll_log order by due_at
        """);
  }

  private static Instant due() {
    return db.pools().transactions().query("select due_at from work").execute().await().iterator().next().getOffsetDateTime("due_at")
        .toInstant();
  }

  private static List<String> lines(String sql) {
    var lines = new ArrayList<String>();
    db.pools().transactions().query(sql).execute().await().forEach(row -> lines.add(row.getString("line")));
    return lines;
  }
}
