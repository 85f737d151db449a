package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.NOON;
import static dev.paddock.schedule.Agreed.hourly;
import static dev.paddock.schedule.Agreed.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.db.Closing.Closure;
import dev.paddock.schedule.contract.Scheduling.Asked;
import dev.paddock.schedule.contract.Scheduling.Ending;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each ending of a slot means for the next, and what is noted of it. */
class SlotEndingTest extends ClaimedWork {
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

  @Test void what_is_left_for_the_next_slot_comes_with_its_claim_and_stays_until_it_is_replaced() {
    assertThat(claim().memo()).isEmpty();
    ours.work.release(ours.work.ours(ours.incarnation).await()).await();
    closing.close(claim(), new Closure(new Ending.Next(false, ""), List.of(), Optional.empty(), Optional.of("hash 1"))).await();
    now = hours(1);
    var claim = claim();
    assertThat(claim.memo()).isEqualTo("hash 1");
    closing.close(claim, tx -> Future.succeededFuture(closure(new Ending.Next(false, "")))).await();
    now = hours(2);
    assertThat(claim().memo()).isEqualTo("hash 1");
  }

  @Test void the_request_that_was_made_is_in_the_log() {
    var asked = new Asked(NOON.plusMillis(3), NOON.plusMillis(250), Optional.of(NOON.minusSeconds(2)), 200, 195_000);
    closing.close(claim(), new Closure(new Ending.Next(false, ""), List.of(), Optional.of(asked), Optional.empty())).await();
    assertThat(lines("""
        select extract(milliseconds from sent_at - due_at)::int || ' ' || extract(milliseconds from received_at - due_at)::int || ' '
               || extract(epoch from provider_at - due_at)::int || ' ' || http_status || ' ' || bytes as line from poll_log
        """)).containsExactly("3 250 -2 200 195000");
  }

  @Test void a_start_that_the_poll_itself_saw_moving_is_no_change_when_it_is_planned_so() {
    closing.close(claim(), new Ending.Follow("hourly", NOON.plusSeconds(600), true, "delayed")).await();
    assertThat(work.put(hourly("work", NOON.plusSeconds(600)), NOON).await().changed()).isFalse();
    now = NOON.plusSeconds(4200);
    closing.close(claim(), new Ending.Follow("daily", now, true, "final")).await();
    assertThat(work.put(hourly("work", NOON.plusSeconds(600)), now).await().changed()).as("it has gone on from there").isFalse();
  }

  private static Instant due() {
    return db.pools().transactions().query("select due_at from work").execute().await().iterator().next().getOffsetDateTime("due_at")
        .toInstant();
  }
}
