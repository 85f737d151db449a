package dev.paddock.f1.rules.sources;

import static dev.paddock.f1.rules.WrittenRace.race;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.Calendar.Race;
import dev.paddock.f1.rules.Calendar.Session;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.sources.CalendarMerge.Said;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two sources, of which the first is trusted more. */
class CalendarMergeTest {
  static final String VEGAS = "Las Vegas Grand Prix";

  @Test void what_the_first_does_not_know_the_second_fills_in() {
    var merged = merge(List.of(race(22, VEGAS, "R 2025-11-23T04:00:00Z")),
        List.of(race(22, VEGAS, "FP1 2025-11-21T00:30:00Z", "Q 2025-11-22T04:00:00Z", "R 2025-11-23T04:00:00Z")));
    assertThat(merged.calendar().races().getFirst().sessions()).extracting(s -> s.code().name()).containsExactly("FP1", "Q", "R");
    assertThat(merged.contradictions()).isEmpty();
  }

  @Test void of_a_start_the_first_is_believed_and_the_contradiction_kept() {
    var merged = merge(List.of(race(21, "São Paulo Grand Prix", "Q 2024-11-02T18:00:00Z", "R 2024-11-03T17:00:00Z")),
        List.of(race(21, "São Paulo Grand Prix", "Q 2024-11-03T10:30:00Z", "R 2024-11-03T15:30:00Z")));
    assertThat(merged.calendar().races().getFirst().start(SessionCode.R)).contains(Instant.parse("2024-11-03T17:00:00Z"));
    assertThat(merged.contradictions()).containsExactly(
        new Disagreement("2025-sao-paulo-Q", "", "starts_at",
            Map.of("jolpica", "2024-11-02T18:00:00Z", "f1schedule", "2024-11-03T10:30:00Z"), "jolpica"),
        new Disagreement("2025-sao-paulo-R", "", "starts_at",
            Map.of("jolpica", "2024-11-03T17:00:00Z", "f1schedule", "2024-11-03T15:30:00Z"), "jolpica"));
  }

  @Test void a_race_under_another_name_is_the_one_of_that_weekend() {
    var merged = merge(List.of(race(20, "Mexico City Grand Prix", "R 2025-10-26T20:00:00Z"), race(21, VEGAS, "R 2025-11-23T04:00:00Z")),
        List.of(race(20, "Mexican Grand Prix", "FP1 2025-10-24T18:30:00Z", "R 2025-10-26T20:00:00Z"),
            race(21, VEGAS, "R 2025-11-23T04:00:00Z")));
    assertThat(merged.calendar().races()).extracting(r -> r.id(2025)).containsExactly("2025-mexico-city", "2025-las-vegas");
    assertThat(merged.calendar().races().getFirst().sessions()).hasSize(2);
    assertThat(merged.contradictions()).isEmpty();
  }

  @Test void which_races_there_are_the_first_decides() {
    var merged = merge(List.of(race(1, "Bahrain Grand Prix", "R 2025-04-13T15:00:00Z"), race(2, VEGAS, "R 2025-11-23T04:00:00Z")),
        List.of(race(1, VEGAS, "R 2025-11-23T04:00:00Z"), race(2, "Qatar Grand Prix", "R 2025-11-30T16:00:00Z")));
    assertThat(merged.calendar().races()).extracting(Race::name).containsExactly("Bahrain Grand Prix", VEGAS);
    assertThat(merged.contradictions()).extracting(Disagreement::subject, Disagreement::field).containsExactly(
        tuple("2025-bahrain", "listed"), tuple("2025-las-vegas", "round"),
        tuple("2025-qatar", "listed"));
    assertThat(merged.contradictions().getLast().said()).isEqualTo(Map.of("jolpica", "no", "f1schedule", "yes"));
  }

  @Test void a_shootout_and_a_sprint_qualifying_are_one_session() {
    var merged = merge(List.of(race(4, "Azerbaijan Grand Prix", "SS 2023-04-29T08:30:00Z", "R 2023-04-30T11:00:00Z")),
        List.of(race(4, "Azerbaijan Grand Prix", "SQ 2023-04-29T08:30:00Z", "R 2023-04-30T11:00:00Z")));
    assertThat(merged.calendar().races().getFirst().sessions()).extracting(Session::code).containsExactly(SessionCode.SS, SessionCode.R);
  }

  @Test void drivers_are_those_of_the_first_that_knows_any() {
    var drivers = List.of(new Calendar.Driver("norris", null, null, "Lando", "Norris", null));
    var merged = CalendarMerge.of(List.of(new Said("f1schedule", new Calendar(2025, List.of(), List.of())),
        new Said("jolpica", new Calendar(2025, List.of(), drivers))));
    assertThat(merged.calendar().drivers()).isEqualTo(drivers);
  }

  private static CalendarMerge.Merged merge(List<Race> jolpica, List<Race> schedule) {
    return CalendarMerge.of(List.of(new Said("jolpica", new Calendar(2025, jolpica, List.of())),
        new Said("f1schedule", new Calendar(2025, schedule, List.of()))));
  }
}
