package dev.paddock.fantasy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.rules.Lock.Step;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockTest {
  @ParameterizedTest(name = "{4}: locked at {0}, now {1}, qualifying is said to start at {2}, scored {3}: {5}")
  @CsvSource(delimiter = '|', nullValues = "-", value = {
      // stored           | now                  | scheduled            | scored | why                                      | lock then
      "-                    | 2026-05-01T00:00:00Z | 2026-05-23T14:00:00Z | false | it is known from now on                   | 2026-05-23T14:00:00Z",
      "2026-05-23T14:00:00Z | 2026-05-22T00:00:00Z | 2026-05-23T14:00:00Z | false | nothing changed                           | 2026-05-23T14:00:00Z",
      "2026-05-23T14:00:00Z | 2026-05-23T13:59:59Z | 2026-05-23T14:30:00Z | false | delayed before it began                   | 2026-05-23T14:30:00Z",
      "2026-05-23T14:00:00Z | 2026-05-23T14:00:00Z | 2026-05-23T14:30:00Z | false | delayed, but it has passed                | 2026-05-23T14:00:00Z",
      "2026-05-23T14:00:00Z | 2026-05-22T00:00:00Z | 2026-05-23T12:00:00Z | false | brought forward: never earlier            | 2026-05-23T14:00:00Z",
      "2026-05-23T14:00:00Z | 2026-05-22T00:00:00Z | 2026-05-24T08:00:00Z | false | qualifying on Sunday morning              | 2026-05-24T08:00:00Z",
      "2026-05-23T14:00:00Z | 2026-05-23T18:00:00Z | 2026-05-24T08:00:00Z | false | Sunday morning, but it has passed         | 2026-05-23T14:00:00Z",
      "2026-05-23T14:00:00Z | 2026-05-24T18:00:00Z | 2026-09-12T14:00:00Z | false | the whole event moves to September        | 2026-09-12T14:00:00Z",
      "2026-05-23T14:00:00Z | 2026-05-01T00:00:00Z | 2026-05-09T14:00:00Z | false | the whole event moves two weeks forward   | 2026-05-09T14:00:00Z",
      "2026-05-23T14:00:00Z | 2026-05-26T00:00:00Z | 2027-05-23T14:00:00Z | true  | a wrong year in a calendar, after results | 2026-05-23T14:00:00Z",
      "2026-05-23T14:00:00Z | 2026-06-26T00:00:00Z | 2026-05-09T14:00:00Z | false | another date that is past                 | 2026-05-23T14:00:00Z",
  })
  void a_lock_moves_later_while_it_is_ahead_and_with_its_event(Instant stored, Instant now, Instant scheduled, boolean scored, String why,
      Instant then) {
    var after = switch (Lock.next(Optional.ofNullable(stored), scored, scheduled, now)) {
      case Step.Stays() -> stored;
      case Step.Begins(var at) -> at;
      case Step.Moves(var from, var to) -> to;
    };
    assertThat(after).isEqualTo(then);
  }

  @Test void it_locks_at_the_very_instant() {
    var at = Instant.parse("2026-05-23T14:00:00Z");
    var race = new RaceLock("2026-monaco", 2026, 7, at, false);
    assertThat(race.open(at.minusNanos(1_000))).isTrue();
    assertThat(race.open(at)).isFalse();
    assertThat(new RaceLock("2026-monaco", 2026, 7, at, true).open(at.minusSeconds(60))).as("called off").isFalse();
  }
}
