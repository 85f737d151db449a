package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.f1.web.SmallDatabase;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the command writes, from a real database into real files. */
class ExportCommandTest {
  @RegisterExtension static final TestDatabase DB = new TestDatabase();

  @TempDir static Path data;
  @TempDir Path folder;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  @BeforeAll static void fill() {
    SmallDatabase.fill(DB.pools());
  }

  @Test void csv_to_the_standard_output() throws IOException {
    try (var golden = SmallDatabase.class.getResourceAsStream("small-session-laps.csv")) {
      assertThat(printed("laps", "--session", "S")).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(printed("weather", "--session", "S", "--format", "csv")).isEqualTo("""
        Time,AirTemp,Humidity,Pressure,Rainfall,TrackTemp,WindDirection,WindSpeed
        12000,26.4,77.0,1013.4,True,30.1,214,1.6
        72000,26.5,76.0,1013.4,False,30.9,0,0.0
        """);
    assertThat(printed("race-control", "--session", "s")).contains("GREEN LIGHT - PIT EXIT OPEN", "\"CAR 4 (NOR) TIME 1:38.400 DELETED");
    assertThat(printed("results", "--session", "S")).startsWith("Position,DriverNumber,Driver,").contains("\n2,44,HAM,hamilton,")
        .endsWith("computed\n");
  }

  @Test void json_with_its_units_and_the_outline_of_a_circuit() {
    var laps = new JsonObject(printed("laps", "--session", "S", "--driver", "HAM", "--lap", "2-3", "--format", "json"));
    assertThat(laps.getString("sessionId")).isEqualTo("2025-miami-S");
    assertThat(laps.getJsonArray("rows")).hasSize(2);
    assertThat(laps.getJsonArray("schema").getJsonObject(3)).isEqualTo(new JsonObject("""
        {"name": "LapTime", "type": "integer", "unit": "ms"}"""));
    var circuit = new JsonObject(printed("circuit", "--format", "json"));
    assertThat(circuit.getJsonObject("outline").getJsonArray("y")).hasSize(4);
    assertThat(circuit.getJsonArray("rows").getJsonObject(0).getMap()).containsEntry("Kind", "corner").containsEntry("Distance", 1004.0);
    assertThat(printed("circuit")).startsWith("Kind,Number,Letter,X,Y,Angle,Distance\ncorner,1,,10050.0,40.0,45.5,1004.0\n");
  }

  @Test void telemetry_of_all_laps_of_a_driver_into_a_file_whose_name_says_the_format() throws IOException {
    var file = folder.resolve("ham.parquet");
    Files.writeString(file, "what was there before");
    assertThat(run("telemetry", "--session", "S", "--driver", "HAM", "-o", file.toString())).as(err.toString()).isZero();
    assertThat(out.toString()).isEqualTo(file + ": telemetry of 2025-miami-S\n");
    try (var parquet = ParquetFileReader.open(new LocalInputFile(file))) {
      assertThat(parquet.getRecordCount()).isEqualTo(12);
      assertThat(parquet.getFileMetaData().getKeyValueMetaData()).containsEntry("sessionId", "2025-miami-S")
          .containsEntry("unit.Speed", "km/h");
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test void a_link_is_written_through_and_what_is_no_file_is_not_replaced() throws Exception {
    var file = Files.writeString(folder.resolve("laps.csv"), "what was there before");
    var link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
    assertThat(run("stints", "--session", "S", "-o", link.toString())).as(err.toString()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(file).content().startsWith("Driver,DriverNumber,Stint,");

    var pipe = folder.resolve("pipe.csv");
    var read = folder.resolve("read.csv");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    var reader = new ProcessBuilder("cat", pipe.toString()).redirectOutput(read.toFile()).start();
    assertThat(run("stints", "--session", "S", "-o", pipe.toString())).as(err.toString()).isZero();
    assertThat(reader.waitFor()).isZero();
    assertThat(read).hasSameTextualContentAs(file);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = '|', value = {
      "laps                                | paddock: The laps of 2025-miami-R: not imported. "
          + "`paddock import --year 2025 --round 6 --session R` does it.",
      "laps --session FP1                  | paddock: there is no first practice of round 6 in 2025; "
          + "`paddock ingest-schedule --year 2025` loads the calendar",
      "laps --session S --driver VER       | paddock: There is no driver VER in 2025-miami-S; there are HAM, NOR.",
      "telemetry --session S               | paddock: Telemetry is one driver's; there are HAM, NOR.",
      "laps --session S -o /nowhere/x.csv  | paddock: /nowhere: no such folder",
      "laps --session S -o /               | paddock: / is a folder"})
  void what_is_not_there_is_said_in_a_line(String words, String why) {
    assertThat(run(words.split(" +"))).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo(why);
  }

  @ParameterizedTest @CsvSource({"lapses --session S, lapses", "laps --session S --lap soon, expected a lap", "laps --format xlsx, xlsx",
      "laps --session Z, Z", "--session S, WHAT",
      "weather --driver VER, weather is not told by driver", "stints --lap 3, stints is not told by lap"})
  void used_wrongly_is_two(String words, String named) {
    assertThat(run(words.split(" +"))).isEqualTo(2);
    assertThat(err.toString()).contains(named).doesNotContain("\tat ");
  }

  @Test void it_knows_the_formats_and_what_there_is() {
    assertThat(PaddockCommand.commandLine().setOut(new PrintWriter(out, true)).execute("export", "--help")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " ")).contains("Examples:", "CSV, JSON, NDJSON, PARQUET", "laps, results, weather, lap-weather, "
        + "telemetry, circuit, race-control, stints, pit-stops, positions, track-status, radio");
  }

  private int run(String... words) {
    return PaddockCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
        .execute(Stream.concat(Stream.of("export"), words(words)).toArray(String[]::new));
  }

  /** What goes to the standard output, and nothing of what is logged meanwhile. */
  private String printed(String... words) {
    var bytes = new ByteArrayOutputStream();
    var command = new CommandLine(new ExportCommand(bytes)).setCaseInsensitiveEnumValuesAllowed(true).setErr(new PrintWriter(err, true));
    assertThat(command.execute(words(words).toArray(String[]::new))).as(err.toString()).isZero();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Stream<String> words(String... words) {
    var d = DB.database();
    return Stream.concat(Stream.of("--year", "2025", "--round", "6", "--data-dir", data.toString(), "--set",
        "database.url=postgresql://" + d.user() + ":" + d.password() + "@" + d.host() + ":" + d.port() + "/" + d.name()), Stream.of(words));
  }
}
