package dev.paddock.f1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.provider.livetiming.Topic;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.gaps.Gaps;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.fetch.contract.Fetching.Loaded;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What fails, is damaged or is not there leaves a gap, and the rest is imported all the same. */
class ImportPartialTest extends TwoWeekends {
  @Test void one_extractor_that_fails_leaves_the_others_data_and_is_tried_again_without_a_request() {
    publish("2025-seaside-R", Topic.RACE_CONTROL, line(1, "{\"Message\":\"BROKEN\"}"));
    var summary = done(run(season())).orElseThrow();
    assertThat(summary.partial()).isEqualTo(1);
    assertThat(summary.failures()).isEqualTo(Map.of("2025-seaside-R", "it is broken"));
    assertThat(gaps().sessions()).singleElement().satisfies(gap -> {
      assertThat(gap.sessionId()).isEqualTo("2025-seaside-R");
      assertThat(gap.missing()).containsExactly(DataKind.RACE_CONTROL);
      assertThat(gap.calls()).isEmpty();
    });
    int before = world.requests.size();
    assertThat(done(run(season())).orElseThrow().fromArchive()).isEqualTo(2); // info and the topic
    assertThat(world.requests).hasSize(before);
  }

  @Test void a_file_that_was_damaged_in_the_archive_is_asked_for_again() throws Exception {
    publish("2025-seaside-R", Topic.RACE_CONTROL, line(1, "{\"Message\":\"BROKEN\"}"));
    done(run(season()));
    publish("2025-seaside-R", Topic.RACE_CONTROL, line(1, "{\"Message\":\"MENDED\"}"));
    world.damage(LIVE, resource("2025-seaside-R", Topic.RACE_CONTROL));
    assertThat(done(run(season())).orElseThrow().calls()).isEqualTo(Map.of(LIVE, 1));
    assertThat(gaps().count()).isZero();
    assertThat(texts("select message as t from race_control where session_id = '2025-seaside-R'"))
        .containsExactly("{\"Message\":\"MENDED\"}");
  }

  @Test void a_topic_that_is_not_there_is_absent_with_reason_and_date_until_somebody_insists() {
    world.withdraw(LIVE, resource("2025-uphill-FP1", Topic.TEAM_RADIO));
    var summary = done(run(season())).orElseThrow();
    assertThat(summary.succeeded()).isEqualTo(4);
    assertThat(gaps().count()).isZero();
    assertThat(gaps().absent()).containsExactly(new Gaps.Absence("2025-uphill-FP1", DataKind.TEAM_RADIO, "TeamRadio answered 403", NOW));

    publish("2025-uphill-FP1", Topic.TEAM_RADIO, line(1, "{}"));
    timers.advanceTo(NOW.plusSeconds(60));
    var forced = done(run(new RunImport(new Scope(2025, Optional.of(2), Optional.of(SessionCode.FP1)), true, false, Optional.empty(), 1)))
        .orElseThrow();
    assertThat(forced.notModified()).isEqualTo(3);
    assertThat(forced.calls()).isEqualTo(Map.of(LIVE, 4));
    assertThat(gaps().absent()).isEmpty();
  }

  @Test void what_is_not_to_be_had_is_tried_again_then_fails_and_the_others_go_on() {
    world.answer(LIVE, resource("2025-seaside-FP1", Topic.WEATHER), new Loaded.Unavailable("no route", true));
    var id = started(run(season()));
    until(() -> world.requests.stream().filter(r -> r.contains("FP1/WeatherData")).count() == 1);
    for (int n = 1; n <= 3; n++) {
      int tries = n;
      passing(Duration.ofSeconds(10), () -> world.requests.stream().filter(r -> r.contains("seaside-FP1/WeatherData")).count() > tries
          || latest(id).state() == State.COMPLETED);
    }
    var summary = end(id, State.COMPLETED).summary().orElseThrow();
    assertThat(summary.partial()).isEqualTo(1);
    assertThat(summary.failures()).isEqualTo(Map.of("2025-seaside-FP1", "WeatherData: no route"));
    assertThat(summary.calls()).isEqualTo(Map.of(LIVE, world.requests.size()));
    assertThat(gaps().sessions()).extracting(Gaps.SessionGap::sessionId).containsExactly("2025-seaside-FP1");
  }

  private void passing(Duration step, BooleanSupplier there) {
    until(() -> {
      if (there.getAsBoolean()) return true;
      timers.advanceTo(timers.instant().plus(step));
      return false;
    });
  }
}
