package dev.paddock.f1.provider.livetiming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.circuit.CircuitMap;
import dev.paddock.f1.rules.circuit.Marker;
import dev.paddock.f1.rules.circuit.MarkerDistances;
import dev.paddock.f1.rules.telemetry.LapCuts;
import dev.paddock.f1.rules.telemetry.LapTelemetry;
import dev.paddock.f1.rules.telemetry.LapTelemetry.Row;
import dev.paddock.f1.rules.telemetry.LapTelemetry.Source;
import dev.paddock.f1.rules.telemetry.Samples;
import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import dev.paddock.f1.rules.telemetry.TimeBase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was really sent, and what others made of it. It is not part of this project: where it is not at hand, nothing is tested. */
class RecordedTelemetryTest {
  static final Path RECORDED = Path.of("../shared/recordings");
  static final Instant BEGAN = Instant.parse("2025-03-15T04:45:00Z");
  static final Map<Integer, String> DRIVERS = new TreeMap<>(Map.of(4, "NOR", 81, "PIA", 1, "VER"));

  /** Session time in ms of the start of the first recorded lap. */
  static final int FIRST = 900_000;

  private static final JsonMapper JSON = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  @BeforeAll static void at_hand() {
    assumeTrue(Files.isDirectory(RECORDED), "no recordings at " + RECORDED);
  }

  @ParameterizedTest(name = "{0}: {1} decodable, {2} not") @CsvSource({
      "2024_Imola_Race_subscribe.txt, 2, 0", "2024_Imola_Qualifying_live.txt, 0, 0", "broken-lines.txt, 0, 2"})
  void every_zipped_line_of_the_live_feed_is_decoded_or_counted(String file, int decodable, int undecodable) throws IOException {
    var zipped = Pattern.compile("[\"'](CarData|Position)\\.z[\"'][,:]\\s*[\"']([^\"']*)[\"']")
        .matcher(Files.readString(RECORDED.resolve("signalr").resolve(file)));
    int decoded = 0;
    int undecoded = 0;
    while (zipped.find()) {
      var line = new ByteArrayInputStream(("00:00:10.000\"" + zipped.group(2) + "\"\r\n").getBytes());
      var raw = zipped.group(1).equals("CarData") ? new CarDataStream().read(line) : new PositionStream().read(line);
      undecoded += raw.undecoded();
      if (raw.undecoded() > 0) continue;
      decoded++;
      var base = TimeBase.of(raw.offsets()).orElseThrow();
      assertThat(raw.cars()).hasSize(20).contains(1, 4, 16, 23, 81);
      for (int car : raw.cars()) {
        var samples = raw.of(car, base);
        assertThat(samples.size()).isEqualTo(raw.size() / 20).isBetween(3, 5);
        for (var column : samples.values()) assertThat(column).doesNotContain(Samples.ABSENT);
      }
    }
    assertThat(List.of(decoded, undecoded)).containsExactly(decodable, undecodable);
  }

  @ParameterizedTest(name = "{1}") @CsvSource({"4, NOR", "81, PIA", "1, VER"})
  void a_lap_is_what_it_was_before_it_was_sent(int car, String code) throws IOException {
    var blocks = blocks();
    int start = FIRST;
    for (int number = 1; number <= 3; number++) {
      var recorded = lap(code, number);
      int own = number;
      var lap = LapTelemetry.of(start, start + length(recorded), blocks.stream()
          .filter(b -> b.car() == car && Math.abs(b.lap() - own) <= 1).toList());
      compare(lap, recorded, number == 2);
      start += length(recorded);
    }
  }

  /** Others measured by another lap. How far a corner is differs by some 50 m between the nine laps recorded, in their tables as in ours. */
  @Test void corners_are_where_others_measured_them() throws IOException {
    var corners = JSON.readTree(RECORDED.resolve("telemetry/2025_Australia_Qualifying/corners.json").toFile());
    var markers = new ArrayList<Marker>();
    for (int i = 0; i < corners.get("X").size(); i++) {
      markers.add(new Marker(Marker.Kind.CORNER, i + 1, "", corners.get("X").get(i).asDouble(), corners.get("Y").get(i).asDouble(),
          null, null));
    }
    int start = FIRST + length(lap("NOR", 1));
    var lap = LapTelemetry.of(start, start + length(lap("NOR", 2)), blocks().stream().filter(b -> b.car() == 4).toList());
    var map = MarkerDistances.along(new CircuitMap(10, 2025, "Melbourne", "", "", 0, List.of(), markers), lap);
    assertThat(map.markers()).hasSize(14);
    for (int i = 0; i < 14; i++) {
      assertThat(map.markers().get(i).distance()).isCloseTo(corners.get("Distance").get(i).asDouble(), within(35.0));
    }
  }

  @Test void real_samples_take_three_to_four_bytes() throws IOException {
    var blocks = blocks();
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(18);
    double bytes = blocks.stream().mapToInt(b -> b.body().length).sum();
    assertThat(bytes / blocks.stream().mapToInt(TelemetryBlock::samples).sum()).isBetween(3.0, 4.0);
  }

