package dev.paddock.f1.provider.livetiming;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.laps.PitStops;
import dev.paddock.f1.rules.laps.Stints;
import dev.paddock.f1.rules.laps.TyreMessage;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.PitStop;
import dev.paddock.f1.rules.session.Stint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Laps of recorded sessions, end to end. */
class RecordedLapsTest {
  @BeforeAll static void at_hand() {
    RecordedLoad.assumeAtHand();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      2019/2019-09-08_Italian_Grand_Prix/2019-09-07_Qualifying          | 275 | 103 |  1 |  92 |  92
      2020/2020-07-19_Hungarian_Grand_Prix/2020-07-17_Practice_2        | 109 |  44 |  2 |  45 |  45
      2020/2020-08-09_70th_Anniversary_Grand_Prix/2020-08-07_Practice_2 | 535 | 341 |  3 |  93 |  89
      2021/2021-09-12_Italian_Grand_Prix/2021-09-11_Practice_2          | 482 | 337 | 11 |  90 |  90
      2022/2022-03-27_Saudi_Arabian_Grand_Prix/2022-03-26_Qualifying    | 327 | 148 |  0 |  93 |  91
      2022/2022-07-03_British_Grand_Prix/2022-07-01_Practice_1          |  80 |  17 |  0 |  44 |  41
      2023/2023-04-30_Azerbaijan_Grand_Prix/2023-04-28_Qualifying       | 356 | 156 |  1 | 101 | 101
      2023/2023-04-30_Azerbaijan_Grand_Prix/2023-04-29_Sprint           | 308 | 212 |  0 |  23 |   5
      2024/2024-04-21_Chinese_Grand_Prix/2024-04-19_Sprint_Qualifying   | 218 | 118 |  6 |  53 |  51
      2024/2024-06-23_Spanish_Grand_Prix/2024-06-22_Qualifying          | 257 |  84 |  1 |  87 |  87
      2024/2024-07-07_British_Grand_Prix/2024-07-05_Practice_1          | 459 | 294 |  0 |  87 |  87
      2025/2025-05-04_Miami_Grand_Prix/2025-05-03_Sprint                | 331 | 169 |  3 |  39 |  21
      """)
  void so_many_laps_accurate_ones_deleted_ones_stints_and_stops(String path, int laps, int accurate, int deleted, int stints, int stops)
      throws IOException {
    var loaded = LoadedLaps.of(RecordedLoad.of(path));
    assertThat(loaded.notes()).isEmpty();
    assertThat(loaded.laps().stream().filter(lap -> !lap.generated())).hasSize(laps);
    assertThat(loaded.laps().stream().filter(Lap::accurate)).hasSize(accurate);
    assertThat(loaded.laps().stream().filter(Lap::deleted)).hasSize(deleted).noneMatch(lap -> lap.timed().personalBest());
    assertThat(stints(loaded)).hasSize(stints);
    assertThat(PitStops.of(loaded.laps(), loaded.background().clock(), List.of())).hasSize(stops);
  }

  @TestFactory List<DynamicTest> tyres_are_changed_in_the_pits_only_and_age_lap_by_lap() {
    return each(loaded -> {
      var stops = PitStops.of(loaded.laps(), loaded.background().clock(), List.of()).stream().collect(groupingBy(PitStop::car));
      loaded.laps().stream().collect(groupingBy(lap -> lap.timed().car())).forEach((car, laps) -> {
        for (int i = 1; i < laps.size(); i++) {
          var lap = laps.get(i);
          var before = laps.get(i - 1);
          if (lap.stint().equals(before.stint())) assertThat(lap.tyreLife()).as("%s", lap).isEqualTo(before.tyreLife() + 1);
          else assertThat(stops.get(car)).as("%s", lap).extracting(PitStop::lap).contains(before.timed().number());
        }
      });
      assertThat(stints(loaded)).allSatisfy(stint -> assertThat(stint.number() - 1).isLessThanOrEqualTo(
          stops.getOrDefault(stint.car(), List.of()).size()));
    });
  }

  @TestFactory List<DynamicTest> a_stint_has_the_tyres_that_the_source_said_last() {
    return each(loaded -> {
      var said = said(loaded.background().tyres().messages());
      assertThat(stints(loaded)).allSatisfy(stint -> {
        var last = said.get(List.of(stint.car(), stint.number() - 1));
        assertThat(stint.compound()).isEqualTo(last.compound());
        assertThat(stint.ageAtStart()).isEqualTo(last.startLaps());
        assertThat(stint.fresh()).isEqualTo(last.fresh());
      });
    });
  }

  @TestFactory List<DynamicTest> laps_begin_before_they_end_and_only_races_have_positions() {
    return each(loaded -> assertThat(loaded.laps()).allSatisfy(lap -> {
      if (lap.start() != null && lap.timed().end() != null) assertThat(lap.start()).isLessThan(lap.timed().end());
      assertThat(lap.position() != null).isEqualTo(loaded.background().clock().race() && !lap.generated());
    }));
  }

  /** The source's counter of stints rose on the grid, without a stop. */
  @Test void in_miami_most_changed_from_intermediates_to_slicks_at_their_only_stop() throws IOException {
    var stints = stints(LoadedLaps.of(RecordedLoad.of("2025/2025-05-04_Miami_Grand_Prix/2025-05-03_Sprint")));
    assertThat(stints).filteredOn(stint -> stint.car() == 81)
        .containsExactly(new Stint(81, 1, "INTERMEDIATE", true, 0, 1, 13), new Stint(81, 2, "MEDIUM", false, 3, 14, 18));
    assertThat(stints).as("his box was taken: he had to drive through, and come again").filteredOn(stint -> stint.car() == 12)
        .containsExactly(new Stint(12, 1, "INTERMEDIATE", true, 0, 1, 12), new Stint(12, 2, "INTERMEDIATE", false, 11, 13, 13),
        new Stint(12, 3, "MEDIUM", false, 7, 14, 18));
  }

  @Test void every_kind_is_extracted_from_one_load() throws IOException {
    var load = RecordedLoad.of("2025/2025-05-04_Miami_Grand_Prix/2025-05-03_Sprint");
    for (var extractor : LapExtractors.all()) {
      assertThat(load.topics()).containsAll(extractor.needs());
      var rows = (Extracted.Rows) extractor.extract(load);
      assertThat(rows.data().kind()).isEqualTo(extractor.kind());
      assertThat(rows.data().size()).as("%s", extractor.kind()).isPositive();
      assertThat(rows.notes()).isEmpty();
    }
  }

  /**
   * Laps say what the timing stream says of them, but for one thing: a lap that race control deleted is no best, even if the
   * stream never took it back: China 2024, cars 1 (laps 9, 10) and 24 (13); Spain 2024, 81 (13); Miami 2025, 7 (3) and 22 (12).
   */
  @Test void only_deleted_bests_are_taken_from_what_the_stream_says() throws IOException {
    var bests = new ArrayList<String>();
    for (var path : RecordedLoad.TIMED) {
      var loaded = LoadedLaps.of(RecordedLoad.of(path));
      var timed = loaded.timing().laps();
      for (int i = 0; i < timed.size(); i++) {
        var is = loaded.laps().get(i);
        if (is.timed().equals(timed.get(i))) continue;
        assertThat(is.deleted()).as("%s", is).isTrue();
        bests.add(path.substring(0, 4) + " " + is.timed().car() + "/" + is.timed().number());
      }
    }
    assertThat(bests).containsExactly("2024 1/9", "2024 1/10", "2024 24/13", "2024 81/13", "2025 7/3", "2025 22/12");
  }

  private interface Check {
    void of(LoadedLaps loaded);
  }

  private static List<DynamicTest> each(Check check) {
    return RecordedLoad.TIMED.stream()
        .map(path -> DynamicTest.dynamicTest(path, () -> check.of(LoadedLaps.of(RecordedLoad.of(path))))).toList();
  }

  private static List<Stint> stints(LoadedLaps loaded) {
    return Stints.of(loaded.laps(), loaded.background());
  }

  private static Map<List<Integer>, TyreMessage> said(List<TyreMessage> messages) {
    var said = new HashMap<List<Integer>, TyreMessage>();
    for (var m : messages) {
      said.merge(List.of(m.car(), m.stint()), m, (a, b) -> new TyreMessage(a.at(), a.car(), a.stint(),
          Objects.requireNonNullElse(b.compound(), a.compound()), b.fresh() == null ? a.fresh() : b.fresh(), null,
          b.startLaps() == null ? a.startLaps() : b.startLaps()));
    }
    return said;
  }
}
