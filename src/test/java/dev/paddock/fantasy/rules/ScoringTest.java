package dev.paddock.fantasy.rules;

import static dev.paddock.fantasy.rules.Classification.Kind.QUALIFYING;
import static dev.paddock.fantasy.rules.Classification.Kind.RACE;
import static dev.paddock.fantasy.rules.Classification.Kind.SPRINT;
import static dev.paddock.fantasy.rules.Written.session;
import static dev.paddock.fantasy.rules.Written.sum;
import static dev.paddock.fantasy.rules.Written.weekend;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.fantasy.rules.Classification.Kind;
import dev.paddock.fantasy.store.RuleSetFile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringTest {

  @ParameterizedTest(name = "{0}: {5} = {6}, as captain {7}")
  @CsvSource(nullValues = "-", value = {
      // case,                           qualifying, sprint,     race,              field, lines,       driver, captain
      "A pole win fastest lap,           1 x,        -,          1 x 1 fl 50 90.1,  20,    10+25+0+10,  45,     67.5",
      "B Q14 to P7,                      14 x,       -,          7 x 14,            20,    0+6+7,       13,     19.5",
      "C Q3 then out,                    3 x,        -,          R x 3,             20,    8-20,        -12,    -18",
      "D a sprint weekend,               5 x,        2 x 5,      1 x 4,             20,    6+7+3+25+3,  44,     66",
      "E from the pit lane of 22 to P11, 22 x,       -,          11 x PL,           22,    0+0+11,      11,     16.5",
      "F Q9 then disqualified,           9 x,        -,          D x 9,             20,    2-20,        -18,    -27",
      "G Q6 then did not start,          6 x,        -,          W x 6,             20,    5+0,         5,      7.5",
      "H no time and P20 to P10,         N x,        -,          10 x 20,           20,    -5+1+10,     6,      9",
      "a place lost in each race,        P11,        4 x 3,      11 x 10,           20,    0+5-1+0-1,   3,      4.5",
      "out of the sprint,                1 x,        R x 1,      -,                 20,    10-10,       0,      0",
      "disqualified from all,            D x,        D x 1,      D x 1,             20,    -5-10-20,    -35,    -52.5",
      "not classified in the race,       10 x,       -,          N x 2,             20,    1-20,        -19,    -28.5",
      "no grid known: no place change,   2 x,        -,          1 x -,             20,    9+25+0,      34,     51",
  })
  void a_weekend(String name, String qualifying, String sprint, String race, int field, String lines, double points, double asCaptain) {
    var sessions = Stream.of(written(QUALIFYING, qualifying == null || !qualifying.equals("P11") ? qualifying : "11 x", field),
        written(SPRINT, sprint, field), written(RACE, race, field)).flatMap(List::stream).toArray(Classification[]::new);
    var weekend = weekend(sessions);
    assertThat(sum(weekend, "x")).isEqualTo(lines);
    assertThat(weekend.total(new Lineup(List.of("x", "absent"), "absent2", "absent"))).isEqualTo((int) (points * 100));
    assertThat(weekend.total(new Lineup(List.of("x", "absent"), "x", "absent"))).isEqualTo((int) (asCaptain * 100));
  }

  /** The car in question, and the rest of the field on their grid places so that its size is known. */
  private static List<Classification> written(Kind kind, String car, int field) {
    if (car == null) return List.of();
    var others = IntStream.range(1, field).mapToObj(i -> "R other" + i + " " + i).collect(Collectors.joining(","));
    return List.of(session(kind, car + "," + others));
  }

  @Test void a_provisional_podium_that_is_taken_and_given_back() {
    var before = weekend(session(RACE, "6 hadjar 6, 7 gasly 7"));
    var after = weekend(session(RACE, "3 gasly 7, 7 hadjar 6"));
    var lineup = new Lineup(List.of("gasly"), "gasly", "hadjar");
    assertThat(sum(after, "gasly")).isEqualTo("15+4");
    assertThat(sum(before, "gasly")).isEqualTo("6+0");
    assertThat(after.total(lineup) - before.total(lineup)).isEqualTo(1950);
  }

  @Test void the_fastest_lap_passes_on_when_its_holder_is_not_classified_and_ties_go_to_who_set_it_first() {
    assertThat(sum(weekend(session(RACE, "1 a 1 fl 40 90.5, 2 b 2 fl 30 90.1, D c 3 fl 20 89.9")), "b")).isEqualTo("18+0+10");
    assertThat(sum(weekend(session(RACE, "1 a 1 fl 40 90.1, 2 b 2 fl 30 90.1, R c 3 fl 20 89.9")), "b")).isEqualTo("18+0+10");
    assertThat(sum(weekend(session(RACE, "1 a 1 fl 40 90.1, 2 b 2 fl 40 90.1")), "a")).isEqualTo("25+0+10");
    assertThat(sum(weekend(session(QUALIFYING, "1 a - fl 4 90.1, 2 b - fl 4 90.2")), "a")).isEqualTo("10");
  }

  @Test void a_dead_heat_gives_both_the_points_of_the_shared_place() {
    var weekend = weekend(session(RACE, "1 a 1, 2 b 2, 2 c 3, 4 d 4"));
    assertThat(sum(weekend, "b")).isEqualTo("18+0");
    assertThat(sum(weekend, "c")).isEqualTo("18+1");
  }

  @Test void the_vice_captain_steps_in_only_when_the_captain_took_part_in_nothing() {
    var lineup = new Lineup(List.of("cap", "vice"), "cap", "vice");
    assertThat(weekend(session(QUALIFYING, "1 vice"), session(RACE, "1 vice 1, W cap -")).total(lineup)).isEqualTo(3500 * 3 / 2);
    assertThat(weekend(session(QUALIFYING, "1 vice"), session(RACE, "1 vice 1")).total(lineup)).as("not entered").isEqualTo(3500 * 3 / 2);
    assertThat(weekend(session(QUALIFYING, "1 vice, W cap"), session(RACE, "1 vice 1, R cap 2")).total(lineup)).isEqualTo(3500 - 3000);
    assertThat(weekend(session(QUALIFYING, "1 vice, N cap"), session(RACE, "1 vice 1, W cap 2")).total(lineup)).isEqualTo(3500 - 750);
  }

  @Test void a_missing_grid_is_flagged() {
    var lines = Written.lines(weekend(session(RACE, "1 a -, 2 b 1")), "a");
    assertThat(lines).extracting(Line::note).containsExactly("P1", Line.DATA_INCOMPLETE);
  }

  @Test void a_driver_listed_twice_is_refused() {
    assertThatThrownBy(() -> weekend(session(RACE, "1 a 1, 2 a 2"))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test void a_rule_set_that_would_need_rounding_is_refused() {
    var quarter = RuleSetFile.bundled("classic").body().replace("\"placeGained\": 1", "\"placeGained\": 0.25");
    assertThatThrownBy(() -> RuleSetFile.of(quarter)).hasMessageContaining("whole hundredths");
    assertThatThrownBy(() -> RuleSetFile.of("{\"overtakes\": 1}")).hasMessageContaining("not a rule set");
  }

  // Facts: F1DB (CC BY 4.0), final classifications of 2025 with penalties applied.
  private static final WeekendScore LAS_VEGAS = weekend(
      session(QUALIFYING, """
          1 norris, 2 max_verstappen, 3 sainz, 4 russell, 5 piastri, 6 lawson, 7 alonso, 8 hadjar, 9 leclerc, 10 gasly, 11 hulkenberg,
          12 stroll, 13 ocon, 14 bearman, 15 colapinto, 16 albon, 17 antonelli, 18 bortoleto, 19 tsunoda,
          20 hamilton""".replace(",\n", ",")),
      session(RACE, """
          1 max_verstappen 2 fl 50 93.365, 2 russell 4, 3 antonelli 17 fl 48 93.998, 4 leclerc 9, 5 sainz 3, 6 hadjar 8, 7 hulkenberg 11,
          8 hamilton 19, 9 ocon 13, 10 bearman 14, 11 alonso 7, 12 tsunoda PL, 13 gasly 10, 14 lawson 6, 15 colapinto 15, R albon 16,
          R bortoleto 18, R stroll 12, D norris 1 fl 41 93.965, D piastri 5""".replace(",\n", ",")));

  private static final WeekendScore CHINA = weekend(
      session(QUALIFYING, """
          1 piastri, 2 russell, 3 norris, 4 max_verstappen, 5 hamilton, 6 leclerc, 7 hadjar, 8 antonelli, 9 tsunoda, 10 albon, 11 ocon,
          12 hulkenberg, 13 alonso, 14 stroll, 15 sainz, 16 gasly, 17 bearman, 18 doohan, 19 bortoleto, 20 lawson""".replace(",\n", ",")),
      session(SPRINT, """
          1 hamilton 1, 2 piastri 3, 3 max_verstappen 2, 4 russell 5, 5 leclerc 4, 6 tsunoda 8, 7 antonelli 7, 8 norris 6, 9 stroll 10,
          10 alonso 11, 11 albon 9, 12 gasly 17, 13 hadjar 15, 14 lawson 19, 15 bearman 12, 16 ocon 18, 17 sainz 13, 18 bortoleto 14,
          19 hulkenberg PL, 20 doohan 16""".replace(",\n", ",")),
      session(RACE, """
          1 piastri 1 fl 53 95.520, 2 norris 3 fl 53 95.454, 3 russell 2, 4 max_verstappen 4 fl 56 95.488, 5 ocon 11, 6 antonelli 8,
          7 albon 10, 8 bearman 17, 9 stroll 14, 10 sainz 15, 11 hadjar 7, 12 lawson PL, 13 doohan 18, 14 bortoleto 19, 15 hulkenberg 12,
          16 tsunoda 9, R alonso 13, D leclerc 6, D hamilton 5, D gasly 16""".replace(",\n", ",")));

  private static final WeekendScore SAO_PAULO = weekend(
      session(QUALIFYING, """
          1 norris, 2 antonelli, 3 leclerc, 4 piastri, 5 hadjar, 6 russell, 7 lawson, 8 bearman, 9 gasly, 10 hulkenberg, 11 alonso,
          12 albon, 13 hamilton, 14 stroll, 15 sainz, 16 max_verstappen, 17 ocon, 18 colapinto, 19 tsunoda,
          W bortoleto""".replace(",\n", ",")),
      session(SPRINT, """
          1 norris 1, 2 antonelli 2, 3 russell 4, 4 max_verstappen 6, 5 leclerc 8, 6 alonso 5, 7 hamilton 11, 8 gasly 13, 9 stroll 7,
          10 hadjar 9, 11 ocon 18, 12 bearman 15, 13 tsunoda 19, 14 sainz 20, 15 hulkenberg 10, 16 lawson 17, 17 albon 12,
          18 bortoleto 14, R piastri 3, R colapinto 16""".replace(",\n", ",")),
      session(RACE, """
          1 norris 1, 2 antonelli 2, 3 max_verstappen PL fl 56 72.447, 4 russell 6, 5 piastri 4 fl 54 72.742, 6 bearman 8, 7 lawson 7,
          8 hadjar 5, 9 hulkenberg 10, 10 gasly 9, 11 albon 12 fl 59 72.400, 12 ocon PL, 13 sainz 15, 14 alonso 11, 15 colapinto 16,
          16 stroll 14, 17 tsunoda 17, R hamilton 13, R leclerc 3, R bortoleto 18""".replace(",\n", ",")));

  @ParameterizedTest(name = "{0}, {1}: {2} = {3}")
  @CsvSource({
      // qualifying + place + places gained (+ fastest lap)
      "Las Vegas, max_verstappen, 9+25+1+10,     45",
      "Las Vegas, russell,        7+18+2,        27",
      "Las Vegas, antonelli,      0+15+14,       29",
      "Las Vegas, tsunoda,        0+0+8,         8",     // pit lane: from 20th of 20 to 12th
      "Las Vegas, hamilton,       0+4+11,        15",
      "Las Vegas, gasly,          1+0-3,         -2",
      "Las Vegas, lawson,         5+0-8,         -3",
      "Las Vegas, norris,         10-20,         -10",   // second on the road, disqualified that night
      "Las Vegas, piastri,        6-20,          -14",
      "Las Vegas, stroll,         0-20,          -20",
      // qualifying + sprint place + places + race place + places
      "China,     hamilton,       6+8+0-20,      -6",    // won the sprint, disqualified on Sunday
      "China,     leclerc,        5+4-1-20,      -12",
      "China,     piastri,        10+7+1+25+0,   43",
      "China,     norris,         8+1-2+18+1+10, 36",
      "China,     gasly,          0+0+5-20,      -15",
      "China,     hulkenberg,     0+0+1+0-3,     -2",    // from the pit lane in the sprint: 20th to 19th
      "China,     lawson,         0+0+5+0+8,     13",    // and on Sunday Lawson: 20th to 12th
      "China,     tsunoda,        2+3+2+0-7,     0",
      "Sao Paulo, max_verstappen, 0+5+2+15+17,   39",    // two started from the pit lane, both from place 20
      "Sao Paulo, ocon,           0+0+7+0+8,     15",
      "Sao Paulo, albon,          0+0-5+0+1+10,  6",
      "Sao Paulo, norris,         10+8+0+25+0,   43",
      "Sao Paulo, piastri,        7-10+10-1,     6",
      "Sao Paulo, leclerc,        8+4+3-20,      -5",
      "Sao Paulo, bortoleto,      0+0-4-20,      -24",   // crashed in the sprint but classified; no qualifying
  })
  void real_rounds_of_2025(String round, String driver, String lines, int points) {
    var weekend = switch (round) {
      case "Las Vegas" -> LAS_VEGAS;
      case "China" -> CHINA;
      default -> SAO_PAULO;
    };
    assertThat(sum(weekend, driver)).isEqualTo(lines);
    assertThat(Arrays.stream(lines.replace("-", "+-").split("\\+")).filter(s -> !s.isEmpty()).mapToInt(Integer::parseInt).sum())
        .isEqualTo(points);
    assertThat(weekend.total(new Lineup(List.of(driver), "nobody", "nobody"))).isEqualTo(points * 100);
  }
}
