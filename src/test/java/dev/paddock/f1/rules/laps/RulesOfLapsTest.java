package dev.paddock.f1.rules.laps;

import static dev.paddock.f1.rules.laps.ByHand.lap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.rules.session.WeatherSample;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesOfLapsTest {
  @ParameterizedTest(name = "from {0} to {1}: {2}, {3}")
  @CsvSource(textBlock = """
      10,  90, 1,   nothing happened
      90, 190, 12,  the yellow flag comes out
     110, 190, 2,   all of it under yellow
     150, 310, 26,  it becomes a virtual safety car
     250, 700, 2671,every code once
     800, 900, 1,   the last one stays in force
        , 150, 2,   only its end is known
     150,    , 2,   only its start is known
        ,    , '',  nothing is known of it
     100, 100, 12,  the ends count
      """)
  void a_lap_has_all_codes_that_were_in_force(Double start, Double end, String codes, String why) {
    var log = new TrackStatusLog(ByHand.changes("0 1, 100 2, 300 6, 500 7, 600 1"));
    assertThat(log.during(ms(start), ms(end))).isEqualTo(codes);
  }

  private static Integer ms(Double seconds) {
    return seconds == null ? null : (Integer) ByHand.ms(seconds);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      a deleted lap                | CAR 81 (PIA) TIME 1:12.542 DELETED - LIMITS AT TURN 10 LAP 14 16:52:03       | LIMITS AT TURN 10 LAP 14
      without a time of day        | CAR 81 (PIA) TIME 1:12.542 DELETED - TRACK LIMITS AT TURN 9                  | TRACK LIMITS AT TURN 9
      without a reason             | CAR 81 (PIA) TIME 1:12.542 DELETED                                           | ''
      another car's                | CAR 4 (NOR) TIME 1:12.542 DELETED - TRACK LIMITS AT TURN 10                  | -
      another time                 | CAR 81 (PIA) TIME 1:12.543 DELETED - TRACK LIMITS AT TURN 10                 | -
      an out-lap from the garage   | CAR 81 (PIA) TIME 11:12.542 DELETED - TRACK LIMITS AT TURN 10                | -
      no lap at all                | CAR 81 (PIA) LAP DELETED - TRACK LIMITS AT TURN 12 LAP 17 16:59:12           | -
      reinstated                   | CAR 81 (PIA) TIME 1:12.542 DELETED - TURN 16; CAR 81 (PIA) TIME 1:12.542 WILL BE REINSTATED | -
      deleted for good after that  | CAR 81 (PIA) TIME 1:12.542 REINSTATED; CAR 81 (PIA) TIME 1:12.542 DELETED - TURN 16 | TURN 16
      nothing of the sort          | DRS ENABLED                                                                  | -
      """)
  void race_control_deletes_laps_and_gives_them_back(String name, String messages, String reason) {
    var deletions = new Deletions(Stream.of(messages.split("; ")).map(message -> ByHand.control(100, message.strip())).toList());
    var laps = ByHand.laps(lap(81, 12), lap(81, 13).takes(72.542).ends(90));
    assertThat(deletions.of(laps)).isEqualTo(reason.equals("-") ? Map.of() : Map.of(13, reason));
  }

  @Test void of_two_laps_with_the_same_time_the_last_one_before_it_was_said_is_deleted() {
    var laps = ByHand.laps(lap(1, 3).takes(90).ends(300), lap(1, 5).takes(90).ends(480), lap(1, 9).takes(90).ends(900));
    assertThat(new Deletions(List.of(ByHand.control(500, "CAR 1 (VER) TIME 1:30.000 DELETED - TURN 1"))).of(laps)).containsOnlyKeys(5);
    assertThat(new Deletions(List.of(ByHand.control(null, "CAR 1 (VER) TIME 1:30.000 DELETED - TURN 1"))).of(laps)).containsOnlyKeys(9);
    assertThat(new Deletions(List.of(ByHand.control(9, "CAR 1 (VER) TIME 1:30.000 DELETED - TURN 1"))).of(laps)).containsOnlyKeys(3);
  }

  @Test void a_lap_begins_where_the_one_before_ended_and_a_race_with_its_start() {
    var laps = ByHand.laps(lap(44, 1).pitOut(20).ends(150), lap(44, 2).ends(240), lap(44, 3).ends(330));
    assertThat(seconds(laps, "R", "0 Inactive, 60 Started, 999 Finished")).containsExactly(60, 150, 240);
    assertThat(seconds(laps, "S", "0 Inactive")).containsExactly(20, 150, 240);
    assertThat(seconds(laps, "FP1", "0 Inactive, 10 Started")).containsExactly(20, 150, 240);
    assertThat(seconds(ByHand.laps(lap(44, 1).ends(150)), "FP1", "10 Started")).containsExactly((Integer) null);
  }

  @Test void after_a_red_flag_a_race_goes_on_with_the_restart_and_other_sessions_where_a_car_leaves_the_pits() {
    var flags = "60 Started, 200 Aborted, 900 Started, 2000 Finished";
    var laps = ByHand.laps(lap(44, 1).ends(150), lap(44, 2).pitIn(290).ends(300), lap(44, 3).pitOut(905).ends(1010), lap(44, 4).ends(1100));
    assertThat(seconds(laps, "R", flags)).containsExactly(60, 150, 900, 1010);
    assertThat(seconds(laps, "Q", flags)).containsExactly(null, 150, 905, 1010);
    var unlapping = ByHand.laps(lap(44, 1).ends(150), lap(44, 2).ends(300), lap(44, 3).pitOut(905).takes(710).ends(1010));
    assertThat(seconds(unlapping, "R", flags)).as("a lap with a time was driven as usual").containsExactly(60, 150, 300);
    assertThat(seconds(ByHand.laps(lap(44, 1).ends(150)), "R", flags)).as("it did not restart").containsExactly(60);
  }

  private static List<Integer> seconds(List<TimedLap> laps, String code, String flags) {
    return LapStarts.of(laps, ByHand.clock(SessionCode.valueOf(code), flags)).stream().map(at -> at == null ? null : (Integer) (at / 1000))
        .collect(Collectors.toList());
  }

  @Test void who_ends_a_lap_first_is_first_and_a_lapped_car_is_among_those_that_did_as_many() {
    var laps = ByHand.laps(lap(1, 1).ends(100), lap(1, 2).ends(190), lap(4, 1).ends(99), lap(4, 2).ends(191), lap(81, 1).ends(180),
        lap(16, 1));
    var positions = RacePositions.of(laps);
    assertThat(laps.stream().map(l -> l.car() + "/" + l.number() + " " + positions.get(new RacePositions.Key(l.car(), l.number()))))
        .containsExactly("1/1 2", "1/2 1", "4/1 1", "4/2 2", "81/1 3", "16/1 null");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = '|', textBlock = """
      a clean lap                                | true  | takes 90, ends 190              | 1   | 1
      yellow flags are no hindrance              | true  | takes 90, ends 190              | 12  | 1
      into the pits                              | false | takes 90, ends 190, pitIn 185   | 1   | 1
      out of the pits                            | false | takes 90, ends 190, pitOut 105  | 1   | 1
      a virtual safety car                       | false | takes 90, ends 190              | 16  | 1
      nobody knows the flags                     | false | takes 90, ends 190              | ''  | 1
      no time                                    | false | ends 190                        | 1   | 1
      3 ms between end and time are rounding     | true  | takes 90, ends 190.003          | 1   | 1
      4 ms are not                               | false | takes 90, ends 190.004          | 1   | 1
      the lap before was behind the safety car   | false | takes 90, ends 190              | 1   | 4
      the safety car came in during the lap before | true | takes 90, ends 190             | 1   | 41
      """)
  void accurate_laps_are_fit_for_comparing(String name, boolean accurate, String says, String status, String before) {
    assertThat(Accuracy.of(on(said(lap(44, 2), says).timed(), status), on(lap(44, 1).ends(100).timed(), before))).isEqualTo(accurate);
  }

  @Test void the_sum_of_the_sectors_agrees_with_the_time_of_an_accurate_lap_within_3_ms() {
    for (int off : new int[] {0, 3, 4}) {
      assertThat(Accuracy.of(on(sectors(30_000, 30_000 + off), "1"), null)).as("%d ms", off).isEqualTo(off <= 3);
    }
    assertThat(Accuracy.of(on(sectors(null, 30_000), "1"), null)).isFalse();
  }

  private static TimedLap sectors(Integer first, Integer third) {
    return new TimedLap(44, 1, 90_000, first, 30_000, third, 190_000, null, null, null, null, null, 0, null, null, null, null, true);
  }

  private static ByHand said(ByHand lap, String says) {
    Arrays.stream(says.split(", ")).map(word -> word.split(" ")).forEach(word -> {
      double at = Double.parseDouble(word[1]);
      switch (word[0]) {
        case "takes" -> lap.takes(at);
        case "ends" -> lap.ends(at);
        case "pitIn" -> lap.pitIn(at);
        default -> lap.pitOut(at);
      }
    });
    return lap;
  }

  static Lap on(TimedLap lap, String status) {
    return new Lap(lap, null, null, "UNKNOWN", null, null, null, status, false, "", false, false);
  }

  @ParameterizedTest(name = "a lap from {0} to {1}: the sample of {2}")
  @CsvSource({"100, 190, 120", "130, 170, 120", "10, 50, ", "120, 120, 120", ", 190, 180", ", , ", "500, 590, 180"})
  void the_weather_of_a_lap_is_the_first_sample_within_or_the_last_before_its_end(Integer start, Integer end, Integer at) {
    var samples = Stream.of(60, 120, 180).map(s -> new WeatherSample(s * 1000, 20.0, 30.0, 50.0, 1000.0, 1.0, 90, false)).toList();
    var timed = end == null ? lap(1, 1).timed() : lap(1, 1).ends(end).timed();
    var lap = new Lap(timed, start == null ? null : (Integer) (start * 1000), 1, "SOFT", 1, true, null, "1", false, "", false, false);
    assertThat(LapWeather.of(lap, samples).map(sample -> sample.at() / 1000).orElse(null)).isEqualTo(at);
  }
}
