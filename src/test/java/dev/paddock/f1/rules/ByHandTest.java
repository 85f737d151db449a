package dev.paddock.f1.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.ByHand.Entry;
import dev.paddock.f1.rules.ByHand.Fault;
import dev.paddock.f1.rules.ByHand.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows are written as {@code 1 norris}; {@code =} marks a dead heat, {@code !} a disqualification. */
class ByHandTest {
  static final List<String> DRIVERS = List.of("norris", "russell", "hamilton", "leclerc");

  private static Row row(String text) {
    boolean shared = text.contains("=");
    boolean out = text.contains("!");
    var words = text.replaceAll("[=!]", "").strip().split(" ");
    return new Row(new CarResult(words[1], "team", 1, Integer.parseInt(words[0]), out ? Finish.DISQUALIFIED : Finish.CLASSIFIED,
        null, null, null, null, null, null, null, null, null), shared);
  }

  private static Entry entry(String rows) {
    return ByHand.of(Stream.of(rows.split(",")).map(String::strip).map(ByHandTest::row).toList(), DRIVERS::contains, Optional.empty());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
      "1 norris",
      "1 norris, 2 russell, 3 hamilton",
      "2 russell, 1 norris",
      "1 norris, 2 russell !",
      "1 norris =, 1 russell =, 3 hamilton",
      "1 norris, 2 russell =, 2 hamilton =, 4 leclerc",
  })
  void is_taken(String rows) {
    assertThat(entry(rows)).isInstanceOfSatisfying(Entry.Accepted.class, taken ->
        assertThat(taken.result().cars()).hasSize(rows.split(",").length));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(delimiter = '|', value = {
      "1 senna                               | 0  | driverId",   // nobody knows him
      "1 norris, 2 norris                    | 1  | driverId",
      "1 norris, 1 russell                   | 0  | position",   // both are first, and nothing says that they may be
      "1 norris =, 1 russell                 | 0  | position",   // a dead heat is of two
      "1 norris =, 2 russell                 | 0  | deadHeat",
      "1 norris =, 1 russell = !             | 0  | position",   // disqualified cars share no place
      "2 norris                              | -1 | rows",       // where is the winner?
      "1 norris, 3 russell                   | -1 | rows",
      "1 norris =, 1 russell =, 2 hamilton   | -1 | rows",       // behind two firsts there is no second
      "27 norris                             | 0  | position",
      "0 norris                              | 0  | position",
  })
  void is_refused(String rows, int row, String field) {
    assertThat(entry(rows)).isInstanceOfSatisfying(Entry.Refused.class, refused ->
        assertThat(refused.faults()).extracting(Fault::row, Fault::field).contains(org.assertj.core.groups.Tuple.tuple(row, field)));
  }

  @Test void team_and_number_are_as_before_where_they_are_left_out() {
    var before = new Classification(List.of(new CarResult("norris", "mclaren", 4, 1, Finish.CLASSIFIED, 2500, 1, 50, 1L, 1, 1L, null, null, null)));
    var bare = new Row(new CarResult("norris", "", 0, 1, Finish.DISQUALIFIED, null, null, null, null, null, null, null, null, null), false);
    assertThat(ByHand.of(List.of(bare), DRIVERS::contains, Optional.of(before))).isInstanceOfSatisfying(Entry.Accepted.class, taken ->
        assertThat(taken.result().cars()).singleElement().satisfies(car -> {
          assertThat(car.constructorId()).isEqualTo("mclaren");
          assertThat(car.number()).isEqualTo(4);
          assertThat(car.points()).as("a result by hand says what it says").isNull();
        }));
    assertThat(ByHand.of(List.of(bare), DRIVERS::contains, Optional.empty())).isInstanceOf(Entry.Refused.class);
  }

  @Test void who_is_not_classified_has_no_points() {
    var row = new Row(new CarResult("norris", "mclaren", 4, 1, Finish.RETIRED, 100, 1, 120, null, null, null, null, null, null), false);
    var far = new Row(new CarResult("russell", "mercedes", 63, 2, Finish.CLASSIFIED, 100, 1, 121, null, null, null, null, null, null), false);
    assertThat(ByHand.of(List.of(row, far), DRIVERS::contains, Optional.empty())).isInstanceOfSatisfying(Entry.Refused.class, refused ->
        assertThat(refused.faults()).extracting(Fault::field).containsExactly("points", "laps"));
  }
}
