package dev.paddock.f1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.provider.livetiming.Topic;
import dev.paddock.f1.rules.SessionCode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A later answer that is worse than what is stored takes nothing away. */
class ImportWorseAnswerTest extends TwoWeekends {
  @Test void a_later_answer_that_is_worse_is_flagged_and_not_applied() {
    done(run(season()));
    var rows = rows();
    publish("2025-seaside-R", Topic.WEATHER, line(1000, "{\"AirTemp\":\"21\"}"));
    publish("2025-seaside-R", Topic.TEAM_RADIO, "");
    publish("2025-seaside-R", Topic.RACE_CONTROL, line(5000, "{\"Message\":\"GREEN LIGHT\"}") + line(6000, "{\"Message\":\"YELLOW\"}"));
    timers.advanceTo(NOW.plusSeconds(60));
    var summary = done(run(new RunImport(new Scope(2025, Optional.of(1), Optional.of(SessionCode.R)), true, false, Optional.empty(), 1)))
        .orElseThrow();
    assertThat(summary.partial()).isEqualTo(1);
    assertThat(count("weather")).isEqualTo(8);
    assertThat(count("team_radio")).isEqualTo(4);
    assertThat(count("race_control")).isEqualTo(5); // a longer one is taken
    assertThat(texts("select flag as t from source_version where not applied and hash <> '' order by flag")).containsExactly(
        "empty, where there were 1 lines", "shorter: 1 lines, where there were 2");
    assertThat(gaps().count()).isZero();
    assertThat(rows).isNotEqualTo(rows());
  }

  @Test void an_answer_that_was_taken_once_is_not_taken_again_after_a_longer_one() {
    done(run(season()));
    var before = line(1000, "{\"AirTemp\":\"21\"}") + line(61_000, "{\"AirTemp\":\"22\"}");
    publish("2025-seaside-R", Topic.WEATHER, before + line(121_000, "{\"AirTemp\":\"23\"}"));
    var race = new RunImport(new Scope(2025, Optional.of(1), Optional.of(SessionCode.R)), true, false, Optional.empty(), 1);
    timers.advanceTo(NOW.plusSeconds(60));
    assertThat(done(run(race)).orElseThrow().partial()).isZero();
    assertThat(count("weather")).isEqualTo(9);
    publish("2025-seaside-R", Topic.WEATHER, before);
    timers.advanceTo(NOW.plusSeconds(120));
    assertThat(done(run(race)).orElseThrow().failures().toString()).contains("kept: WeatherData is shorter: 2 lines, where there were 3");
    assertThat(count("weather")).isEqualTo(9);
  }

  @Test void a_topic_that_is_gone_takes_nothing_with_it_that_is_stored() {
    done(run(season()));
    world.withdraw(LIVE, resource("2025-seaside-R", Topic.WEATHER));
    timers.advanceTo(NOW.plusSeconds(60));
    var summary = done(run(new RunImport(new Scope(2025, Optional.of(1), Optional.of(SessionCode.R)), true, false, Optional.empty(), 1)))
        .orElseThrow();
    assertThat(summary.calls()).isEqualTo(Map.of(LIVE, 4));
    assertThat(count("weather")).isEqualTo(8);
    assertThat(texts("select state || ': ' || reason as t from coverage where kind = 'WEATHER' and subject = '2025-seaside-R'"))
        .containsExactly("STORED: WeatherData answered 403");
    assertThat(gaps().count()).isZero();
  }
}
