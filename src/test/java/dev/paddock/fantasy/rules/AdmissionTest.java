package dev.paddock.fantasy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.rules.Admission.Applicant;
import dev.paddock.fantasy.rules.Admission.Door;
import dev.paddock.fantasy.rules.Admission.Past;
import dev.paddock.fantasy.rules.Admission.Verdict;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
  @ParameterizedTest(name = "{0}, {1} of {2} places, approval {3}; a {4} {5} team in {6} leagues, {7}: {8}")
  @CsvSource({
      // door,  size, cap, approval, season, rules, joined, past,           verdict
      "OPEN,       1,   9, false,    2026, classic,  0, NONE,            in",
      "CODE,       1,   9, false,    2026, classic,  0, NONE,            in",
      "RENEWAL,    1,   9, false,    2026, classic,  0, NONE,            in",
      "OPEN,       1,   9, true,     2026, classic,  0, NONE,            asks",
      "CODE,       1,   9, true,     2026, classic,  0, NONE,            asks",   // a code opens the door, it does not decide
      "RENEWAL,    1,   9, true,     2026, classic,  0, NONE,            in",     // who was in last season was let in once
      "CODE,       1,   9, false,    2026, classic,  0, REMOVED,         asks",   // not by the same code again
      "RENEWAL,    1,   9, false,    2026, classic,  0, REMOVED,         asks",
      "CODE,       1,   9, true,     2026, classic,  0, REJECTED_LATELY, REJECTED_LATELY",
      "CODE,       1,   9, false,    2026, classic,  0, REJECTED_LATELY, REJECTED_LATELY",
      "CODE,       1,   9, true,     2026, classic,  0, ASKED,           ALREADY_ASKED",
      "CODE,       1,   9, false,    2026, classic,  0, IN,              ALREADY_IN",
      "CODE,       9,   9, false,    2026, classic,  0, IN,              ALREADY_IN",
      "CODE,       9,   9, false,    2026, classic,  0, NONE,            FULL",
      "CODE,       9,   9, true,     2026, classic,  0, NONE,            FULL",   // nobody waits for a place
      "CODE,       8,   9, false,    2026, classic,  0, NONE,            in",
      "CODE,       1,   9, false,    2025, classic,  0, NONE,            OTHER_SEASON",
      "CODE,       1,   9, false,    2026, gentle,   0, NONE,            OTHER_RULES",
      "CODE,       1,   9, false,    2026, classic, 49, NONE,            in",
      "CODE,       1,   9, false,    2026, classic, 50, NONE,            TOO_MANY_JOINED",
  })
  void who_comes_in(Door door, int size, int cap, boolean approval, int season, String rules, int joined, Past past, String verdict) {
    var league = new League(1, 2026, "Paddock Club", 7, true, approval, cap, size, "classic", 1, Optional.empty(), Instant.EPOCH, 0, size);
    assertThat(switch (Admission.judge(league, new Applicant(season, rules, past, joined), door)) {
      case Verdict.ComesIn() -> "in";
      case Verdict.Asks() -> "asks";
      case Verdict.Refused(var why) -> why.name();
    }).isEqualTo(verdict);
  }
}
