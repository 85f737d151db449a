package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is set about those whom we ask: addresses, limits, who we are. */
class ProviderSettingsTest extends OwnFile {
  @Test void no_provider_of_horse_racing_is_asked_until_it_is_switched_on() {
    assertThat(read(Map.of(), Map.of()).horse())
        .isEqualTo(new HorseSettings(Duration.ofHours(12), Duration.ofSeconds(10), Duration.ofDays(90), List.of()));
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

  @ParameterizedTest(name = "{0} = {1} is no setting")
  @CsvSource(delimiter = '|', value = {"PADDOCK_HORSE_NEDS_LIMITS | many", "PADDOCK_HORSE_NEDS_PROFILE | fast",
      "PADDOCK_HORSE_GIVE_UP | PT1M",
      "PADDOCK_HORSE_RACINGAPI_PLAN | gold", "PADDOCK_HORSE_TABNZ_URL | nowhere"})
  void what_is_wrong_with_a_provider_is_said_though_it_is_off(String variable, String value) {
    assertThatThrownBy(() -> read(Map.of(variable, value), Map.of())).isInstanceOf(SettingsProblem.class).hasMessageContaining(variable);
  }
}
