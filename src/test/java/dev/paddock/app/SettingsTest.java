package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.app.Setting.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a setting comes from, what a newcomer gets, and what a mistake says. */
class SettingsTest extends OwnFile {
  @Test void a_newcomer_needs_to_set_nothing() {
    var s = read(Map.of(), Map.of());
    assertThat(s.http()).isEqualTo(new Settings.Http("127.0.0.1", 8080));
    assertThat(s.dataDir()).isEqualTo(Path.of(".paddock"));
    assertThat(s.database()).isEmpty();
    assertThat(s.redisUrl()).isEmpty();
    assertThat(s.f1().season()).isEmpty();
    assertThat(s.f1().provider()).isEqualTo(Settings.F1.Provider.JOLPICA);
    assertThat(s.f1().jolpica()).hasToString("Jolpica[url=https://api.jolpi.ca, perSecond=4, perHour=500]");
    assertThat(s.fetch()).isEqualTo(new Settings.Fetch(Duration.ofSeconds(20), 8 << 20, "Paddock/1.0"));
    assertThat(s.scheduler()).isEqualTo(new Settings.Scheduler(true, Duration.ofSeconds(2), Duration.ofSeconds(20),
        Duration.ofMillis(20), 3, Duration.ofDays(90)));
    assertThat(s.effective()).allMatch(setting -> setting.source() == Source.DEFAULT)
        .allMatch(setting -> setting.variable().isPresent() || setting.name().startsWith("cadences."));
  }

  @ParameterizedTest(name = "file {0}, environment {1}, flag {2}: {3} from {4}")
  @CsvSource({
      "    ,     ,     , 8080, DEFAULT",
      "9001,     ,     , 9001, FILE",
      "9001, 9002,     , 9002, ENVIRONMENT",
      "9001, 9002, 9003, 9003, FLAG",
      "    , 9002,     , 9002, ENVIRONMENT",
      "9001, ''  ,     , 9001, FILE",   // a variable set to nothing is not set
  })
  void the_later_overrides_the_earlier(Integer file, String environment, String flag, int expected, Source source) throws IOException {
    var settings = Settings.read(
        file == null ? Optional.empty() : Optional.of(file("http: {port: " + file + "}")),
        environment == null ? Map.of() : Map.of("PADDOCK_PORT", environment),
        flag == null ? Map.of() : Map.of("http.port", flag));
    assertThat(settings.http().port()).isEqualTo(expected);
    assertThat(settings.effective()).filteredOn(s -> s.name().equals("http.port")).extracting(Setting::source).containsExactly(source);
  }

  @Test void the_environment_may_name_the_file_and_the_file_may_use_variables() throws IOException {
    var file = file("http: {host: '${OUR_HOST:0.0.0.0}'}\nfetch: {user-agent: '${OUR_AGENT:us}'}");
    var s = read(Map.of("PADDOCK_CONFIG", file.toString(), "OUR_AGENT", "them"), Map.of());
    assertThat(s.http().host()).isEqualTo("0.0.0.0");
    assertThat(s.fetch().userAgent()).isEqualTo("them");
  }

  @Test void a_copy_of_the_defaults_is_a_file_that_changes_nothing() {
    var s = Settings.read(Optional.of(Path.of("conf/paddock.yaml")), Map.of(), Map.of());
    assertThat(s.cadences()).isEqualTo(read(Map.of(), Map.of()).cadences());
    assertThat(s.http().port()).isEqualTo(8080);
  }

  @Test void everything_that_is_wrong_is_said_at_once() throws IOException {
    var file = file("http: {prot: 80}\nfetch: {max-body: lots}\ncadences: {f1-verify: {bands: [{from: PT1H}]}}");
    assertThatThrownBy(() -> Settings.read(Optional.of(file), Map.of("PADDOCK_PORT", "70000", "LOG_LEVEL", "loud", "REDIS_URL", "nowhere",
        "DATABASE_URL", "mysql://root:hunter2@db/x", "PADDOCK_F1_PROVIDER", "rest"), Map.of("f1.season", "1949", "no.such", "x")))
        .isInstanceOfSatisfying(SettingsProblem.class, wrong -> assertThat(wrong.problems()).satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("http.prot in " + file + ": expected a setting that exists"),
            p -> assertThat(p).startsWith("no.such in a flag: expected a setting that exists"),
            p -> assertThat(p).isEqualTo("http.port (PADDOCK_PORT) = \"70000\": expected a whole number from 0 to 65535"),
            p -> assertThat(p).startsWith("log.level (LOG_LEVEL) = \"loud\": expected one of trace, debug"),
            p -> assertThat(p).startsWith("redis.url (REDIS_URL) = \"nowhere\": expected redis://"),
            p -> assertThat(p).startsWith("database.url (DATABASE_URL) = \"mysql://root:***@db/x\": expected postgresql://"),
            p -> assertThat(p).startsWith("f1.season (PADDOCK_F1_SEASON) = \"1949\": expected a year from 1950"),
            p -> assertThat(p).startsWith("fetch.max-body (PADDOCK_FETCH_MAX_BODY) = \"lots\": expected a size such as 8MB"),
            p -> assertThat(p).startsWith("cadences.f1-verify = ").endsWith("expected `every` beside `from`"),
            p -> assertThat(p).startsWith("f1.rest.url (PADDOCK_F1_REST_URL) = \"\": expected a URL")));
  }

  @ParameterizedTest(name = "a file of {0}: {1}")
  @CsvSource(delimiter = '|', value = {
      "# nothing is set      | ",
      "''                    | ",
      "http: {port: [1]}     | http.port = [1]: expected a single value",
      "http: 5               | http in",
      "http: {port: {a: 1}}  | http.port.a in",
      "cadences: 5           | cadences in",
      "cadences: {ours: 5}   | cadences.ours = \"5\": expected bands",
      "'http: {port: '       | cannot be read: ",
      "[1, 2]                | cannot be read: ",
  })
  void a_file_of_another_shape(String yaml, String problem) throws IOException {
    var file = Optional.of(file(yaml));
    if (problem == null) assertThat(Settings.read(file, Map.of(), Map.of())).isEqualTo(read(Map.of(), Map.of()));
    else assertThatThrownBy(() -> Settings.read(file, Map.of(), Map.of())).isInstanceOfSatisfying(SettingsProblem.class,
        wrong -> assertThat(wrong.problems()).singleElement().asString().contains(problem).doesNotContain("Exception"));
  }

  @Test void a_file_of_the_same_name_in_the_current_folder_is_not_the_defaults() throws Exception {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/paddock.yaml"), "http: {port: 1}");
    assertThat(OtherProcess.startIn(folder, Elsewhere.class).out().lines()).containsExactly("8080");
  }

  /** Reads the settings in a folder of its own. */
  static final class Elsewhere {
    private Elsewhere() {}

    public static void main(String[] args) {
      System.out.println(Settings.read(Optional.empty(), Map.of(), Map.of()).http().port());
    }
  }

  @Test void a_file_that_is_not_there_is_a_mistake() {
    assertThatThrownBy(() -> Settings.read(Optional.of(folder.resolve("none.yaml")), Map.of(), Map.of()))
        .isInstanceOf(SettingsProblem.class).hasMessageContaining("does not exist");
  }
}
