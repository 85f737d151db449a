package dev.paddock.fantasy.rules;

import static dev.paddock.fantasy.rules.Classification.Kind.QUALIFYING;
import static dev.paddock.fantasy.rules.Classification.Kind.RACE;
import static dev.paddock.fantasy.rules.Classification.Kind.SPRINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.fantasy.rules.Classification.Car;
import dev.paddock.fantasy.rules.Classification.Kind;
import dev.paddock.fantasy.rules.Classification.Outcome;
import dev.paddock.fantasy.store.RuleSetFile;
import dev.paddock.fantasy.store.RuleSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The presets as a race-goer would check them: driver by driver, chip by chip, transfer by transfer. */
class PresetsTest {
  private static final RuleSet OFFICIAL = RuleSets.BUNDLED.of("official-2026").rules();

  private static RuleSet rules(String id) {
    return RuleSets.BUNDLED.of(id).rules();
  }

  @ParameterizedTest(name = "{0} {1}: {2} gives {3}, as captain {4}")
  @CsvSource({
      "gentle,        RACE,       R x 3,       -10, -15",
      "gentle,        RACE,       D x 3,       -10, -15",
      "gentle,        SPRINT,     R x 3,       -5,  -7.5",
      "gentle,        QUALIFYING, N x,         -5,  -7.5",
      "gentle,        RACE,       7 x 3,       6,   9",      // four places lost cost nothing
      "gentle,        RACE,       3 x 7,       19,  28.5",
      "gentle,        SPRINT,     8 x 1,       1,   1.5",
      "official-2026, RACE,       R x 3,       -20, -40",
      "official-2026, RACE,       7 x 3,       2,   4",
      "official-2026, RACE,       1 x 1 fl 40 90.5, 35, 70",
      "official-2026, SPRINT,     D x 3,       -10, -20",
      "official-2026, QUALIFYING, 1 x,         10,  20",
      "official-2026, QUALIFYING, N x,         -5,  -10",
      "official-2026, RACE,       W x -,       0,   0",
  })
  void a_driver(String id, Kind kind, String car, double points, double asCaptain) {
    var weekend = WeekendScore.of(rules(id), List.of(Written.session(kind, car)));
    assertThat(weekend.driver("x")).isEqualTo((int) (100 * points));
    assertThat(weekend.total(new Lineup(List.of("x"), "x", "nobody"))).isEqualTo((int) (100 * asCaptain));
  }

  /** So many cars in qualifying, and where a constructor's two came in: 0 is without a time. */
  @ParameterizedTest(name = "of {0} cars {1} and {2}: {3}")
  @CsvSource({
      "20, 1,  2,  29",    // 10 + 9, and 10 for both in Q3
      "20, 10, 11, 6",     // 1 + 0, and 5 for one
      "20, 11, 15, 3",
      "20, 15, 16, 1",
      "20, 16, 17, -1",
      "22, 16, 17, 1",     // 22 cars: six leave in each part
      "22, 17, 18, -1",
      "22, 1,  0,  10",    // 10, -5 without a time, and 5 for the one
      "22, 0,  0,  -11",
  })
  void a_constructor_in_qualifying(int cars, int one, int other, int points) {
    var field = new ArrayList<Car>();
    for (int place = 1; place <= cars; place++) {
      boolean its = place == one || place == other || one == 0 && place == cars || other == 0 && place == cars - 1;
      boolean timed = place == one || place == other || !its;
      field.add(new Car("d" + place, its ? "its" : "c" + place, timed ? Outcome.CLASSIFIED : Outcome.NOT_CLASSIFIED, place,
          Optional.empty(), Optional.empty()));
    }
    var weekend = WeekendScore.of(OFFICIAL, List.of(new Classification("q", 1, QUALIFYING, field)));
    assertThat(weekend.constructor("its")).isEqualTo(100 * points);
  }

  // First: 10 + 25. Second: 9 + 18 - 1 place. Third: retired, 8 - 20.
  private static final List<Classification> WEEKEND = List.of(
      Written.session(QUALIFYING, "1 first, 2 second, 3 third"), Written.session(RACE, "1 first 1, 2 second 1, R third 3"));

