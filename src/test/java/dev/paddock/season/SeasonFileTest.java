package dev.paddock.season;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2025, 2026})
  void same_season_same_bytes(int year) throws IOException {
    var season = SeasonFile.bundled(year);
    var file = folder.resolve("season.json");
    SeasonFile.write(season, file);
    assertThat(SeasonFile.read(file)).isEqualTo(season);
    assertThat(Files.readAllBytes(file)).isEqualTo(SeasonFileTest.class.getResourceAsStream("/seasons/" + year + ".json").readAllBytes());
  }

  @Test void names_its_source() {
    assertThat(text()).startsWith("{\n\"format\":\"paddock-season\",\n\"version\":1,\n\"source\":\"F1DB (CC BY 4.0)\",\n\"seed\":2025,");
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "\"version\":1,           | \"version\":2,             | is paddock-season version 2, not paddock-season version 1",
      "\"seed\":2025            | \"sed\":2025               | seed: Missing creator property",
      "\"seed\":2025,           | \"seed\":2025,\"weather\":0, | weather: Unrecognized field",
      "\"circuit\":\"vegas\"    | \"circuit\":\"reno\"       | 2025-las-vegas: unknown circuit reno",
      "\"year\":2025            | \"year\":\"soon\"          | year: Cannot deserialize",
      "[4,\"norris\",\"mclaren\",1,\"CLASS | [4,\"norris\",\"mclaren\",2,\"CLASS | "
          + "2025-australian-R of 2025-03-16T07:45:00Z: position 2 where 1 was due",
      "[4,\"norris\",\"mclaren\",1,\"CLASS | [4,\"norris\",\"ferrari\",1,\"CLASS | norris is not entered for ferrari",
      "[4,\"norris\",\"mclaren\",1,\"CLASS | [4,\"norris\",\"mclaren\",1,\"GLASS | results[0].rows[0]",
      "\"norris\":360           | \"norris\":0               | price of norris: 0",
      "\"qualifyings\":[        | \"qualifyings\":[[],       | qualifyings[0]",
  })
  void says_what_is_wrong_and_where(String part, String broken, String message) throws IOException {
    assertThat(text()).contains(part);
    var file = Files.writeString(folder.resolve("broken.json"), text().replace(part, broken));
    assertThatThrownBy(() -> SeasonFile.read(file)).isInstanceOf(SeasonFile.Broken.class)
        .hasMessageContaining("broken.json").hasMessageContaining(message);
  }

  @Test void says_where_the_json_ends() throws IOException {
    var file = Files.writeString(folder.resolve("cut.json"), text().substring(0, 5000));
    assertThatThrownBy(() -> SeasonFile.read(file)).isInstanceOf(SeasonFile.Broken.class)
        .hasMessageMatching("(?s).*cut.json: line \\d+: drivers.*Unexpected end-of-input.*");
  }

  @Test void a_year_that_is_not_bundled_or_a_missing_file() {
    assertThatThrownBy(() -> SeasonFile.open("1950")).hasMessage("no season 1950 is bundled");
    assertThatThrownBy(() -> SeasonFile.open("nowhere.json")).isInstanceOf(SeasonFile.Broken.class).hasMessageContaining("nowhere.json");
  }

  private static String text() {
    return new String(SeasonFile.bytes(SeasonFile.bundled(2025)), UTF_8);
  }
}
