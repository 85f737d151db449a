package dev.paddock.f1.rules;

import static dev.paddock.f1.rules.WrittenRace.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.Calendar.Driver;
import dev.paddock.f1.rules.CalendarDiff.Known;
import dev.paddock.f1.rules.Edits.DriverEdit;
import dev.paddock.f1.rules.Edits.Edited;
import dev.paddock.f1.rules.Edits.Place;
import dev.paddock.f1.rules.Edits.RaceEdit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What administrators have set, on top of what the sources say. */
class EditsTest {
  static final Instant SUNDAY = Instant.parse("2025-05-04T20:00:00Z");
  static final Instant LATER = Instant.parse("2025-05-11T20:00:00Z");
  static final Place IMOLA = new Place("imola", "Imola", "Imola", "Italy");
  static final Driver NORRIS = new Driver("norris", "NOR", 4, "Lando", "Norris", "British");
  static final Known STORED = new Known("2025-miami", 6, "Miami Grand Prix", "circuit", "Country", false, Map.of(SessionCode.R, SUNDAY));
  static final Calendar CALENDAR = new Calendar(2025,
      List.of(race(6, "Miami Grand Prix", "Q 2025-05-03T20:00:00Z", "R " + SUNDAY)), List.of(NORRIS));

  private static RaceEdit moved(Instant to) {
    return new RaceEdit(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(SessionCode.R, to));
  }

  private static RaceEdit cancelled(boolean off) {
    return new RaceEdit(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(off), Map.of());
  }

  private static RaceEdit named(String name) {
    return new RaceEdit(false, Optional.empty(), Optional.of(name), Optional.empty(), Optional.empty(), Map.of());
  }

  private static Edited stored(Calendar calendar, Map<String, RaceEdit> races, Map<String, DriverEdit> drivers) {
    return new Edits(races, drivers).on(calendar, CalendarDiff.ids(calendar, List.of(STORED)));
  }

  private static Edited stored(RaceEdit edit) {
    return stored(CALENDAR, Map.of("2025-miami", edit), Map.of());
  }

  @Test void what_nobody_set_is_as_the_sources_say() {
    assertThat(stored(RaceEdit.NONE).races()).singleElement().satisfies(placed -> {
      assertThat(placed.raceId()).isEqualTo("2025-miami");
      assertThat(placed.race()).isEqualTo(CALENDAR.races().getFirst());
    });
    assertThat(stored(RaceEdit.NONE).drivers()).containsExactly(NORRIS);
  }

  @Test void a_start_that_was_set_wins_and_the_other_sessions_are_the_sources() {
    var race = stored(moved(LATER)).races().getFirst().race();
    assertThat(race.start(SessionCode.R)).contains(LATER);
    assertThat(race.start(SessionCode.Q)).contains(Instant.parse("2025-05-03T20:00:00Z"));
    assertThat(stored(moved(LATER)).closesAt()).contains(LATER.plus(Calendar.CLOSES_AFTER));
  }

  @Test void a_race_keeps_its_id_under_another_name_and_at_another_place() {
    var edit = new RaceEdit(false, Optional.of(9), Optional.of("Imola Grand Prix"), Optional.of(IMOLA), Optional.empty(),
        Map.of(SessionCode.R, LATER.plusSeconds(8_000_000)));
    assertThat(stored(edit).races()).singleElement().satisfies(placed -> {
      assertThat(placed.raceId()).isEqualTo("2025-miami");
      assertThat(placed.race().name()).isEqualTo("Imola Grand Prix");
      assertThat(placed.race().circuitId()).isEqualTo("imola");
      assertThat(placed.race().round()).isEqualTo(9);
    });
  }

  @Test void what_is_cancelled_by_hand_stays_so_whoever_lists_it() {
    assertThat(stored(cancelled(true)).races()).isEmpty();
    assertThat(stored(cancelled(false)).races()).hasSize(1);
  }

  @Test void what_was_made_by_hand_needs_no_source_and_wins_over_one() {
    var byHand = new RaceEdit(true, Optional.of(7), Optional.of("Imola Grand Prix"), Optional.of(IMOLA), Optional.empty(),
        Map.of(SessionCode.R, LATER));
    var both = stored(CALENDAR, Map.of("2025-imola", byHand), Map.of()).races();
    assertThat(both).extracting(Edits.Placed::raceId).containsExactly("2025-miami", "2025-imola");
    assertThat(both.getLast().race().start(SessionCode.R)).contains(LATER);
    var listed = new Calendar(2025, List.of(race(8, "Imola Grand Prix", "R " + SUNDAY.plusSeconds(900_000))), List.of());
    assertThat(stored(listed, Map.of("2025-imola", byHand), Map.of()).races()).singleElement()
        .satisfies(placed -> assertThat(placed.race().start(SessionCode.R)).contains(LATER));
    assertThat(stored(CALENDAR, Map.of("2025-imola", byHand.with(cancelled(true))), Map.of()).races()).hasSize(1);
  }

  @Test void what_is_released_is_the_sources_again() {
    var edit = named("Florida Grand Prix").with(moved(LATER));
    assertThat(edit.fields()).containsExactly("name", "sessions");
    assertThat(edit.without(Set.of("sessions"))).isEqualTo(named("Florida Grand Prix"));
    assertThat(edit.without(Set.of("name", "sessions", "round"))).isEqualTo(RaceEdit.NONE);
    assertThat(edit.with(named("Miami Beach Grand Prix")).name()).as("set again").contains("Miami Beach Grand Prix");
  }

  @Test void drivers_likewise() {
    var renamed = new DriverEdit(false, false, Optional.of("LAN"), Optional.of(1), Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(stored(CALENDAR, Map.of(), Map.of("norris", renamed)).drivers())
        .containsExactly(new Driver("norris", "LAN", 1, "Lando", "Norris", "British"));
    var deleted = new DriverEdit(false, true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(stored(CALENDAR, Map.of(), Map.of("norris", deleted)).drivers()).isEmpty();
    var byHand = new DriverEdit(true, false, Optional.empty(), Optional.of(99), Optional.of("Ada"), Optional.of("Lovelace"), Optional.empty());
    assertThat(stored(CALENDAR, Map.of(), Map.of("ada", byHand)).drivers())
        .containsExactly(NORRIS, new Driver("ada", null, 99, "Ada", "Lovelace", null));
    assertThat(renamed.with(deleted).without(Set.of("deleted", "code"))).isEqualTo(
        new DriverEdit(false, false, Optional.empty(), Optional.of(1), Optional.empty(), Optional.empty(), Optional.empty()));
  }
}
