package dev.paddock.f1.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseTest {
  static final Instant START = Instant.parse("2025-05-04T20:00:00Z");

  @ParameterizedTest(name = "a {0}, {1} after its start, cancelled: {2} is {3}") @CsvSource({
      "R,   -PT1S,  false, SCHEDULED",
      "R,   PT0S,   false, LIVE",
      "R,   PT119M, false, LIVE",
      "R,   PT120M, false, COMPLETED",
      "FP1, PT59M,  false, LIVE",
      "Q,   PT60M,  false, COMPLETED",
      "S,   PT60M,  false, COMPLETED",
      "SQ,  PT43M,  false, LIVE",
      "SS,  PT44M,  false, COMPLETED",
      "R,   PT1M,   true,  CANCELLED"})
  void by_the_schedule(SessionCode code, Duration after, boolean cancelled, Phase phase) {
    assertThat(Phase.of(START, new Calendar.Session(code, START).endsAt(), cancelled, START.plus(after))).isEqualTo(phase);
  }
}
