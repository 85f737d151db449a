package dev.paddock.schedule;

import static dev.paddock.schedule.CadenceTest.HORSE;
import static dev.paddock.schedule.CadenceTest.RESULTS;
import static dev.paddock.schedule.CadenceTest.START;
import static dev.paddock.schedule.CadenceTest.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
import dev.paddock.schedule.rules.Course;
import dev.paddock.schedule.rules.Course.Attempt;
import dev.paddock.schedule.rules.Course.Skipped;
import dev.paddock.schedule.rules.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourseTest {
  static final Optional<Instant> FOR_EVER = Optional.empty();

  @Test void a_plan_for_a_race_to_come_waits_for_its_first_slot() {
    assertThat(course(RESULTS, FOR_EVER).begin(START.minus(Duration.ofDays(3)))).contains(new Attempt(at(1), at(1), 0));
  }

  @Test void a_plan_for_a_race_long_past_is_caught_up_once_and_at_once() {
    var now = START.plus(Duration.ofMinutes(200));
    assertThat(course(RESULTS, FOR_EVER).begin(now)).contains(new Attempt(at(3), now, 0));
  }

  @Test void a_plan_that_is_over_has_nothing_left() {
    assertThat(course(RESULTS, Optional.of(START)).begin(START.plus(Duration.ofDays(1)))).isEmpty();
    assertThat(course(RESULTS, Optional.of(at(5))).next(new Attempt(at(5), at(5), 0), at(5))).isEmpty();
  }

  @Test void a_failed_check_is_tried_three_times_an_hour_apart_then_at_the_next_slot() {
    var attempt = new Attempt(at(24), at(24), 0);
    for (int tries = 1; tries <= 3; tries++) {
      attempt = course(VERIFY, FOR_EVER).retry(attempt, attempt.dueAt()).orElseThrow();
      assertThat(attempt).isEqualTo(new Attempt(at(24), at(24 + tries), tries));
    }
    assertThat(course(VERIFY, FOR_EVER).retry(attempt, attempt.dueAt())).contains(new Attempt(at(48), at(48), 0));
  }

  @Test void what_has_no_further_slot_is_tried_until_it_works() {
    var once = new Cadence("once", List.of(Band.at(Duration.ZERO)), 3, Duration.ofMinutes(1));
    var attempt = new Attempt(START, START, 7);
    assertThat(course(once, FOR_EVER).retry(attempt, START)).contains(new Attempt(START, START.plusSeconds(60), 8));
  }

  @Test void a_retry_does_not_outlast_its_plan() {
    assertThat(course(VERIFY, Optional.of(at(24))).retry(new Attempt(at(24), at(24), 0), at(24))).isEmpty();
  }

  @Test void slots_that_passed_during_an_outage_are_named_not_replayed() {
    var done = new Attempt(at(1), at(1), 0);
    assertThat(course(RESULTS, FOR_EVER).skipped(done, at(4).plusSeconds(5))).extracting(Skipped::slotAt)
        .containsExactly(at(2), at(3), at(4));
    assertThat(course(RESULTS, FOR_EVER).next(done, at(4).plusSeconds(5))).contains(new Attempt(at(5), at(5), 0));
    assertThat(course(RESULTS, FOR_EVER).skipped(done, at(1).plusSeconds(5))).isEmpty();
  }

  @ParameterizedTest(name = "{1} failures in a row, the last due at {0} and over {2} s later: again at {4}, for the slot of {3}")
  @CsvSource({
      // the back-off, unless the next slot comes first
      "-30:00, 1,  1, -30:00, -29:45, 1",
      "-29:45, 2,  1, -30:00, -29:15, 2",
      "-29:15, 3,  1, -30:00, -28:15, 3",
      "-28:15, 4,  1, -30:00, -27:15, 4",    // a minute is the most
      "-25:15, 7,  1, -25:00, -25:00, 0",    // the slot comes first
      "-6:00,  1,  1, -6:00,  -5:45,  1",
      "-5:15,  3,  1, -5:00,  -5:00,  0",
      "-12:00, 11, 1, -10:00, -10:00, 0",    // ten times, then the slot
      "-30:00, 1, 20, -30:00, -29:25, 1",    // a failure that took longer than the back-off waits from its end
      // five minutes before the off: whichever is later
      "-5:00,  1,  1, -4:45,  -4:45,  1",
      "-4:45,  2,  1, -4:30,  -4:15,  2",
      "-4:15,  3,  1, -4:00,  -3:15,  3",
      "-3:15,  4,  1, -3:00,  -2:15,  4",
      "-1:00, 20,  1, -0:45,  0:00,   20",   // as often as it takes
      "-5:00,  1, 20, -4:30,  -4:25,  1",
      "-5:01,  1,  2, -4:45,  -4:45,  1",    // close is where it failed, not where it was due
      "-0:15,  7,  1, 0:00,   0:45,   7",
      // under way: the back-off again
      "0:00,   1,  1, 0:00,   0:15,   1",
      "0:00,   8,  1, 0:00,   1:00,   8",
      "4:30,   3,  1, 5:00,   5:00,   0",
  })
  void a_failed_look_at_a_race_is_tried_again(String due, int failures, int seconds, String slot, String again, int attempt) {
    var dueAt = off(due);
    var failed = new Attempt(HORSE.atOrBefore(START, dueAt).orElseThrow(), dueAt, failures - 1);
    assertThat(course(HORSE, FOR_EVER).retry(failed, dueAt.plusSeconds(seconds))).contains(new Attempt(off(slot), off(again), attempt));
  }

  @Test void an_outage_up_to_the_off_costs_seven_looks_and_the_other_slots_are_stood_in_for_or_named() {
    var course = course(HORSE, FOR_EVER);
    var attempt = new Attempt(off("-5:00"), off("-5:00"), 0);
    var looks = new ArrayList<Instant>();
    var skipped = new ArrayList<Instant>();
    while (attempt.dueAt().isBefore(off("1:00"))) {
      looks.add(attempt.dueAt());
      course.skipped(attempt, attempt.dueAt()).forEach(slot -> skipped.add(slot.slotAt()));
      attempt = course.retry(attempt, attempt.dueAt()).orElseThrow();
    }
    assertThat(looks).containsExactly(off("-5:00"), off("-4:45"), off("-4:15"), off("-3:15"), off("-2:15"), off("-1:15"), off("-0:15"),
        off("0:45"));
    assertThat(skipped).as("of 21 slots seven were looked at, and six late looks stand in for one each")
        .hasSize(21 - 7 - 6).doesNotContainAnyElementsOf(looks);
  }

  @Test void the_reason_of_a_skipped_slot_is_told() {
    var course = course(HORSE, FOR_EVER);
    var backingOff = new Attempt(off("-4:00"), off("-3:15"), 3);
    assertThat(course.skipped(backingOff, off("-2:50"))).containsExactly(
        new Skipped(off("-3:45"), "backing off after failures in a row: 3, until 2025-03-16T11:56:45Z"),
        new Skipped(off("-3:30"), "backing off after failures in a row: 3, until 2025-03-16T11:56:45Z"),
        new Skipped(off("-3:00"), "missed: caught up by the slot of 2025-03-16T11:56:00Z"));
    assertThat(course.skipped(new Attempt(off("-10:00"), off("-8:30"), 0), off("-8:30"))).containsExactly(
        new Skipped(off("-9:00"), "deferred, until 2025-03-16T11:51:30Z"));
  }

  /** Whatever fails, is deferred or takes its time: every slot is looked at, caught up by a later look, or named once as skipped. */
  @Property void no_slot_is_dropped_silently(@ForAll @Size(200) List<@IntRange(min = 0, max = 9) Integer> fates,
      @ForAll @Size(200) List<@IntRange(min = 0, max = 40) Integer> seconds) {
    var course = course(HORSE, FOR_EVER);
    var attempt = course.begin(off("-90:00")).orElseThrow();
    var due = new ArrayList<Instant>();
    var accounted = new HashSet<Instant>();
    var skipped = new ArrayList<Instant>();
    for (int n = 0; n < fates.size(); n++) {
      var now = attempt.dueAt().plusSeconds(seconds.get(n));
      due.add(attempt.dueAt());
      accounted.addAll(List.of(attempt.slotAt(), attempt.dueAt()));
      var fate = fates.get(n);
      course.skipped(attempt, now).forEach(slot -> skipped.add(slot.slotAt()));
      attempt = fate < 4 ? course.next(attempt, now).orElseThrow()
          : fate < 7 ? course.retry(attempt, now).orElseThrow()
          : course.defer(attempt, now.plusSeconds(fate * fate), now);
    }
    assertThat(due).isSortedAccordingTo(Instant::compareTo).doesNotHaveDuplicates();
    assertThat(skipped).doesNotHaveDuplicates().doesNotContainAnyElementsOf(due);
    accounted.addAll(skipped);
    assertThat(accounted).containsAll(HORSE.between(START, off("-90:00"), due.getLast().minusNanos(1), 10_000).toList());
  }

  @Property void what_is_fresh_every_five_minutes_is_asked_no_more_often(@ForAll @IntRange(min = -7200, max = 3600) int from,
      @ForAll @Size(60) List<@IntRange(min = 0, max = 14) Integer> seconds) {
    var course = new Course(HORSE, START, FOR_EVER, Duration.ofMinutes(5));
    var attempt = course.begin(START.plusSeconds(from)).orElseThrow();
    for (var lasted : seconds) {
      var now = attempt.dueAt().plusSeconds(lasted);
      assertThat(course.skipped(attempt, now)).as("left out by the spacing, not missed").isEmpty();
      var next = course.next(attempt, now).orElseThrow();
      assertThat(Duration.between(attempt.dueAt(), next.dueAt())).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
      assertThat(HORSE.atOrBefore(START, next.dueAt())).as("still a slot of the cadence").contains(next.dueAt());
      attempt = next;
    }
  }

  @Test void an_outage_names_only_the_slots_that_the_spacing_would_have_left() {
    var course = new Course(HORSE, START, FOR_EVER, Duration.ofMinutes(5));
    var done = new Attempt(off("-20:00"), off("-20:00"), 0);
    assertThat(course.skipped(done, off("0:00"))).extracting(Skipped::slotAt)
        .containsExactly(off("-14:00"), off("-9:00"), off("-4:00"));
    assertThat(course.next(done, off("0:00"))).contains(new Attempt(off("5:00"), off("5:00"), 0));
  }

  @Test void a_clock_that_was_set_back_repeats_no_slot() {
    var done = new Attempt(off("-1:00"), off("-1:00"), 0);
    assertThat(course(HORSE, FOR_EVER).next(done, off("-10:00"))).contains(new Attempt(off("-0:45"), off("-0:45"), 0));
  }

  @ParameterizedTest(name = "due at {0}: stuck at {1}")
  @CsvSource({
      "-4:00,  -3:30",     // two slots later
      "-6:00,  -4:45",
      "-30:00, -28:00",    // two minutes are the most
      "-4:05,  -3:45",     // a retry between two slots
      "-4:01,  -3:45",
  })
  void two_slots_later_it_is_stuck(String due, String stuck) {
    assertThat(course(HORSE, FOR_EVER).stuckAt(new Attempt(off(due), off(due), 0))).isEqualTo(off(stuck));
  }

  @Test void it_is_not_stuck_within_ten_seconds_and_always_after_two_minutes() {
    var now = new Attempt(START, START, 0);
    assertThat(course(new Cadence("fast", Band.every(Duration.ofSeconds(1), Duration.ZERO)), FOR_EVER).stuckAt(now))
        .isEqualTo(START.plusSeconds(10));
    assertThat(course(new Cadence("once", Band.at(Duration.ZERO)), FOR_EVER).stuckAt(now)).isEqualTo(START.plusSeconds(120));
  }

  @ParameterizedTest(name = "{0} failures before: wait {1}")
  @CsvSource({"0, PT15S", "1, PT30S", "2, PT1M", "3, PT2M", "4, PT4M", "5, PT4M", "1000000, PT4M"})
  void the_back_off_doubles_up_to_its_limit(int failures, Duration backOff) {
    assertThat(new Retry(3, Duration.ofSeconds(15), Duration.ofMinutes(4), Duration.ZERO).backOff(failures)).isEqualTo(backOff);
    assertThat(Retry.constant(3, Duration.ofHours(1)).backOff(failures)).isEqualTo(Duration.ofHours(1));
  }

  /** Minutes and seconds from the off, negative before it. */
  private static Instant off(String clock) {
    var parts = clock.replace("-", "").split(":");
    var distance = Duration.ofMinutes(Long.parseLong(parts[0])).plusSeconds(Long.parseLong(parts[1]));
    return clock.startsWith("-") ? START.minus(distance) : START.plus(distance);
  }

  private static Course course(Cadence cadence, Optional<Instant> until) {
    return new Course(cadence, START, until);
  }

  private static Instant at(int hoursAfterTheStart) {
    return START.plus(Duration.ofHours(hoursAfterTheStart));
  }
}
