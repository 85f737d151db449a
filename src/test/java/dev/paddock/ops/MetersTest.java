package dev.paddock.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Formula1.ResultCorrected;
import dev.paddock.f1.contract.Formula1.ResultStored;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.Covered;
import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Allowance;
import dev.paddock.fetch.contract.Fetching.FileLoaded;
import dev.paddock.fetch.contract.Fetching.PageFetched;
import dev.paddock.fetch.contract.Fetching.QuotaUsed;
import dev.paddock.fetch.contract.Fetching.PageFetched.Outcome;
import dev.paddock.horse.contract.Horses;
import dev.paddock.horse.contract.Horses.RacesLookedAt;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetersTest {
  static final Instant DUE = Instant.parse("2025-11-23T05:00:00Z");

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Metrics metrics = new Metrics();

  @BeforeEach void listen() {
    Meters.listen(bus, metrics.registry()).await();
  }

  @AfterEach void close() {
    vertx.close().await();
    metrics.close();
  }

  @Test void what_has_not_happened_yet_is_counted_as_nothing() {
    assertThat(metrics.scrape()).contains("paddock_results_total 0.0", "paddock_corrections_total 0.0");
  }

  @Test void slots_are_counted_by_kind_and_outcome_with_how_late_they_were() {
    slot(new Ending.Next(false, "no result yet"));
    slot(new Ending.Follow("f1-verify", DUE, true, "v1"));
    slot(new Ending.Retry("timed out"));
    slot(new Ending.Retry("timed out"));
    until("paddock_slots_total{kind=\"f1.result\",outcome=\"retry\"} 2.0");
    until("paddock_slot_lateness_seconds_count{kind=\"f1.result\"} 4");
    assertThat(metrics.scrape()).contains("paddock_slots_total{kind=\"f1.result\",outcome=\"done\"} 1.0",
        "paddock_slots_total{kind=\"f1.result\",outcome=\"changed\"} 1.0",
        "paddock_slot_lateness_seconds_sum{kind=\"f1.result\"} 16.0", "# TYPE paddock_slots_total counter");
  }

  @Test void results_and_corrections_are_counted() {
    bus.tell(Formula1.RESULT_STORED, new ResultStored("2025-las-vegas-R", 1));
    bus.tell(Formula1.RESULT_CORRECTED, new ResultCorrected("2025-las-vegas-R", 2));
    bus.tell(Formula1.RESULT_CORRECTED, new ResultCorrected("2025-las-vegas-R", 3));
    until("paddock_results_total 1.0");
    until("paddock_corrections_total 2.0");
  }

  @Test void a_provider_is_down_after_a_request_without_an_answer_and_up_after_the_next_with_one() {
    fetched(Outcome.UNAVAILABLE);
    until("paddock_provider_up{provider=\"jolpica\"} 0.0");
    fetched(Outcome.DEFERRED);
    until("paddock_provider_up{provider=\"jolpica\"} 1.0");
    assertThat(metrics.scrape()).contains("paddock_fetch_seconds_count{outcome=\"unavailable\",provider=\"jolpica\"} 1",
        "paddock_fetch_seconds_sum{outcome=\"deferred\",provider=\"jolpica\"} 0.25");
  }

  @Test void requests_and_files_from_the_archive_are_told_apart() {
    for (var outcome : List.of(FileLoaded.Outcome.ARCHIVE, FileLoaded.Outcome.ARCHIVE, FileLoaded.Outcome.NOT_MODIFIED))
      bus.tell(Fetching.FILE_LOADED, new FileLoaded("livetiming", outcome));
    fetched(Outcome.NOT_MODIFIED);
    until("paddock_loads_total{outcome=\"archive\",provider=\"livetiming\"} 2.0");
    until("paddock_loads_total{outcome=\"not_modified\",provider=\"livetiming\"} 1.0");
    until("paddock_fetch_seconds_count{outcome=\"not_modified\",provider=\"jolpica\"} 1");
  }

  @Test void what_is_used_of_a_quota_is_shown_limit_by_limit() {
    bus.tell(Fetching.QUOTA_USED, new QuotaUsed("tabnz", List.of(new Allowance("5/second", 5, 2, DUE),
        new Allowance("1000/day", 1000, 40, DUE))));
    until("paddock_quota_used{limit=\"5/second\",provider=\"tabnz\"} 2.0");
    until("paddock_quota_limit{limit=\"1000/day\",provider=\"tabnz\"} 1000.0");
    bus.tell(Fetching.QUOTA_USED, new QuotaUsed("tabnz", List.of(new Allowance("5/second", 5, 0, DUE))));
    until("paddock_quota_used{limit=\"5/second\",provider=\"tabnz\"} 0.0");
  }

  @Test void looks_at_horse_races_are_counted_by_provider_and_outcome() {
    bus.tell(Horses.LOOKED_AT, new RacesLookedAt("tabnz", Map.of(Horses.Outcome.UNCHANGED, 34, Horses.Outcome.UNKNOWN_STATUS, 1)));
    bus.tell(Horses.LOOKED_AT, new RacesLookedAt("tabnz", Map.of(Horses.Outcome.UNCHANGED, 1)));
    until("paddock_horse_looks_total{outcome=\"unchanged\",provider=\"tabnz\"} 35.0");
    until("paddock_horse_looks_total{outcome=\"unknown_status\",provider=\"tabnz\"} 1.0");
  }

  @Test void what_imports_found_is_counted_by_kind() {
    bus.tell(Importing.COVERED, new Covered("2025-las-vegas-R", DataKind.LAPS, Coverage.State.STORED, 980));
    bus.tell(Importing.COVERED, new Covered("2025-las-vegas-R", DataKind.TEAM_RADIO, Coverage.State.ABSENT, 0));
    until("paddock_import_rows_total{kind=\"laps\"} 980.0");
    until("paddock_import_kinds_total{kind=\"team_radio\",state=\"absent\"} 1.0");
  }

  @Test void how_late_and_how_long_are_histograms() {
    slot(new Ending.Next(false, "no result yet"));
    fetched(Outcome.FRESH);
    until("paddock_slot_lateness_seconds_bucket{kind=\"f1.result\",le=\"5.0\"} 1");
    until("paddock_fetch_seconds_bucket{outcome=\"fresh\",provider=\"jolpica\",le=\"0.25\"} 1");
    assertThat(metrics.scrape()).contains("paddock_slot_lateness_seconds_bucket{kind=\"f1.result\",le=\"2.5\"} 0",
        "paddock_fetch_seconds_bucket{outcome=\"fresh\",provider=\"jolpica\",le=\"0.1\"} 0");
  }

  private void slot(Ending ending) {
    bus.tell(Scheduling.SLOT_ENDED,
        new SlotEnded("result:2025-las-vegas-R", "f1.result", DUE, DUE.plusSeconds(4), ending, Optional.empty()));
  }

  private void fetched(Outcome outcome) {
    bus.tell(Fetching.PAGE_FETCHED, new PageFetched("jolpica", outcome, Duration.ofMillis(250)));
  }

  private void until(String line) {
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!metrics.scrape().contains(line)) assertThat(System.nanoTime()).as(line + " in\n" + metrics.scrape()).isLessThan(deadline);
  }
}
