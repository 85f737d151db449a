package dev.paddock.f1.provider.livetiming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both channels of a session's load, cut into the laps of its timing. */
class TelemetryExtractorsTest {
  static final String CAR_DATA = """
      00:00:12.000{"Entries":[\
      {"Utc":"2025-03-16T03:00:11.5Z","Cars":{"1":{"Channels":{"0":6553,"2":91,"3":3,"4":5,"5":0,"45":8}}}},\
      {"Utc":"2025-03-16T03:00:11.9Z","Cars":{"1":{"Channels":{"0":6619,"2":92,"3":3,"4":6,"5":0,"45":8}},\
      "77":{"Channels":{"0":6619,"2":92,"3":3,"4":6,"5":0,"45":8}}}}]}""";
  static final String POSITION = """
      00:00:12.050{"Position":[{"Timestamp":"2025-03-16T03:00:12Z","Entries":{"1":{"Status":"OnTrack","X":1,"Y":2,"Z":3}}}]}""";

  @TempDir Path folder;

  @Test void both_channels_share_the_time_base_of_the_least_delayed_sample() throws IOException {
    var car = extract(DataKind.CAR_DATA, load(CAR_DATA, POSITION, Map.of()));
    assertThat(car.began()).as("the position came 50 ms late").contains(Instant.parse("2025-03-16T02:59:59.950Z"));
    assertThat(car.blocks()).extracting(TelemetryBlock::car).containsExactly(1, 77);
    assertThat(car.blocks().getFirst().from()).isEqualTo(11_550);
    assertThat(car.blocks().getFirst().to()).isEqualTo(11_950);
    assertThat(car.blocks()).extracting(TelemetryBlock::lap).as("without timing").containsOnly(0);
    var position = extract(DataKind.CAR_POSITION, load(CAR_DATA, POSITION, Map.of()));
    assertThat(position.began()).isEqualTo(car.began());
    assertThat(position.blocks()).singleElement().extracting(TelemetryBlock::from).isEqualTo(12_050);
  }

  @Test void one_channel_is_enough() throws IOException {
    var car = extract(DataKind.CAR_DATA, load(CAR_DATA, null, Map.of()));
    assertThat(car.began()).contains(Instant.parse("2025-03-16T02:59:59.900Z"));
    assertThat(car.notes()).isEmpty();
  }

  @Test void a_stream_without_samples_began_nobody_knows_when() throws IOException {
    var car = extract(DataKind.CAR_DATA, load("00:00:12.000{\"Entries\":[]}", null, Map.of()));
    assertThat(car).isEqualTo(new Extracted.Blocks(List.of(), Optional.empty(), List.of()));
  }

  @Test void cars_that_do_not_belong_to_the_session_are_left_out_and_named() throws IOException {
    var drivers = Map.of(Topic.DRIVER_LIST, "00:00:01.000{\"1\":{\"RacingNumber\":\"1\",\"Tla\":\"VER\",\"LastName\":\"Verstappen\"}}");
    var car = extract(DataKind.CAR_DATA, load(CAR_DATA, POSITION, drivers));
    assertThat(car.blocks()).extracting(TelemetryBlock::car).containsExactly(1);
    assertThat(car.notes()).containsExactly("CarData.z: left out cars that are not in this session: [77]");
  }

  @Test void lines_that_were_left_out_are_told() throws IOException {
    var load = load("00:00:12.000{\"Entries\":", POSITION, Map.of());
    assertThat(extract(DataKind.CAR_DATA, load).notes()).containsExactly("CarData.z: 1 line left out");
    assertThat(extract(DataKind.CAR_POSITION, load).notes()).isEmpty();
  }

  @Test void what_a_session_does_not_have_is_not_there_for_its_extractor_either() throws IOException {
    assertThat(extractor(DataKind.CAR_DATA).needs()).containsExactly(Topic.CAR_DATA);
    assertThat(extractor(DataKind.CAR_POSITION).needs()).containsExactly(Topic.POSITION);
    var gone = new SessionLoad(SessionCode.R, Map.of(Topic.CAR_DATA, () -> {
      throw new FileNotFoundException("gone");
    }), Map.of());
    assertThatThrownBy(() -> extract(DataKind.CAR_DATA, gone)).isInstanceOf(FileNotFoundException.class);
  }

  @Test void a_race_is_cut_into_its_laps_and_each_topic_read_once() throws IOException {
    var opened = new AtomicInteger();
    Map<Topic, SessionLoad.Source> topics = new EnumMap<>(Topic.class);
    new SyntheticRace(3, 1, 9).write(folder).forEach((topic, file) -> topics.put(topic, () -> {
      opened.incrementAndGet();
      return Files.newInputStream(file);
    }));
    var load = new SessionLoad(SessionCode.R, topics, Map.of());
    var car = extract(DataKind.CAR_DATA, load);
    var position = extract(DataKind.CAR_POSITION, load);
    assertThat(opened).hasValue(3);
    assertThat(car.began().orElseThrow()).isBetween(SyntheticRace.BEGAN.minusMillis(5), SyntheticRace.BEGAN.plusMillis(5));
    assertThat(laps(car)).isEqualTo(laps(position)).containsOnlyKeys(1, 5, 9);
    assertThat(laps(car).get(1)).startsWith(0, 1, 2, 3, 4);
    for (var block : car.blocks()) {
      if (block.lap() > 1 && block.lap() < laps(car).get(block.car()).getLast()) assertThat(block.samples()).isBetween(200, 600);
    }
  }

  private static Map<Integer, List<Integer>> laps(Extracted.Blocks extracted) {
    return extracted.blocks().stream()
        .collect(Collectors.groupingBy(TelemetryBlock::car, Collectors.mapping(TelemetryBlock::lap, Collectors.toList())));
  }

  private static Extracted.Blocks extract(DataKind kind, SessionLoad load) throws IOException {
    return (Extracted.Blocks) extractor(kind).extract(load);
  }

  private static Extractor extractor(DataKind kind) {
    return TelemetryExtractors.all().stream().filter(e -> e.kind() == kind).findFirst().orElseThrow();
  }

  private static SessionLoad load(String carData, String position, Map<Topic, String> others) throws IOException {
    Map<Topic, SessionLoad.Source> topics = new EnumMap<>(Topic.class);
    var car = ZippedStream.of(carData);
    topics.put(Topic.CAR_DATA, () -> new ByteArrayInputStream(car));
    if (position != null) {
      var places = ZippedStream.of(position);
      topics.put(Topic.POSITION, () -> new ByteArrayInputStream(places));
    }
    others.forEach((topic, text) -> topics.put(topic, () -> new ByteArrayInputStream(text.getBytes())));
    return new SessionLoad(SessionCode.R, topics, Map.of());
  }
}