  /** The middle lap has real samples on both sides; of the others the table's ends are left out, where theirs knew more than we do. */
  private static void compare(LapTelemetry lap, JsonNode recorded, boolean whole) {
    var times = recorded.get("time");
    assertThat(lap.rows()).hasSize(times.size());
    int margin = whole ? 0 : 20;
    for (int i = margin; i < times.size() - margin; i++) {
      var row = lap.rows().get(i);
      boolean edge = i == 0 || i == times.size() - 1;
      assertThat(row.at()).isEqualTo(ms(times.get(i)));
      assertThat(row.source() == Source.POSITION).isEqualTo(!edge && isPosition(recorded, i));
      close(row, row.rpm(), recorded, "rpm", i, 0.01);
      close(row, row.speed(), recorded, "speed", i, 1e-3);
      if (row.throttle() != null) close(row, row.throttle(), recorded, "throttle", i, 1e-3);
      else assertThat(highest(recorded.get("throttle"), i)).as("they interpolate to and from the 104 of a car that does not know").isEqualTo(104);
      assertThat(row.gear()).isEqualTo(recorded.get("gear").get(i).asInt());
      assertThat(row.drs()).isEqualTo(recorded.get("drs").get(i).asInt());
      assertThat(row.brake()).isEqualTo(recorded.get("brake").get(i).asInt() > 0);
      // A lap's ends are read off the curve through the samples; theirs is another one, through the rows of this table.
      close(row, row.x(), recorded, "x", i, edge ? 1 : 1e-2);
      close(row, row.y(), recorded, "y", i, edge ? 1 : 1e-2);
      if (whole) close(row, row.distance(), recorded, "distance", i, 0.2);
    }
  }

  private static double highest(JsonNode column, int i) {
    return IntStream.range(Math.max(0, i - 5), Math.min(column.size(), i + 5)).mapToDouble(n -> column.get(n).asDouble()).max().orElseThrow();
  }

  private static void close(Row row, Double ours, JsonNode recorded, String column, int i, double tolerance) {
    assertThat(ours).as("%s of %s", column, row).isCloseTo(recorded.get(column).get(i).asDouble(), within(tolerance));
  }

  /** The recorded laps as the archive would have sent them, read, cut and packed. */
  private static List<TelemetryBlock> blocks() throws IOException {
    var cars = new TreeMap<Integer, Map<Integer, int[]>>();
    var places = new TreeMap<Integer, Map<Integer, int[]>>();
    var cuts = new HashMap<Integer, LapCuts>();
    for (var driver : DRIVERS.entrySet()) {
      var starts = new ArrayList<LapCuts.Cut>();
      int start = FIRST;
      for (int number = 1; number <= 3; number++) {
        var lap = lap(driver.getValue(), number);
        for (int i = 1; i < lap.get("time").size() - 1; i++) {
          int at = start + ms(lap.get("time").get(i));
          if (isPosition(lap, i)) places.computeIfAbsent(at, t -> new HashMap<>()).put(driver.getKey(), values(lap, i, null, "x", "y", "z"));
          if (!isPosition(lap, i) || isCar(lap, i)) cars.computeIfAbsent(at, t -> new HashMap<>())
              .put(driver.getKey(), values(lap, i, "rpm", "speed", "gear", "throttle", "brake", "drs"));
        }
        starts.add(new LapCuts.Cut(number, start));
        start += length(lap);
      }
      cuts.put(driver.getKey(), new LapCuts(starts));
    }
    var carData = stream("Entries", cars, true);
    var positions = stream("Position", places, false);
    var load = new SessionLoad(SessionCode.Q, Map.of(Topic.CAR_DATA, () -> new ByteArrayInputStream(carData),
        Topic.POSITION, () -> new ByteArrayInputStream(positions)), Map.of());
    var telemetry = Telemetry.of(load, cuts, Set.of());
    assertThat(telemetry.base().orElseThrow().instant()).isEqualTo(BEGAN);
    var blocks = new ArrayList<>(telemetry.car());
    blocks.addAll(telemetry.position());
    return blocks;
  }

  /** Entries of four at a time, which arrive some time later; the twentieth line at once. */
  private static byte[] stream(String name, TreeMap<Integer, Map<Integer, int[]>> entries, boolean cars) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var stream = new ZippedStream(bytes);
    var line = new ArrayList<String>();
    int lines = 0;
    for (var entry : entries.entrySet()) {
      // The archive dates to 100 ns; what it is off by is rounded away again.
      var utc = BEGAN.plusMillis(entry.getKey()).plusNanos(lines % 3 * 100_000L);
      line.add(cars ? ZippedStream.carEntry(utc, entry.getValue()) : ZippedStream.positionEntry(utc, entry.getValue()));
      if (line.size() < 4) continue;
      int delay = ++lines == 20 ? 0 : 40 + lines * 37 % 900;
      stream.line(entry.getKey() + delay, "{\"" + name + "\":[" + String.join(",", line) + "]}");
      line.clear();
    }
    stream.line(entries.lastKey() + 50, "{\"" + name + "\":[" + String.join(",", line) + "]}");
    return bytes.toByteArray();
  }

  private static int[] values(JsonNode lap, int i, String... columns) {
    var values = new int[columns.length];
    for (int c = 0; c < columns.length; c++) {
      double value = columns[c] == null ? 0 : lap.get(columns[c]).get(i).asDouble();
      values[c] = (int) Math.rint("brake".equals(columns[c]) ? value * 100 : value);
    }
    return values;
  }

  /** Their places are whole numbers where they were sampled. */
  private static boolean isPosition(JsonNode lap, int i) {
    return whole(lap.get("x").get(i).asDouble()) && whole(lap.get("y").get(i).asDouble());
  }

  private static boolean isCar(JsonNode lap, int i) {
    return Stream.of("rpm", "speed", "throttle").allMatch(column -> whole(lap.get(column).get(i).asDouble()));
  }

  private static boolean whole(double value) {
    return value == Math.rint(value);
  }

  private static int length(JsonNode lap) {
    return ms(lap.get("time").get(lap.get("time").size() - 1));
  }

  private static int ms(JsonNode seconds) {
    return (int) Math.round(seconds.asDouble() * 1000);
  }

  private static JsonNode lap(String code, int number) throws IOException {
    return JSON.readTree(RECORDED.resolve("telemetry/2025_Australia_Qualifying/" + code + "/" + number + "_tel.json").toFile()).get("tel");
  }
}
