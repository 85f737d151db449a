package dev.paddock.f1;

import static dev.paddock.f1.rules.SessionState.AMENDED;
import static dev.paddock.f1.rules.SessionState.AWAITING_RESULTS;
import static dev.paddock.f1.rules.SessionState.CONFIRMED_24H;
import static dev.paddock.f1.rules.SessionState.CONFIRMED_48H;
import static dev.paddock.f1.rules.SessionState.FINAL;
import static dev.paddock.f1.rules.SessionState.PROVISIONAL;
import static dev.paddock.f1.rules.SessionState.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.SessionState;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.rules.VerificationPolicy.Pace;
import dev.paddock.f1.rules.VerificationPolicy.Seen;
import dev.paddock.f1.rules.VerificationPolicy.Standing;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationPolicyTest {
  static final Instant NOW = Instant.parse("2025-03-17T06:00:00Z");
  final VerificationPolicy policy = new VerificationPolicy(3);

  @ParameterizedTest(name = "{0} with {1} clean checks, {2}: {3} with {4}, then {5}")
  @CsvSource({
      "SCHEDULED,        0, NOTHING_YET,  AWAITING_RESULTS, 0, as before",
      "AWAITING_RESULTS, 0, FIRST_RESULT, PROVISIONAL,      0, f1-verify",
      "PROVISIONAL,      0, SAME,         CONFIRMED_24H,    1, as before",
      "CONFIRMED_24H,    1, SAME,         CONFIRMED_48H,    2, as before",
      "CONFIRMED_48H,    2, SAME,         FINAL,            3, f1-watch",
      "CONFIRMED_24H,    1, CHANGED,      PROVISIONAL,      0, f1-verify",   // the three checks begin again
      "FINAL,            3, SAME,         FINAL,            3, as before",
      "FINAL,            3, CHANGED,      AMENDED,          0, f1-verify",   // too late to be provisional again
      "AMENDED,          0, SAME,         AMENDED,          1, as before",
      "AMENDED,          2, SAME,         AMENDED,          3, f1-watch",
      "AMENDED,          1, CHANGED,      AMENDED,          0, f1-verify",
  })
  void moves_on(SessionState state, int clean, Seen seen, SessionState next, int nextClean, String pace) {
    var verdict = policy.after(new Standing(state, clean), seen, NOW);
    assertThat(verdict.standing()).isEqualTo(new Standing(next, nextClean));
    assertThat(verdict.pace()).isEqualTo(pace.equals("as before") ? new Pace.Keep() : new Pace.Switch(pace, NOW));
  }

  @Property void whatever_happens_three_clean_checks_in_a_row_end_it(@ForAll @Size(max = 30) List<Boolean> changes) {
    var standing = new Standing(PROVISIONAL, 0);
    for (boolean changed : changes) standing = policy.after(standing, changed ? Seen.CHANGED : Seen.SAME, NOW).standing();
    for (int i = 0; i < 3; i++) standing = policy.after(standing, Seen.SAME, NOW).standing();
    assertThat(standing.state()).isIn(FINAL, AMENDED);
    assertThat(standing.cleanChecks()).isEqualTo(3);
    assertThat(List.of(SCHEDULED, AWAITING_RESULTS, CONFIRMED_24H, CONFIRMED_48H)).doesNotContain(standing.state());
  }
}