  @ParameterizedTest(name = "{0}, captain {1}, vice {2}, {3} charged: {4}")
  @CsvSource({
      "none,        first, second, 0, 84",    // 2 × 35 + 26 - 12
      "none,        first, second, 3, 54",
      "extra-boost, first, second, 0, 145",   // 3 × 35 + 2 × 26 - 12
      "no-negative, third, first,  0, 78",    // 35 + 27 + 2 × 8: the place lost goes, too
      "no-negative, third, first,  1, 68",    // transfers are still charged
      "autopilot,   third, second, 0, 84",
      "wildcard,    third, first,  0, 37",    // 35 + 26 - 2 × 12
      "limitless,   third, first,  0, 37",
      "none,        absent, first, 0, 49",    // nobody steps in
  })
  void a_chip(String chip, String captain, String vice, int charged, double points) {
    var lineup = new Lineup(List.of("first", "second", "third"), captain, vice, List.of(), Chip.of(chip), charged);
    assertThat(WeekendScore.of(OFFICIAL, WEEKEND).total(lineup)).isEqualTo((int) (100 * points));
  }

  /** Line-ups as letters, one a driver; a digit before them is the round, a letter behind the dot the chip (w, l). */
  @ParameterizedTest(name = "after {0}, {1} makes {2} transfers, {3} of them charged")
  @CsvSource({
      "'',                 1abcde,   0, 0",
      "1abcde,             2abcde,   0, 0",
      "1abcde,             2abcxy,   2, 0",
      "1abcde,             2abxyz,   3, 1",
      "1abcde,             3abxyz,   3, 0",   // one is carried over
      "1abcde,             9abcvwxyz,4, 1",   // never more than one
      "1abcde 2abcdx,      3abyzx,   2, 0",
      "1abcde 2abcdx,      3avyzx,   3, 0",
      "1abcde 2abcxy,      3avyzx,   2, 0",
      "1abcde 2abcxy,      3vwyzx,   3, 1",
      "1abcde,             2vwxyz.w, 5, 0",
      "1abcde 2vwxyz.w,    3vwabc,   3, 0",   // a round under a wildcard uses none
      "1abcde 2vwxyz.l,    3abcde,   0, 0",   // after limitless the one before is back
      "1abcde 2vwxyz.l,    3abxyz,   3, 0",
  })
  void transfers(String before, String next, int made, int charged) {
    SortedMap<Integer, Lineup> saved = new TreeMap<>();
    for (var lineup : before.split(" ")) if (!lineup.isEmpty()) saved.put(round(lineup), lineup(lineup));
    var count = Transfers.count(OFFICIAL.transfers(), saved, round(next), lineup(next));
    assertThat(count.made()).isEqualTo(made);
    assertThat(count.charged()).isEqualTo(charged);
    assertThat(Transfers.count(Optional.empty(), saved, round(next), lineup(next)).charged()).as("classic").isZero();
  }

  private static int round(String lineup) {
    return lineup.charAt(0) - '0';
  }

  private static Lineup lineup(String written) {
    var parts = written.substring(1).split("\\.");
    Optional<Chip> chip = parts.length < 2 ? Optional.empty() : Optional.of(parts[1].equals("w") ? Chip.WILDCARD : Chip.LIMITLESS);
    var drivers = parts[0].chars().mapToObj(Character::toString).toList();
    return new Lineup(drivers, drivers.get(0), drivers.get(1), List.of(), chip, 0);
  }

