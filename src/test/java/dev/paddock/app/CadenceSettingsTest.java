package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.schedule.rules.Cadence.Band;
import dev.paddock.schedule.rules.Retry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often everything is done as shipped, and what a file may change of it. */
class CadenceSettingsTest extends OwnFile {
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

  private static Band band(String from, String to, String every) {
    return new Band(Duration.parse(from), Optional.ofNullable(to).map(Duration::parse),
        Optional.ofNullable(every).map(Duration::parse));
  }
}
