package dev.paddock.f1.rules.laps;

import static dev.paddock.f1.rules.laps.ByHand.background;
import static dev.paddock.f1.rules.laps.ByHand.lap;
import static dev.paddock.f1.rules.laps.ByHand.timing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.ComputedResult;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.PitLaneTime;
import dev.paddock.f1.rules.session.PitStop;
import dev.paddock.f1.rules.session.Stint;
import dev.paddock.f1.rules.session.Timing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class LapAssemblyTest {
  static final String RACE = "0 Inactive, 100 Started, 372 Finished";

  @Test void a_race_has_laps_with_all_that_follows_from_the_other_streams() {
    var timing = timing(lap(1, 1).pitOut(40).ends(190), lap(1, 2).takes(90).ends(280).best(), lap(1, 3).takes(90).ends(370),
        lap(44, 1).pitOut(45).ends(191), lap(44, 2).ends(290).pitIn(285), lap(44, 3).pitOut(310).ends(395));
    var background = new Background(SessionCode.R, ByHand.changes(RACE), ByHand.changes("0 1, 150 2, 160 1"),
        List.of(ByHand.control(300, "CAR 1 (VER) TIME 1:30.000 DELETED - TRACK LIMITS AT TURN 4 LAP 2 15:03:09")),
        new Tyres(TyreSetsTest.messages("10 0 HARD n0; 315 1 SOFT u3"), 0), Map.of(1, 89_900));
    var laps = LapAssembly.of(timing, background);
    assertThat(laps).extracting(l -> l.timed().car() + "/" + l.timed().number(), l -> l.start() / 1000, Lap::position, Lap::trackStatus,
        l -> l.compound() + " " + l.stint() + " " + l.tyreLife(), Lap::accurate).containsExactly(
        row("1/1", 100, 1, "12", "UNKNOWN null null", false), row("1/2", 190, 1, "1", "UNKNOWN null null", true),
        row("1/3", 280, 1, "1", "UNKNOWN null null", true),
        row("44/1", 100, 2, "12", "HARD 1 1", false), row("44/2", 191, 2, "1", "HARD 1 2", false),
        row("44/3", 290, 2, "1", "SOFT 2 4", false));
    assertThat(laps).as("a race's first lap has its time from elsewhere; leaving the pits for the grid is told and is no stop")
        .filteredOn(l -> l.timed().number() == 1).extracting(l -> l.timed().time(), l -> l.timed().pitOut())
        .containsExactly(row(89_900, 40_000), row(null, 45_000));
    assertThat(laps.get(1)).as("a deleted lap is nobody's best").satisfies(deleted -> {
      assertThat(deleted.deleted()).isTrue();
      assertThat(deleted.deletedReason()).isEqualTo("TRACK LIMITS AT TURN 4 LAP 2");
      assertThat(deleted.timed().personalBest()).isFalse();
    });
    assertThat(Stints.of(laps, background)).containsExactly(new Stint(44, 1, "HARD", true, 0, 1, 2),
        new Stint(44, 2, "SOFT", false, 3, 3, 3));
    assertThat(PitStops.of(laps, background.clock(), List.of())).containsExactly(new PitStop(44, 1, 2, 285_000, 310_000, 25_000));
    assertThat(PitStops.of(laps, background.clock(), List.of(new PitLaneTime(311_000, 44, 2, 24_800))))
        .as("as the source measured it").containsExactly(new PitStop(44, 1, 2, 285_000, 310_000, 24_800));
  }

  @Test void without_the_other_streams_there_are_laps_all_the_same() {
    var laps = LapAssembly.of(timing(lap(1, 1).pitOut(40).ends(190), lap(1, 2).takes(90).ends(280)), background(SessionCode.FP1, ""));
    assertThat(laps).extracting(Lap::compound, Lap::stint, Lap::trackStatus, Lap::position, Lap::deleted, Lap::accurate)
        .containsOnly(row("UNKNOWN", null, "", null, false, false));
    assertThat(LapAssembly.of(timing(), background(SessionCode.R, ""))).isEmpty();
  }

  @Test void cars_that_stopped_on_the_track_have_a_lap_that_did_not_end_and_no_place_on_it() {
    var timing = new Timing(ByHand.laps(lap(1, 1).ends(190), lap(1, 2).ends(280), lap(1, 3).ends(370), lap(44, 1).ends(191)), List.of(),
        List.of(), Map.of(44, 250_000, 16, 130_000, 18, 50_000), 0);
    var tyres = new Tyres(List.of(tyre(44), tyre(16), tyre(18)), 0);
    var laps = LapAssembly.of(timing, new Background(SessionCode.R, ByHand.changes(RACE), List.of(), List.of(), tyres, Map.of()));
    assertThat(laps).filteredOn(Lap::generated).extracting(l -> l.timed().car(), l -> l.timed().number(), l -> l.start() / 1000,
        l -> l.timed().end() / 1000, Lap::position, Lap::tyreLife)
        .containsExactly(row(16, 1, 100, 130, null, 1), row(44, 2, 191, 250, null, 2));
  }

  @Test void in_practice_each_return_to_the_garage_is_a_way_through_the_pit_lane_in_a_race_not_the_one_after_the_finish() {
    var timing = timing(lap(1, 1).pitOut(40).ends(190), lap(1, 2).takes(90).ends(280).pitIn(275),
        lap(1, 3).pitOut(800).ends(900).pitIn(890));
    assertThat(PitStops.of(LapAssembly.of(timing, background(SessionCode.FP1, "")), ByHand.clock(SessionCode.FP1, ""), List.of()))
        .containsExactly(new PitStop(1, 1, 2, 275_000, 800_000, 525_000), new PitStop(1, 2, 3, 890_000, null, null));
    var unseen = timing(lap(1, 1).pitOut(40).ends(190).pitIn(185), lap(1, 2).ends(400).pitIn(390), lap(1, 3).pitOut(410).ends(500));
    assertThat(PitStops.of(LapAssembly.of(unseen, background(SessionCode.FP1, "")), ByHand.clock(SessionCode.FP1, ""), List.of()))
        .as("an exit belongs to the entry before it").extracting(PitStop::out).containsExactly(null, 410_000);
    var race = background(SessionCode.R, "100 Started, 880 Finished");
    assertThat(PitStops.of(LapAssembly.of(timing, race), race.clock(), List.of())).extracting(PitStop::number).containsExactly(1);
  }

  @Test void practice_is_ordered_by_the_best_lap_that_stands() {
    var timing = timing(lap(1, 1).takes(91).ends(191).best(), lap(4, 1).takes(90).ends(190).best(), lap(16, 1).takes(80).ends(180),
        lap(44, 1).ends(200), lap(44, 2).ends(300), lap(63, 1).takes(89).ends(189).best(), lap(63, 2).takes(95).ends(284).best());
    var background = new Background(SessionCode.FP1, List.of(), List.of(),
        List.of(ByHand.control(200, "CAR 63 (RUS) TIME 1:29.000 DELETED - TURN 1")), Tyres.NONE, Map.of());
    assertThat(places(timing, background, Set.of(77)))
        .containsExactly("1. 4 90.0", "2. 1 91.0", "3. 63 95.0", "4. 44 -", "5. 16 -", "6. 77 -");
  }

  @Test void qualifying_is_ordered_by_the_last_part_that_a_car_took_part_in() {
    var timing = new Timing(ByHand.laps(
        lap(1, 1).takes(90).ends(100).best(), lap(1, 2).takes(89).ends(1100).best(), lap(1, 3).takes(88).ends(2100).best(),
        lap(4, 1).takes(91).ends(100).best(), lap(4, 2).takes(86).ends(1000).best(), lap(4, 3).takes(99).ends(2100),
        lap(16, 1).takes(80).ends(999.999).best(), lap(44, 1).takes(89).ends(100).best(), lap(44, 2).takes(95).ends(1999.999).best(),
        lap(63, 1).ends(500)), List.of(), List.of(1_000_000, 2_000_000), Map.of(), 0);
    var background = background(SessionCode.Q, "");
    assertThat(Places.of(LapAssembly.of(timing, background), timing, background, Set.of())).containsExactly(
        new ComputedResult(1, 1, 3, 88_000, null, 90_000, 89_000, 88_000),
        new ComputedResult(2, 4, 3, 86_000, null, 91_000, 86_000, null),
        new ComputedResult(3, 44, 2, 89_000, null, 89_000, 95_000, null),
        new ComputedResult(4, 16, 1, 80_000, null, 80_000, null, null),
        new ComputedResult(5, 63, 1, null, null, null, null, null));
  }

  @Test void a_race_is_won_by_who_ends_most_laps_first() {
    var timing = timing(lap(1, 1).ends(190), lap(1, 2).ends(281), lap(4, 1).ends(191), lap(4, 2).ends(280), lap(16, 1).ends(189));
    var background = background(SessionCode.S, "100 Started, 280 Finished");
    assertThat(Places.of(LapAssembly.of(timing, background), timing, background, Set.of(77)))
        .extracting(ComputedResult::position, ComputedResult::car, ComputedResult::laps, ComputedResult::total).containsExactly(
            row(1, 4, 2, 180_000), row(2, 1, 2, 181_000), row(3, 16, 1, 89_000), row(4, 77, 0, null));
  }

  @Test void the_way_back_to_the_pits_after_a_race_is_no_part_of_it() {
    var timing = timing(lap(1, 1).ends(190), lap(1, 2).takes(90).ends(280), lap(1, 3).ends(420).pitIn(410),
        lap(4, 1).ends(279.9), lap(4, 2).takes(95).ends(374.9), lap(16, 1).ends(191), lap(16, 2).takes(91).ends(282));
    var background = background(SessionCode.R, "100 Started, 280.03 Finished");
    var laps = LapAssembly.of(timing, background);
    assertThat(laps).extracting(l -> l.timed().car() + "/" + l.timed().number(), Lap::position).containsExactly(row("1/1", 1),
        row("1/2", 1), row("1/3", null), row("4/1", 3), row("4/2", 3), row("16/1", 2), row("16/2", 2));
    assertThat(Places.of(laps, timing, background, Set.of())).extracting(ComputedResult::car, ComputedResult::laps, ComputedResult::total)
        .containsExactly(row(1, 2, 180_000), row(16, 2, 182_000), row(4, 2, 274_900));
    assertThat(laps).filteredOn(Lap::generated).isEmpty();
  }

  private static List<String> places(Timing timing, Background background, Set<Integer> entered) {
    return Places.of(LapAssembly.of(timing, background), timing, background, entered).stream()
        .map(p -> p.position() + ". " + p.car() + " " + (p.best() == null ? "-" : p.best() / 1000.0)).toList();
  }

  private static TyreMessage tyre(int car) {
    return new TyreMessage(10_000, car, 0, "SOFT", true, false, 0);
  }

  private static Tuple row(Object... values) {
    return Tuple.tuple(values);
  }
}