  @Test void a_chip_is_played_once_a_season_and_not_in_its_first_round() {
    var saved = new TreeMap<>(Map.of(1, lineup("1abcde"), 2, lineup("2abcde.w")));
    assertThat(ChipPlay.judge(OFFICIAL, saved, 3, lineup("3abcde.w"))).isEqualTo(new ChipPlay.PlayedBefore(Chip.WILDCARD, 2));
    assertThat(ChipPlay.judge(OFFICIAL, saved, 2, lineup("2abcde.w"))).as("saved again").isEqualTo(new ChipPlay.Allowed());
    assertThat(ChipPlay.judge(OFFICIAL, saved, 1, lineup("1abcde.l"))).isEqualTo(new ChipPlay.TooEarly(Chip.LIMITLESS, 2));
    assertThat(ChipPlay.judge(rules("gentle"), saved, 3, lineup("3abcde.l"))).isEqualTo(new ChipPlay.NotInRules(Chip.LIMITLESS));
    assertThat(ChipPlay.judge(rules("gentle"), saved, 3, lineup("3abcde"))).isEqualTo(new ChipPlay.Allowed());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
      "D b,   1 a 1 | D b 2 | 2 c 3 | 3 d 4",
      "P b 1, 1 a 1 | 3 b 2 | 2 c 3 | 4 d 4",
      "P b 9, 1 a 1 | 4 b 2 | 2 c 3 | 3 d 4",
      "G a 2, 1 a 3 | 2 b 1 | 3 c 2 | 4 d 4",
      "G d 5, 1 a 1 | 2 b 2 | 3 c 3 | 4 d 4",
      "D x,   1 a 1 | 2 b 2 | 3 c 3 | 4 d 4",
  })
  void a_penalty_is_another_result(String penalty, String result) {
    var words = penalty.split(" ");
    var applied = (switch (words[0]) {
      case "D" -> new Penalty.Disqualified(words[1]);
      case "P" -> new Penalty.PlacesBack(words[1], Integer.parseInt(words[2]));
      default -> new Penalty.GridDrop(words[1], Integer.parseInt(words[2]));
    }).applied(Written.session(RACE, "1 a 1, 2 b 2, 3 c 3, 4 d 4"));
    assertThat(applied.cars().stream().map(car -> (car.outcome() == Outcome.DISQUALIFIED ? "D" : car.position()) + " " + car.driverId() + " "
        + car.grid().orElseThrow()).collect(Collectors.joining(" | "))).isEqualTo(result);
  }

  @Test void classic_is_what_it_was() {
    assertThat(rules("classic").hash()).isEqualTo(CLASSIC_HASH);
    assertThat(rules("classic").constructors()).isEmpty();
    assertThat(rules("gentle").priceList()).isEqualTo(rules("classic").priceList()).isNotEqualTo(OFFICIAL.priceList());
  }

  @Test void rules_that_cannot_be_are_refused() {
    var official = RuleSets.BUNDLED.of("official-2026").body();
    assertThatThrownBy(() -> RuleSetFile.of(official.replace("\"fromRound\": 2, \"captain\": 3,", "\"fromRound\": 2, \"captain\": 2.5,")
        .replace("\"fastestLap\": 5", "\"fastestLap\": 0.01"))).hasMessageContaining("whole hundredths");
    assertThatThrownBy(() -> RuleSetFile.of(official.replace("\"wildcard\"", "\"joker\""))).hasMessageContaining("no chip joker");
    assertThatThrownBy(() -> RuleSetFile.of(official.replace("\"constructors\": 2}", "\"constructors\": 0}")))
        .hasMessageContaining("constructors that are picked score");
    assertThatThrownBy(() -> RuleSetFile.of(official.replace("\"notes\"", "\"remarks\""))).hasMessageContaining("not a rule set");
  }

  @Test void a_sprint_counts_for_a_constructor_without_a_bonus() {
    var sprint = new Classification("s", 1, SPRINT, List.of(new Car("a", "its", Outcome.CLASSIFIED, 1, Optional.of(1), Optional.empty()),
        new Car("b", "its", Outcome.RETIRED, 2, Optional.of(2), Optional.empty())));
    assertThat(WeekendScore.of(OFFICIAL, List.of(sprint)).constructor("its")).isEqualTo(-200);
  }

  private static final String CLASSIC_HASH = "92ba45e9d2ba6d9afebdec5b2946e30c34729aa193a859a1baa9ae7cfdcf184b";
}
