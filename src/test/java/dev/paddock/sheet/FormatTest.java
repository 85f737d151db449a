package dev.paddock.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;

class FormatTest {
  record Row(Integer lap, Double air, String text, Boolean fresh, Instant at) {}

  static final List<Column<Row>> COLUMNS = List.of(Column.whole("LapNumber", "ms", Row::lap), Column.number("AirTemp", "°C", Row::air),
      Column.text("Said", Row::text), Column.yes("FreshTyre", Row::fresh), Column.instant("UTC", Row::at));

  static final Instant AT = Instant.parse("2025-05-03T16:00:01.250Z");

  @Example void csv_quotes_what_needs_it_and_leaves_out_what_is_unknown() {
    assertThat(text(Format.CSV, new Row(1, 24.0, "NORRIS, 4", true, AT), new Row(null, null, null, null, null),
        new Row(-2, 0.00001, "the \"line\"\nor\rthat", false, AT), new Row(3, Double.NaN, "plain 'text'", false, AT)))
        .isEqualTo("""
            LapNumber,AirTemp,Said,FreshTyre,UTC
            1,24.0,"NORRIS, 4",True,2025-05-03T16:00:01.250Z
            ,,,,
            -2,0.000010,"the ""line""
            or\rthat",False,2025-05-03T16:00:01.250Z
            3,,plain 'text',False,2025-05-03T16:00:01.250Z
            """);
  }

  @Example void json_says_the_units_once() {
    var json = new JsonObject(text(Format.JSON, new Row(1, 24.5, "SOFT", null, AT), new Row(2, Double.NaN, null, true, null)));
    assertThat(json.getString("sheet")).isEqualTo("tried");
    assertThat(json.getString("session")).isEqualTo("2025-miami-S");
    assertThat(json.getJsonArray("turns").getList()).isEqualTo(List.of(1, 2));
    assertThat(json.getJsonArray("schema").getJsonObject(1).getMap())
        .isEqualTo(Map.of("name", "AirTemp", "type", "number", "unit", "°C"));
    assertThat(json.getJsonArray("schema").getJsonObject(2).getMap()).isEqualTo(Map.of("name", "Said", "type", "text"));
    var first = json.getJsonArray("rows").getJsonObject(0);
    assertThat(first.getMap()).containsEntry("AirTemp", 24.5).containsEntry("UTC", AT.toString()).containsEntry("FreshTyre", null);
    assertThat(json.getJsonArray("rows").getJsonObject(1).getValue("AirTemp")).isNull();
  }

  @Example void parquet_carries_the_units() throws IOException {
    var written = bytes(Format.PARQUET, List.of(new Row(1, 2.0, "x", true, AT)));
    try (var file = ParquetFileReader.open(new InMemory(written))) {
      assertThat(file.getFileMetaData().getKeyValueMetaData()).containsEntry("session", "2025-miami-S").containsEntry("turns", "[1,2]")
          .containsEntry("unit.AirTemp", "°C").containsEntry("unit.LapNumber", "ms").doesNotContainKey("unit.Said");
      assertThat(file.getFileMetaData().getSchema().toString()).contains("optional int32 LapNumber", "optional double AirTemp",
          "optional binary Said (STRING)", "optional boolean FreshTyre", "optional int64 UTC (TIMESTAMP(MILLIS,true))");
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE) void parquet_is_read_back_as_written(@ForAll("rows") List<Row> rows)
      throws IOException {
    assertThat(read(bytes(Format.PARQUET, rows))).isEqualTo(rows);
  }

  @Example void more_rows_than_a_row_group_holds() throws IOException {
    var rows = new ArrayList<Row>();
    for (var n = 0; n < 100_000; n++) rows.add(new Row(n * 7919, n * 1.7, "lap " + n * 31, n % 3 == 0, AT.plusMillis(n)));
    var written = bytes(Format.PARQUET, rows);
    try (var file = ParquetFileReader.open(new InMemory(written))) {
      assertThat(file.getRowGroups()).hasSize(2);
    }
    assertThat(read(written)).isEqualTo(rows);
  }

  @Example void the_end_of_a_files_name_says_the_format() {
    assertThat(Format.of("laps.parquet")).contains(Format.PARQUET);
    assertThat(Format.of("a.json/LAPS.CSV")).contains(Format.CSV);
    assertThat(Format.of("laps")).isEmpty();
    assertThat(Format.of("parquet")).isEmpty();
  }

  @Example void the_api_spells_names_its_own_way() {
    assertThat(COLUMNS.stream().map(Column::property)).containsExactly("lapNumber", "airTemp", "said", "freshTyre", "utc");
    assertThat(new Sheet<>("x", Map.of(), COLUMNS, List.<Row>of()).row(new Row(1, null, "a", null, AT)))
        .isEqualTo(new LinkedHashMap<>(Map.of("lapNumber", 1, "said", "a", "utc", AT)));
  }

  @Provide Arbitrary<List<Row>> rows() {
    return Combinators.combine(Arbitraries.integers().injectNull(0.3), Arbitraries.doubles().injectNull(0.3),
        Arbitraries.strings().ofMaxLength(9).filter(s -> s.chars().noneMatch(c -> Character.isSurrogate((char) c))).injectNull(0.3),
        Arbitraries.of(true, false).injectNull(0.3),
        Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli).injectNull(0.3)).as(Row::new).list().ofMaxSize(40);
  }

  private static List<Row> read(byte[] written) throws IOException {
    var rows = new ArrayList<Row>();
    try (var reader = new Groups(new InMemory(written)).build()) {
      for (var group = reader.read(); group != null; group = reader.read()) rows.add(row(group));
    }
    return rows;
  }

  private static Row row(Group g) {
    var here = new HashMap<String, Boolean>();
    COLUMNS.forEach(column -> here.put(column.name(), g.getFieldRepetitionCount(column.name()) == 1));
    return new Row(here.get("LapNumber") ? g.getInteger("LapNumber", 0) : null, here.get("AirTemp") ? g.getDouble("AirTemp", 0) : null,
        here.get("Said") ? g.getString("Said", 0) : null, here.get("FreshTyre") ? g.getBoolean("FreshTyre", 0) : null,
        here.get("UTC") ? Instant.ofEpochMilli(g.getLong("UTC", 0)) : null);
  }

  private static final class Groups extends ParquetReader.Builder<Group> {
    Groups(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  private static String text(Format format, Row... rows) {
    return new String(bytes(format, List.of(rows)), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Format format, List<Row> rows) {
    var about = new LinkedHashMap<String, Object>();
    about.put("session", "2025-miami-S");
    about.put("turns", List.of(1, 2));
    var out = new ByteArrayOutputStream();
    try {
      format.write(new Sheet<>("tried", about, COLUMNS, rows), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
