package dev.paddock.f1.provider.livetiming;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.f1.rules.session.TimedLap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Laps of recorded sessions beside those that FastF1 makes of the same bytes: every column of every lap is equal, but for the cells of
 * {@link #FASTF1_IS_WRONG}. The recordings are not part of this project: where they are not at hand, nothing is tested.
 */
class OracleLapsTest {
  static final Path ORACLE = Path.of("../shared/oracle/laps");
  static final Path RECORDED = Path.of("../shared/recordings/livetiming.formula1.com/static");

  /** Of a lap and those that follow from it: the columns in which we differ, and the proof. Both must differ, and no other cell may. */
  record Wrong(String session, int car, int from, int to, List<String> columns, String proof) {
    boolean covers(String session, TimedLap lap, String column) {
      return session.contains(this.session) && car == lap.car() && lap.number() >= from && lap.number() <= to && columns.contains(column);
    }
  }

  static final List<String> TIMES = List.of("Time_ms", "Sector1SessionTime_ms", "Sector2SessionTime_ms", "Sector3SessionTime_ms");

  static final List<Wrong> FASTF1_IS_WRONG = List.of(
      new Wrong("2021-09-11_Practice_2", 4, 16, 16, List.of("IsPersonalBest"), """
          1:25.498 was deleted: at 01:03:03 race control says "CAR 4 (NOR) TIME 1:25.498 DELETED - TRACK LIMITS AT TURN 11", and at
          01:03:13.463 the stream sets its BestLapTime back to 1:25.988. FastF1 overlooks this because a faster lap followed."""),
      new Wrong("2024-04-19_Sprint_Qualifying", 4, 11, 11, List.of("IsPersonalBest"), """
          2:00.863 was deleted: at 01:02:05 race control says so, and at 01:02:17.887 the stream sets its BestLapTime back to 2:03.127. It
          was never told again, unlike 1:57.940 of the next lap, which was deleted and reinstated, and which is a best for both."""),
      new Wrong("2023-04-28_Qualifying", 22, 19, 19, List.of("IsPersonalBest"), """
          At 01:33:32.593, with the end of this lap, the stream tells BestLapTimes[2] and BestLapTime 1:42.038. FastF1 marks lap 13 of the
          second part only, which took 1:42.038 as well."""),
      new Wrong("2022-03-26_Qualifying", 18, 13, 13, List.of("LapTime_ms", "Time_ms"), """
          The session was stopped for an hour. Lap 12 ended at 00:55:34, lap 13 at 01:57:28.783: it took 1:01:54.751, of which the stream
          writes 1:54.751 only. FastF1 believes it, and has the lap end at 00:57:28, an hour before the car left the pits for it."""),
      new Wrong("2022-03-26_Qualifying", 18, 14, 15, TIMES, "They follow lap 13: an hour before their messages came."),
      new Wrong("2022-03-26_Qualifying", 55, 12, 12, List.of("LapTime_ms", "Time_ms"), """
          Likewise: 1:01:13.670 since lap 10 ended, at 00:55:09.427, written as 1:13.670. FastF1 has a lap of 73.670 s whose car left the
          pits 110 s before its end was told, and whose second sector was told 5 s after the end that it is given."""),
      new Wrong("2022-03-26_Qualifying", 55, 13, 15, TIMES, "They follow lap 12: 36 s before their messages came."));

  static final Map<String, Function<TimedLap, Object>> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("LapTime_ms", TimedLap::time);
    COLUMNS.put("Sector1Time_ms", TimedLap::sector1);
    COLUMNS.put("Sector2Time_ms", TimedLap::sector2);
    COLUMNS.put("Sector3Time_ms", TimedLap::sector3);
    COLUMNS.put("Time_ms", TimedLap::end);
    COLUMNS.put("Sector1SessionTime_ms", TimedLap::sector1At);
    COLUMNS.put("Sector2SessionTime_ms", TimedLap::sector2At);
    COLUMNS.put("Sector3SessionTime_ms", TimedLap::sector3At);
    COLUMNS.put("PitInTime_ms", TimedLap::pitIn);
    COLUMNS.put("PitOutTime_ms", TimedLap::pitOut);
    COLUMNS.put("NumberOfPitStops", TimedLap::pitStops);
    COLUMNS.put("SpeedI1", TimedLap::speedI1);
    COLUMNS.put("SpeedI2", TimedLap::speedI2);
    COLUMNS.put("SpeedFL", TimedLap::speedFl);
    COLUMNS.put("SpeedST", TimedLap::speedSt);
    COLUMNS.put("IsPersonalBest", TimedLap::personalBest);
  }

  @BeforeAll static void at_hand() {
    assumeTrue(Files.isDirectory(ORACLE) && Files.isDirectory(RECORDED), "skipped: needs " + ORACLE + " and " + RECORDED);
  }

  @TestFactory List<DynamicTest> laps_are_as_fastf1_makes_them() throws IOException {
    try (Stream<Path> files = Files.list(ORACLE)) {
      var tests = files.sorted().map(file -> file.getFileName().toString().replace(".csv", ""))
          .map(session -> DynamicTest.dynamicTest(session, () -> compare(session))).toList();
      assertThat(tests).hasSize(12);
      return tests;
    }
  }

  private static void compare(String session) throws IOException {
    var ours = laps(session).stream().collect(toMap(lap -> lap.car() + " " + lap.number(), lap -> lap));
    var rows = Files.readAllLines(ORACLE.resolve(session + ".csv"));
    var header = List.of(rows.removeFirst().split(","));
    assertThat(header.subList(2, header.size())).as("columns of the oracle").containsExactlyElementsOf(COLUMNS.keySet());
    var theirs = new TreeSet<String>();
    var different = new ArrayList<String>();
    for (var row : rows) {
      var cells = row.split(",", -1);
      var lap = ours.get(cells[0] + " " + cells[1]);
      theirs.add(cells[0] + " " + cells[1]);
      if (lap == null) continue;
      for (int i = 2; i < cells.length; i++) {
        var column = header.get(i);
        var cell = cell(COLUMNS.get(column).apply(lap));
        boolean excepted = FASTF1_IS_WRONG.stream().anyMatch(e -> e.covers(session, lap, column));
        if (cell.equals(cells[i].replace(".0", "")) == excepted) {
          different.add("car %d lap %d %s: theirs %s, ours %s".formatted(lap.car(), lap.number(), column, cells[i], cell));
        }
      }
    }
    assertThat(ours.keySet()).as("laps").containsExactlyInAnyOrderElementsOf(theirs);
    assertThat(different).isEmpty();
  }

  private static List<TimedLap> laps(String session) throws IOException {
    try (var in = Files.newInputStream(RECORDED.resolve(session.replace("__", "/")).resolve(Topic.TIMING_DATA.file()))) {
      var timing = TimingStream.read(in);
      assertThat(timing.undecoded()).isZero();
      return timing.laps();
    }
  }

  private static String cell(Object value) {
    if (value instanceof Boolean flag) return flag ? "True" : "False";
    return value == null ? "" : value.toString();
  }
}
