package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.app.Setting.Source;
import dev.paddock.schedule.rules.Cadence.Band;
import dev.paddock.schedule.rules.Retry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @TempDir Path folder;

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

  @Test void no_provider_of_horse_racing_is_asked_until_it_is_switched_on() {
    assertThat(read(Map.of(), Map.of()).horse()).isEqualTo(new HorseSettings(Duration.ofHours(12), Duration.ofSeconds(10), Duration.ofDays(90), List.of()));
  }

  @Test void sessions_are_looked_for_where_they_are_published() {
    var s = read(Map.of(), Map.of());
    assertThat(F1Providers.of(s)).extracting(p -> p.name() + " " + p.baseUrl() + " " + p.quota().limits()).containsExactly(
        "jolpica https://api.jolpi.ca [4/PT1S, 500/PT1H]",
        "livetiming https://livetiming.formula1.com [200/PT1H]",
        "livetiming-mirror https://livetiming-mirror.fastf1.dev [200/PT1H]",
        "multiviewer https://api.multiviewer.app [200/PT1H]",
        "f1schedule https://raw.githubusercontent.com [200/PT1H]");
    assertThat(F1Providers.of(s).get(1)).satisfies(archive -> {
      assertThat(archive.headers()).isEqualTo(Map.of("User-Agent", "BestHTTP", "Accept-Encoding", "gzip"));
      assertThat(archive.line().maxBytes()).isEqualTo(256 << 20);
      assertThat(archive.line().timeout()).isEqualTo(Duration.ofMinutes(5));
    });
    assertThat(s.sessions().pollInterval()).isEqualTo(Duration.ofMinutes(30));
    assertThat(s.sessions().postSessionDelay()).isEqualTo(Duration.ofMinutes(30));
    assertThat(s.sessions().imports()).isEqualTo(new F1Settings.Imports(true, Optional.empty()));
    assertThat(s.sessions().cacheDir()).isEmpty();
    assertThat(s.sessions().precedence().results()).containsExactly("jolpica", "livetiming", "openf1");
  }

  @ParameterizedTest(name = "live timing at {0}, mirror {1}: {2}")
  @CsvSource({
      "                        ,                        , https://livetiming-mirror.fastf1.dev",
      "                        , none                   , ",
      "                        , http://127.0.0.1:1/m/  , http://127.0.0.1:1/m",
      "http://127.0.0.1:1/live ,                        , ",      // a stand-in's files are not looked for elsewhere
      "http://127.0.0.1:1/live , http://127.0.0.1:1/m   , http://127.0.0.1:1/m",
  })
  void the_public_mirror_is_formula_ones_own(String url, String mirror, String expected) {
    var set = new HashMap<String, String>();
    if (url != null) set.put("PADDOCK_F1_LIVETIMING_URL", url);
    if (mirror != null) set.put("PADDOCK_F1_LIVETIMING_MIRROR_URL", mirror);
    var s = read(set, Map.of());
    assertThat(s.sessions().has("livetiming-mirror")).isEqualTo(expected != null);
    assertThat(F1Providers.of(s)).filteredOn(p -> p.name().equals("livetiming-mirror")).extracting(p -> p.baseUrl())
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @Test void sessions_are_imported_as_the_operator_likes() {
    var s = read(Map.of("FASTF1_CACHE_DIR", "/var/cache/f1", "POLL_INTERVAL_MINUTES", "5", "POST_SESSION_DELAY_MINUTES", "1440",
        "PADDOCK_F1_OPENF1_ENABLED", "true", "PADDOCK_F1_PRECEDENCE_RESULTS", "livetiming jolpica", "SLACK_WEBHOOK_URL",
        "https://hooks.example.org/T0/s3cr3t"), Map.of());
    assertThat(s.sessions().cacheDir()).contains(Path.of("/var/cache/f1"));
    assertThat(s.sessions().pollInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(s.sessions().postSessionDelay()).isEqualTo(Duration.ofDays(1));
    assertThat(s.sessions().has("openf1")).isTrue();
    assertThat(s.sessions().precedence().results()).containsExactly("livetiming", "jolpica");
    assertThat(s.sessions().imports().slackWebhook().orElseThrow().value()).isEqualTo("https://hooks.example.org/T0/s3cr3t");
    assertThat(s.toString()).doesNotContain("s3cr3t");
  }

  @ParameterizedTest(name = "{0} = {1}: {2}")
  @CsvSource(delimiter = '|', value = {
      "POLL_INTERVAL_MINUTES           | 0             | expected a whole number from 1 to 1440",
      "POST_SESSION_DELAY_MINUTES      | PT30M         | expected a whole number from 1 to 1440",
      "PADDOCK_F1_PRECEDENCE_SCHEDULE  | jolpica f1db  | expected some of jolpica livetiming",
      "PADDOCK_F1_PRECEDENCE_SESSION   | openf1 openf1 | expected some of jolpica livetiming",
      "PADDOCK_F1_MULTIVIEWER_LIMITS   | 200           | expected limits such as",
      "PADDOCK_F1_LIVETIMING_MAX_BODY  | 2GB           | expected a size such as",
      "SLACK_WEBHOOK_URL               | #general      | = \"***\": expected http://host/path",
  })
  void what_makes_no_sense_of_sessions(String variable, String value, String problem) {
    assertThatThrownBy(() -> read(Map.of(variable, value), Map.of())).isInstanceOfSatisfying(SettingsProblem.class,
        wrong -> assertThat(wrong.problems()).singleElement().asString().contains(variable, problem).doesNotContain("#general"));
  }

  @Test void the_address_of_the_slack_channel_is_in_no_file() throws IOException {
    var file = file("f1: {import: {slack-webhook: 'https://hooks.example.org/T0/s3cr3t'}}");
    assertThatThrownBy(() -> Settings.read(Optional.of(file), Map.of(), Map.of())).isInstanceOfSatisfying(SettingsProblem.class,
        wrong -> assertThat(wrong.problems()).containsExactly(
            "f1.import.slack-webhook (SLACK_WEBHOOK_URL) = \"***\": expected nothing here: it is taken from the environment only"));
  }

  @Test void tab_nz_is_told_who_asks() {
    var on = new HashMap<>(Map.of("PADDOCK_HORSE_TABNZ_ENABLED", "true"));
    assertThatThrownBy(() -> read(on, Map.of())).isInstanceOfSatisfying(SettingsProblem.class,
        wrong -> assertThat(wrong.problems()).satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("horse.tabnz.from (PADDOCK_HORSE_TABNZ_FROM) = \"\": expected a mail address")
                .endsWith("because horse.tabnz.enabled is true"),
            p -> assertThat(p).startsWith("horse.tabnz.partner (PADDOCK_HORSE_TABNZ_PARTNER) = \"\": expected your name"),
            p -> assertThat(p).startsWith("horse.tabnz.partner-id (PADDOCK_HORSE_TABNZ_PARTNER_ID)")));
    on.putAll(Map.of("PADDOCK_HORSE_TABNZ_FROM", "me@example.org", "PADDOCK_HORSE_TABNZ_PARTNER", "Me", "PADDOCK_HORSE_TABNZ_PARTNER_ID",
        "7",
        "PADDOCK_HORSE_TABNZ_LIMITS", "3/PT1S, 20000/day", "PADDOCK_HORSE_TABNZ_PROFILE", "horse-close"));
    assertThat(read(on, Map.of()).horse().providers()).singleElement().satisfies(feed -> {
      assertThat(feed.headers()).isEqualTo(Map.of("From", "me@example.org", "X-Partner", "Me", "X-Partner-ID", "7"));
      assertThat(feed.limits()).hasToString("[3/PT1S, 20000/day]");
      assertThat(feed.profile()).isEqualTo("horse-close");
    });
  }

  @Test void passwords_and_keys_are_taken_from_the_environment_only_and_never_shown() throws IOException {
    var betfair = Map.of("PADDOCK_HORSE_BETFAIR_ENABLED", "true", "PADDOCK_HORSE_BETFAIR_USER", "me", "PADDOCK_HORSE_BETFAIR_PASSWORD",
        "hunter2", "PADDOCK_HORSE_BETFAIR_APP_KEY", "k3y");
    var s = read(betfair, Map.of());
    assertThat(s.toString()).doesNotContain("hunter2", "k3y");
    assertThat(s.effective()).filteredOn(setting -> setting.name().matches("horse.betfair.(password|app-key)")).hasSize(2)
        .allSatisfy(setting -> assertThat(setting.shown()).isEqualTo("***"));
    var file = file("horse: {racingapi: {password: hunter2}}");
    assertThatThrownBy(() -> Settings.read(Optional.of(file), betfair, Map.of("horse.betfair.app-key", "k3y")))
        .isInstanceOfSatisfying(SettingsProblem.class, wrong -> assertThat(wrong.problems()).containsExactlyInAnyOrder(
            "horse.betfair.app-key (PADDOCK_HORSE_BETFAIR_APP_KEY) = \"***\": expected nothing here: it is taken from the environment only",
            "horse.racingapi.password (PADDOCK_HORSE_RACINGAPI_PASSWORD) = \"***\": expected nothing here: it is taken from the environment only"));
  }

  @ParameterizedTest(name = "{0} = {1} is no setting")
  @CsvSource(delimiter = '|', value = {"PADDOCK_HORSE_NEDS_LIMITS | many", "PADDOCK_HORSE_NEDS_PROFILE | fast",
      "PADDOCK_HORSE_GIVE_UP | PT1M",
      "PADDOCK_HORSE_RACINGAPI_PLAN | gold", "PADDOCK_HORSE_TABNZ_URL | nowhere"})
  void what_is_wrong_with_a_provider_is_said_though_it_is_off(String variable, String value) {
    assertThatThrownBy(() -> read(Map.of(variable, value), Map.of())).isInstanceOf(SettingsProblem.class).hasMessageContaining(variable);
  }

  @Test void the_cadences_are_those_of_the_design() {
    var s = read(Map.of(), Map.of());
    assertThat(s.cadence("f1-results")).isEqualTo(new CadenceSetting("f1-results", List.of(band("PT1H", null, "PT1H")), Optional.empty(),
        Retry.constant(3, Duration.ofHours(1))));
    assertThat(s.cadence("f1-verify").bands()).containsExactly(band("PT24H", null, "PT24H"));
    assertThat(s.cadence("f1-watch").bands()).containsExactly(
        band("PT120H", null, null), band("P14D", null, null), band("P21D", null, "P7D"));
    assertThat(s.cadence("f1-calendar")).isEqualTo(new CadenceSetting("f1-calendar", List.of(band("PT0S", null, "P1D")), Optional.empty(),
        Retry.constant(288, Duration.ofMinutes(5))));
    assertThat(s.cadence("cleanup").calendar()).contains(new CadenceSetting.Calendar("0 2 * * *", ZoneId.of("UTC")));
  }

  @Test void the_cadences_of_horses_are_those_of_the_design() {
    var s = read(Map.of(), Map.of());
    var close = new Retry(10, Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(5));
    var ahead = List.of(band("-PT60M", "-PT20M", "PT5M"), band("-PT20M", "-PT10M", "PT2M"), band("-PT10M", "-PT5M", "PT1M"));
    assertThat(s.cadence("horse").bands()).startsWith(ahead.toArray(Band[]::new))
        .endsWith(band("-PT5M", "PT0S", "PT15S"), band("PT0S", null, "PT5M")).hasSize(5);
    assertThat(s.cadence("horse").retry()).isEqualTo(close);
    assertThat(s.cadence("horse-close").bands()).startsWith(ahead.toArray(Band[]::new))
        .endsWith(band("-PT5M", "PT30M", "PT15S"), band("PT30M", "PT2H", "PT1M"), band("PT2H", null, "PT5M")).hasSize(6);
    assertThat(s.cadence("horse-close").retry()).isEqualTo(close);
    assertThat(s.cadence("horse-run").bands()).containsExactly(band("PT1M", "PT2H", "PT1M"), band("PT2H", null, "PT5M"));
    assertThat(s.cadence("horse-final").bands()).containsExactly(band("PT5M", null, "PT5M"));
    assertThat(s.cadence("horse-day").bands()).containsExactly(band("PT0S", null, "PT15M"));
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

  @Test void a_file_replaces_a_cadence_as_a_whole() throws IOException {
    var s = Settings.read(Optional.of(file("cadences: {f1-results: {bands: [{from: PT5M, every: PT10M}]}}")), Map.of(), Map.of());
    assertThat(s.cadence("f1-results").bands()).containsExactly(band("PT5M", null, "PT10M"));
    assertThat(s.cadence("f1-verify").bands()).hasSize(1);
    var calendar = Settings.read(Optional.of(file("cadences: {f1-calendar: {bands: [{from: PT0S, every: PT6H}]}}")), Map.of(), Map.of())
        .cadence("f1-calendar");
    assertThat(calendar.retry().times()).as("its retry goes with the cadence that was replaced").isEqualTo(3);
  }

  @Test void a_cadence_may_go_by_the_calendar() throws IOException {
    var file = file("cadences: {statistics: {cron: '0 3 * * 1', zone: Pacific/Auckland, retry: {every: PT1M, at-most: PT8M}}}");
    var statistics = Settings.read(Optional.of(file), Map.of(), Map.of()).cadence("statistics");
    assertThat(statistics.calendar()).contains(new CadenceSetting.Calendar("0 3 * * 1", ZoneId.of("Pacific/Auckland")));
    assertThat(statistics.retry()).isEqualTo(new Retry(3, Duration.ofMinutes(1), Duration.ofMinutes(8), Duration.ZERO));
    assertThat(statistics.cadence().after(Instant.EPOCH, Instant.parse("2026-11-22T12:00:00Z")))
        .contains(Instant.parse("2026-11-22T14:00:00Z")); // Monday there
  }

  @ParameterizedTest(name = "a cadence of {0}: {1}")
  @CsvSource(delimiter = '|', value = {
      "{cron: '0 2 * * *'}                                | expected `zone` beside `cron`, such as Pacific/Auckland",
      "{cron: '0 2 * * *', zone: Middle/Earth}            | expected `zone` such as Pacific/Auckland or UTC",
      "{cron: '0 25 * * *', zone: UTC}                    | expected `cron` such as \"0 2 * * *\" (",
      "{cron: daily, zone: UTC}                           | expected `cron` such as \"0 2 * * *\" (a crontab entry has five fields, not 1)",
      "{cron: '0 2 * * *', zone: UTC, bands: [{at: PT0S}]} | expected only cron, retry, zone",
      "{bands: [{at: PT0S}], zone: UTC}                   | expected only bands, retry",
      "{zone: UTC}                                        | expected only bands, retry",
      "{bands: []}                                        | expected bands: [{from: PT1H, every: PT1H}], or cron and zone",
      "{bands: [{at: PT0S}], retry: {every: PT1M, at-most: PT30S}} | expected `at-most` of at least `every`",
      "{bands: [{at: PT0S}], retry: {close: -PT5M}}       | expected `close` as the time before the anchor, such as PT5M",
      "{bands: [{at: PT0S}], retry: {tries: 5}}           | expected only at-most, close, every, times",
  })
  void a_cadence_that_makes_no_sense(String yaml, String problem) throws IOException {
    var file = Optional.of(file("cadences: {ours: " + yaml + "}"));
    assertThatThrownBy(() -> Settings.read(file, Map.of(), Map.of())).isInstanceOfSatisfying(SettingsProblem.class,
        wrong -> assertThat(wrong.problems()).singleElement().asString().startsWith("cadences.ours = ").contains(problem));
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

  @ParameterizedTest(name = "{0} is shown as {1}")
  @CsvSource({
      "postgresql://me:hunter2@db:5432/x,          postgresql://me:***@db:5432/x",
      "postgresql+asyncpg://me:a@b@db/x,           postgresql+asyncpg://me:***@db/x",
      "postgresql://db/x?user=me&password=hunter2, postgresql://db/x?user=me&password=***",
      "redis://:hunter2@cache:6379/0,              redis://:***@cache:6379/0",
      "https://api.jolpi.ca,                       https://api.jolpi.ca",
      "https://host/a:b@c,                         https://host/a:b@c",
  })
  void a_password_is_never_shown(String value, String shown) {
    assertThat(new Setting("database.url", Optional.empty(), value, Source.ENVIRONMENT).shown()).isEqualTo(shown);
  }

  private static Settings read(Map<String, String> environment, Map<String, String> flags) {
    return Settings.read(Optional.empty(), environment, flags);
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("ours.yaml"), yaml);
  }

  private static Band band(String from, String to, String every) {
    return new Band(Duration.parse(from), Optional.ofNullable(to).map(Duration::parse),
        Optional.ofNullable(every).map(Duration::parse));
  }
}
