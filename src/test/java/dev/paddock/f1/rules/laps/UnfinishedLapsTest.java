package dev.paddock.f1.rules.laps;

import static dev.paddock.f1.rules.laps.ByHand.lap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.TimedLap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnfinishedLapsTest {
  static final List<TimedLap> WINNER = ByHand.laps(lap(1, 1).ends(190), lap(1, 2).ends(280), lap(1, 3).ends(370));

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      it stopped on its second lap             | R   | 100 Started, 372 Finished               | 191      |         | 250 | 250
      nobody says when: 150 s are assumed      | R   | 100 Started, 372 Finished               | 191      |         |     | 341
      the red flag came first                  | R   | 100 Started, 220 Aborted, 600 Started, 999 Finished | 191 |    | 250 | 220
      it stopped, and then came the red flag   | R   | 100 Started, 270 Aborted, 600 Started, 999 Finished | 191 |    | 250 | 250
      long after: that was no lap              | FP1 | 100 Started, 3700 Finished              | 191      |         | 900 | -
      it came into the pits                    | R   | 100 Started, 372 Finished               | 191      | 185     | 250 | -
      it finished, a lap down                  | R   | 100 Started, 372 Finished               | 371      |         | 500 | -
      how the session ended is not known       | R   | 100 Started                             | 191      |         | 250 | -
      in practice too                          | FP1 | 100 Started, 3700 Finished              | 191      |         | 250 | 250
      in practice, if something is known       | FP1 | 100 Started, 3700 Finished              | 191      |         |     | -
      in qualifying, by the red flag           | Q   | 100 Started, 220 Aborted, 600 Started, 999 Finished | 191 |    |     | 220
      """)
  void a_car_that_stops_out_on_the_track_has_a_lap_that_never_ended(String name, SessionCode code, String flags, int end, Integer pitIn,
      Integer stopped, String expected) {
    var last = pitIn == null ? lap(44, 1).ends(end) : lap(44, 1).ends(end).pitIn(pitIn);
    var laps = Stream.concat(WINNER.stream(), Stream.of(last.timed())).toList();
    var unfinished = new UnfinishedLaps(ByHand.clock(code, flags), stopped == null ? Map.of() : Map.of(44, stopped * 1000), laps);
    assertThat(unfinished.after(List.of(last.timed())).map(lap -> lap.number() + " " + lap.end() / 1000).orElse("-"))
        .isEqualTo(expected.equals("-") ? "-" : "2 " + expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      it crashed on the first lap     | R  | 130 | 130
      it never started                | R  | 50  | -
      nothing is known of it          | R  |     | -
      practice has no start           | FP1| 130 | -
      """)
  void a_car_that_does_not_come_round_once_has_a_first_lap_all_the_same(String name, SessionCode code, Integer stopped, String expected) {
    var unfinished = new UnfinishedLaps(ByHand.clock(code, "100 Started, 372 Finished"),
        stopped == null ? Map.of() : Map.of(44, stopped * 1000), WINNER);
    assertThat(unfinished.first(44).map(lap -> "" + lap.end() / 1000).orElse("-")).isEqualTo(expected);
  }

  @ParameterizedTest(name = "the box is behind the line: {0}")
  @CsvSource({", -", "195, 2"})
  void a_lap_that_began_in_the_pit_lane_and_never_left_it_is_none(Integer pitOut, String expected) {
    var last = pitOut == null ? lap(44, 2).ends(200) : lap(44, 2).ends(200).pitOut(pitOut);
    var laps = ByHand.laps(lap(44, 1).pitIn(185).ends(191), last);
    var unfinished = new UnfinishedLaps(ByHand.clock(SessionCode.R, "100 Started, 372 Finished"), Map.of(44, 250_000), WINNER);
    assertThat(unfinished.after(laps).map(lap -> "" + (lap.number() - 1)).orElse("-")).isEqualTo(expected);
  }
}
