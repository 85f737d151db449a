package dev.paddock.f1.provider.livetiming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.f1.provider.JolpicaPage;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.ComputedResult;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.sources.Classified;
import dev.paddock.f1.rules.sources.Disagreement;
import dev.paddock.f1.rules.sources.Precedence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from recorded laps beside the results that were published. */
class RecordedPlacesTest {
  static final Path PUBLISHED = Path.of("../shared/recordings/api.jolpi.ca/ergast/f1");
  static final Precedence BELIEVED = new Precedence(List.of("jolpica", "livetiming"));

  @BeforeAll static void at_hand() {
    RecordedLoad.assumeAtHand();
    assumeTrue(Files.isDirectory(PUBLISHED), "no recorded pages at " + PUBLISHED);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({"2019/14, 2019/2019-09-08_Italian_Grand_Prix/2019-09-07_Qualifying",
      "2022/2, 2022/2022-03-27_Saudi_Arabian_Grand_Prix/2022-03-26_Qualifying",
      "2023/4, 2023/2023-04-30_Azerbaijan_Grand_Prix/2023-04-28_Qualifying",
      "2024/10, 2024/2024-06-23_Spanish_Grand_Prix/2024-06-22_Qualifying"})
  void the_order_of_qualifying_and_the_times_of_its_parts_are_those_published(String round, String path) throws Exception {
    var published = published(round, SessionCode.Q);
    assertThat(places(path)).extracting(ComputedResult::position, ComputedResult::car, r -> ms(r.q1()), r -> ms(r.q2()), r -> ms(r.q3()))
        .hasSize(20)
        .containsExactlyElementsOf(published.stream().map(r -> tuple(r.position(), r.number(), r.q1(), r.q2(), r.q3())).toList());
  }

  /** Cars without a time have no order of their own: of them the stream tells something else. */
  @ParameterizedTest(name = "{0}: {1} cars with a time")
  @CsvSource({"2020/2020-07-19_Hungarian_Grand_Prix/2020-07-17_Practice_2, 13",
      "2020/2020-08-09_70th_Anniversary_Grand_Prix/2020-08-07_Practice_2, 20",
      "2021/2021-09-12_Italian_Grand_Prix/2021-09-11_Practice_2, 20", "2022/2022-07-03_British_Grand_Prix/2022-07-01_Practice_1, 10",
      "2024/2024-07-07_British_Grand_Prix/2024-07-05_Practice_1, 20",
      "2024/2024-04-21_Chinese_Grand_Prix/2024-04-19_Sprint_Qualifying, 20"})
  void practice_and_sprint_qualifying_end_in_the_order_that_the_stream_told_last(String path, int timed) throws Exception {
    var told = new HashMap<Integer, Integer>();
    LoadedLaps.of(RecordedLoad.of(path)).timing().positions().forEach(change -> told.put(change.car(), change.position()));
    assertThat(places(path).stream().filter(place -> place.best() != null)).hasSize(timed)
        .allSatisfy(place -> assertThat(place.position()).isEqualTo(told.get(place.car())));
  }

  @Test void of_the_sprint_of_azerbaijan_wrong_times_of_two_cars_were_published() throws Exception {
    assertThat(against("2023-azerbaijan-S", "2023/4", "2023/2023-04-30_Azerbaijan_Grand_Prix/2023-04-29_Sprint")).containsExactlyInAnyOrder(
        new Disagreement("2023-azerbaijan-S", "russell", "gap", Map.of("jolpica", "3467", "livetiming", "8544"), "jolpica"),
        new Disagreement("2023-azerbaijan-S", "hamilton", "gap", Map.of("jolpica", "4890", "livetiming", "16529"), "jolpica"));
  }

  @Test void the_sprint_of_miami_was_decided_by_time_penalties_too() throws Exception {
    var against = against("2025-miami-S", "2025/6", "2025/2025-05-04_Miami_Grand_Prix/2025-05-03_Sprint");
    assertThat(against).filteredOn(d -> d.field().equals("gap")).extracting(Disagreement::item, RecordedPlacesTest::seconds)
        .as("ten seconds for one, five for three").containsExactlyInAnyOrder(
            tuple("max_verstappen", 10L), tuple("albon", 5L), tuple("lawson", 5L), tuple("bearman", 5L));
    assertThat(against).filteredOn(d -> d.field().equals("position")).as("and all whom they fell behind").hasSize(14);
    assertThat(against).filteredOn(d -> d.field().equals("laps")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"2023/2023-04-30_Azerbaijan_Grand_Prix/2023-04-29_Sprint, 17, 18",
      "2025/2025-05-04_Miami_Grand_Prix/2025-05-03_Sprint, 18, 17"})
  void positions_at_the_end_of_the_last_lap_are_the_places(String path, int distance, int finished) throws Exception {
    var atTheEnd = LoadedLaps.of(RecordedLoad.of(path)).laps().stream().filter(lap -> lap.timed().number() == distance)
        .collect(Collectors.toMap(lap -> lap.timed().car(), Lap::position));
    assertThat(places(path).stream().filter(place -> place.laps() == distance)
        .collect(Collectors.toMap(ComputedResult::car, ComputedResult::position))).hasSize(finished).isEqualTo(atTheEnd);
  }

  private static List<ComputedResult> places(String path) throws Exception {
    var results = LapExtractors.all().stream().filter(e -> e.kind() == DataKind.RESULTS).findFirst().orElseThrow();
    var rows = (Extracted.Rows) results.extract(RecordedLoad.of(path));
    return ((SessionData.Results) rows.data()).places();
  }

  private static List<CarResult> published(String round, SessionCode code) throws Exception {
    var file = PUBLISHED.resolve(round).resolve(code == SessionCode.Q ? "qualifying.json" : "sprint.json");
    return JolpicaPage.parse(Files.readString(file)).results(code);
  }

  private static List<Disagreement> against(String subject, String round, String path) throws Exception {
    var published = published(round, SessionCode.S);
    var drivers = published.stream().collect(Collectors.toMap(CarResult::number, CarResult::driverId));
    var statements = Stream.concat(Classified.by("jolpica", published).stream(),
        Classified.by("livetiming", places(path), drivers, Classified.LIVE_TIMING_MS).stream()).toList();
    return BELIEVED.judge(subject, statements).against();
  }

  private static long seconds(Disagreement gap) {
    return Math.round((Long.parseLong(gap.said().get("jolpica")) - Long.parseLong(gap.said().get("livetiming"))) / 1000.0);
  }

  private static Long ms(Integer time) {
    return time == null ? null : Long.valueOf(time);
  }
}
