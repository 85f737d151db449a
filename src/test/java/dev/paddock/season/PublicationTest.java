package dev.paddock.season;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.season.Season.Code;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationTest {
  static final Instant START = Instant.parse("2025-11-23T04:00:00Z");

  @ParameterizedTest(name = "the flag of {0} falls {1} after the start")
  @CsvSource({"R, PT1H45M", "S, PT35M", "Q, PT1H5M"})
  void flag(Code code, Duration after) {
    assertThat(Publication.flag(code, START)).isEqualTo(START.plus(after));
  }

  @Property void draws_two_to_twenty_hours_after_the_flag(@ForAll long seed, @ForAll String session) {
    assertThat(new Publication(seed).drawn(session, START)).isBetween(START.plus(Duration.ofHours(2)), START.plus(Duration.ofHours(20)));
  }

  @Test void a_draw_depends_on_seed_and_session_only() {
    var one = new Publication(1).drawn("2025-las-vegas-R", START);
    assertThat(new Publication(1).drawn("2025-las-vegas-R", START)).isEqualTo(one);
    assertThat(new Publication(2).drawn("2025-las-vegas-R", START)).isNotEqualTo(one);
    assertThat(new Publication(1).drawn("2025-las-vegas-Q", START)).isNotEqualTo(one);
  }
}
