package dev.paddock.f1.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.paddock.f1.web.Sessions.What;
import dev.paddock.sheet.Column;
import dev.paddock.sheet.Sheet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sheets are what the contract says, in name, order, type and unit. */
class SessionSchemaTest {
  static final JsonNode CONTRACT = contract();

  /** FastF1's names in its order; what pandas would say after reading an exported file. */
  static final String FASTF1 = "Driver,DriverNumber,LapNumber,LapTime,Sector1Time,Sector2Time,Sector3Time,Sector1SessionTime,"
      + "Sector2SessionTime,Sector3SessionTime,LapStartTime,Time,PitInTime,PitOutTime,Stint,Compound,TyreLife,FreshTyre,SpeedI1,SpeedI2,"
      + "SpeedFL,SpeedST,IsPersonalBest,Team,TrackStatus,Position,Deleted,DeletedReason,FastF1Generated,IsAccurate";

  @Test void laps_carry_fastf1s_names() {
    assertThat(String.join(",", LapColumns.of(new Drivers(List.of())).stream().map(Column::name).toList())).isEqualTo(FASTF1);
  }

  @ParameterizedTest @EnumSource void columns_are_those_of_the_contract(What what) {
    var sheet = SessionExhibit.sheet(what);
    var promised = new LinkedHashMap<String, String>();
    properties(what).fields().forEachRemaining(p -> promised.put(p.getKey(), p.getValue().path("type").asText() + " "
        + p.getValue().path("format").asText() + " " + p.getValue().path("x-unit").asText()));
    var given = new LinkedHashMap<String, String>();
    sheet.columns().forEach(c -> given.put(c.property(), type(c.type()) + " " + c.unit()));
    assertThat(List.copyOf(given.entrySet())).isEqualTo(List.copyOf(promised.entrySet()));
  }

  @ParameterizedTest @EnumSource void every_column_is_filled_somewhere_in_the_small_session(What what) {
    var sheet = SessionExhibit.sheet(what);
    for (var column : sheet.columns()) {
      if (what == What.RESULTS && UNCOMPUTED.contains(column.name())) continue;
      if (what == What.RACE_CONTROL && List.of("Status", "Sector", "Mode").contains(column.name())) continue;
      assertThat(values(sheet, column)).as(column.name()).anyMatch(Objects::nonNull);
    }
  }

  /** What does not follow from the laps, and the parts of a qualifying, which a sprint has not got. */
  static final List<String> UNCOMPUTED = List.of("DriverId", "TeamId", "Status", "GridPosition", "Points", "FastestLap", "Q1", "Q2", "Q3");

  private static <T> List<Object> values(Sheet<T> sheet, Column<?> of) {
    var column = sheet.columns().stream().filter(c -> c.name().equals(of.name())).findFirst().orElseThrow();
    var values = new ArrayList<Object>();
    for (var row : sheet.rows()) values.add(column.value().apply(row));
    return values;
  }

  private static JsonNode properties(What what) {
    var path = what == What.CIRCUIT ? "/circuits/{circuitId}" : "/sessions/{sessionId}/" + what;
    var answer = CONTRACT.at("/paths").path(path).at("/get/responses/200/content/application~1json/schema");
    return resolved(resolved(answer).at("/properties/" + SessionExhibit.sheet(what).name() + "/items")).path("properties");
  }

  private static JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? CONTRACT.at(schema.path("$ref").asText().substring(1)) : schema;
  }

  private static String type(Column.Type type) {
    return switch (type) {
      case INTEGER -> "integer ";
      case NUMBER -> "number ";
      case TEXT -> "string ";
      case BOOLEAN -> "boolean ";
      case INSTANT -> "string date-time";
    };
  }

  private static JsonNode contract() {
    try (var yaml = SessionSchemaTest.class.getResourceAsStream("/openapi.yaml")) {
      return new YAMLMapper().readTree(yaml);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
