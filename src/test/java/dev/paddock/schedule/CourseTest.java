package dev.paddock.schedule;

import static dev.paddock.schedule.CadenceTest.RESULTS;
import static dev.paddock.schedule.CadenceTest.START;
import static dev.paddock.schedule.CadenceTest.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
import dev.paddock.schedule.rules.Course;
import dev.paddock.schedule.rules.Course.Attempt;
import dev.paddock.schedule.rules.Course.Skipped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
    assertThat(course(RESULTS, FOR_EVER).skipped(done, at(4).plusSeconds(5))).extracting(Skipped::slotAt).containsExactly(at(2), at(3), at(4));
    assertThat(course(RESULTS, FOR_EVER).next(done, at(4).plusSeconds(5))).contains(new Attempt(at(5), at(5), 0));
    assertThat(course(RESULTS, FOR_EVER).skipped(done, at(1).plusSeconds(5))).isEmpty();
  }

  private static Course course(Cadence cadence, Optional<Instant> until) {
    return new Course(cadence, START, until);
  }

  private static Instant at(int hoursAfterTheStart) {
    return START.plus(Duration.ofHours(hoursAfterTheStart));
  }
}
