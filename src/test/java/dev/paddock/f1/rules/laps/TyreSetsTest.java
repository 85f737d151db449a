package dev.paddock.f1.rules.laps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TyreSetsTest {
  /** Messages: second, stint, compound, n(ew) or u(sed) with their age. Entries: second/lap. Sets: first lap, compound, age. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      one set for the whole race | 10 0 HARD n0 | '' | 1 HARD 0
      a stop | 10 0 HARD n0; 1225 1 SOFT u3 | 1200/12 | 1 HARD 0; 13 SOFT 3
      it is told two laps late | 10 0 HARD n0; 1400 1 SOFT u3 | 1200/12 | 1 HARD 0; 13 SOFT 3
      unknown at first: the stint begins all the same | 10 0 HARD n0; 1225 1 UNKNOWN u0; 1230 1 MEDIUM u6 | 1200/12 | 1 HARD 0; 13 MEDIUM 6
      unknown for good | 10 0 HARD n0; 1225 1 UNKNOWN u0 | 1200/12 | 1 HARD 0; 13 UNKNOWN 0
      what is not said stays | 10 0 SOFT; 900 0 - u3 | '' | 1 SOFT 3
      what was known is not unlearned | 10 0 SOFT n0; 900 0 UNKNOWN | '' | 1 SOFT 0
      a correction after the next stop | 10 0 HARD n0; 1225 1 SOFT u3; 2425 2 HARD n0; 2500 1 MEDIUM | 1200/12, 2400/24 | 1 HARD 0; 13 MEDIUM 3; 25 HARD 0
      a drive-through changes nothing | 10 0 HARD n0; 2425 1 SOFT u3 | 1200/12, 2400/24 | 1 HARD 0; 25 SOFT 3
      the counter rises on the grid: it ran ahead | 10 0 INTERMEDIATE n0; 40 1 INTERMEDIATE n0; 1225 1 MEDIUM u6 | 1200/12 | 1 INTERMEDIATE 0; 13 MEDIUM 6
      ahead by two, and corrected | 10 0 WET n0; 20 1 WET n0; 40 2 WET n0; 1225 2 UNKNOWN u0; 1230 2 SOFT u1 | 1200/12 | 1 WET 0; 13 SOFT 1
      two counted for one stop | 10 0 HARD n0; 1225 1 UNKNOWN u0; 1230 1 SOFT u2; 1230 2 SOFT u2 | 1200/12 | 1 HARD 0; 13 SOFT 2
      the grid's change is told of the first set | 10 0 WET n0; 40 1 INTERMEDIATE n0; 900 0 INTERMEDIATE | '' | 1 INTERMEDIATE 0
      behind the safety car, through the pits | 10 0 WET n0; 320 1 UNKNOWN u0; 365 1 WET u2; 365 2 UNKNOWN u0; 415 2 WET u2; 480 3 WET u3; 990 3 HARD n0 | 310/2, 470/3, 980/5 | 1 WET 0; 3 WET 2; 4 WET 3; 6 HARD 0
      two stops told in one line | 10 0 HARD n0; 2425 1 SOFT u3; 2425 2 HARD n0 | 1200/12, 2400/24 | 1 HARD 0; 13 SOFT 3; 25 HARD 0
      all told at the beginning, in hindsight | 10 0 HARD n0; 10 1 SOFT u3; 10 2 MEDIUM n0 | 1200/12, 2400/24 | 1 HARD 0; 13 SOFT 3; 25 MEDIUM 0
      more told than there were stops | 10 0 HARD n0; 10 1 SOFT u3 | '' | 1 SOFT 3
      the first message comes after a stop | 1300 0 HARD n0; 1300 1 SOFT n0 | 1200/12 | 1 HARD 0; 13 SOFT 0
      nobody said anything | '' | 1200/12 | ''
      """)
  void follows_the_car_through_the_pits(String name, String messages, String entries, String sets) {
    assertThat(TyreSets.of(messages(messages), entries(entries)).stream().map(set -> set.fromLap() + " " + set.compound() + " " + set.age())
        .collect(Collectors.joining("; "))).isEqualTo(sets);
  }

  static List<TyreMessage> messages(String text) {
    var messages = new ArrayList<TyreMessage>();
    for (var message : text.split("; *")) {
      if (message.isBlank()) continue;
      var f = message.strip().split(" ");
      var age = f.length < 4 ? null : f[3];
      messages.add(new TyreMessage(Integer.parseInt(f[0]) * 1000, 44, Integer.parseInt(f[1]), f[2].equals("-") ? null : f[2],
          age == null ? null : (Boolean) age.startsWith("n"), null, age == null ? null : Integer.valueOf(age.substring(1))));
    }
    return messages;
  }

  static List<TyreSets.Entry> entries(String text) {
    return Stream.of(text.split(", *")).filter(entry -> !entry.isBlank()).map(entry -> entry.strip().split("/"))
        .map(f -> new TyreSets.Entry(Integer.parseInt(f[0]) * 1000, Integer.parseInt(f[1]))).toList();
  }
}
