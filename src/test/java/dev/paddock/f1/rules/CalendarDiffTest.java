package dev.paddock.f1.rules;

import static dev.paddock.f1.rules.WrittenRace.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.CalendarDiff.Change;
import dev.paddock.f1.rules.CalendarDiff.Kind;
import dev.paddock.f1.rules.CalendarDiff.Known;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarDiffTest {
  static final Instant SUNDAY = Instant.parse("2025-05-04T20:00:00Z");
  static final Known MIAMI = new Known("2025-miami", 6, "Miami Grand Prix", "circuit", "Country", false, Map.of(SessionCode.R, SUNDAY));

  @Test void the_same_again_changes_nothing() {
    assertThat(changes(List.of(MIAMI), calendar(race(6, "Miami Grand Prix", "R " + SUNDAY)))).isEmpty();
  }

  @Test void new_moved_renumbered_and_cancelled() {
    var monaco = new Known("2025-monaco", 8, "Monaco Grand Prix", "monaco", "Monaco", false,
        Map.of(SessionCode.R, SUNDAY.plusSeconds(2_000_000)));
    assertThat(changes(List.of(MIAMI, monaco), calendar(
        race(5, "Chinese Grand Prix", "R 2025-03-23T07:00:00Z"),
        race(7, "Miami Grand Prix", "Q 2025-05-03T20:00:00Z", "R 2025-05-04T19:00:00Z"))))
        .containsExactly(
            new Change(Kind.NEW, "2025-chinese", "", "Chinese Grand Prix"), new Change(Kind.RENUMBERED, "2025-miami", "6", "7"),
            new Change(Kind.NEW, "2025-miami-Q", "", "2025-05-03T20:00:00Z"),
            new Change(Kind.MOVED, "2025-miami-R", "2025-05-04T20:00:00Z", "2025-05-04T19:00:00Z"),
            new Change(Kind.CANCELLED, "2025-monaco", "Monaco Grand Prix", ""));
  }

  @Test void a_cancelled_race_is_cancelled_once_and_may_come_back() {
    var cancelled = new Known("2025-miami", 6, "Miami Grand Prix", "circuit", "Country", true, Map.of(SessionCode.R, SUNDAY));
    assertThat(changes(List.of(cancelled), calendar())).isEmpty();
    assertThat(changes(List.of(cancelled), calendar(race(6, "Miami Grand Prix", "R " + SUNDAY))))
        .containsExactly(new Change(Kind.BACK, "2025-miami", "", "Miami Grand Prix"));
  }

  @ParameterizedTest(name = "{0} on {1}: stored as {2}") @CsvSource({
      "Florida Grand Prix, 2025-05-04T20:00:00Z, 2025-miami",     // another name, the same weekend and place
      "Florida Grand Prix, 2025-05-11T20:00:00Z, 2025-florida",   // a week later it is another race
      "Miami Grand Prix,   2025-10-04T20:00:00Z, 2025-miami"})    // moved by months, under its name
  void a_race_keeps_its_id(String name, Instant start, String id) {
    var calendar = calendar(race(6, name, "R " + start));
    assertThat(CalendarDiff.ids(calendar, List.of(MIAMI))).containsValue(id);
  }

  @Test void a_race_elsewhere_in_a_cancelled_ones_weekend_is_another() {
    var istanbul = new Known("2025-turkish", 6, "Turkish Grand Prix", "istanbul", "Turkey", true, Map.of(SessionCode.R, SUNDAY));
    assertThat(CalendarDiff.ids(calendar(race(6, "Miami Grand Prix", "R " + SUNDAY)), List.of(istanbul))).containsValue("2025-miami");
  }

  private static List<Change> changes(List<Known> before, Calendar after) {
    return CalendarDiff.between(before, Edits.NONE.on(after, CalendarDiff.ids(after, before)).races());
  }

  private static Calendar calendar(Calendar.Race... races) {
    return new Calendar(2025, List.of(races), List.of());
  }
}
