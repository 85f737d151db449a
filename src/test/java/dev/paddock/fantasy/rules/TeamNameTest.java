package dev.paddock.fantasy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamNameTest {
  @ParameterizedTest @ValueSource(strings = {"Box", "Scuderia Späti", "周冠宇 FC", "🏎️🏎️🏎️", "a name of exactly forty characters, yes!"})
  void is_a_name(String written) {
    assertThat(TeamName.of(written)).contains(written);
  }

  @ParameterizedTest @ValueSource(strings = {"", "  ", "ab", " ab ", "tab\there", "new\nline", "zero\u200bwidth", "right\u202eleft",
      "a name of exactly forty characters, and 1"})
  void is_none(String written) {
    assertThat(TeamName.of(written)).isEmpty();
  }

  @Test void blanks_around_it_are_not_part_of_it() {
    assertThat(TeamName.of("  Alfa Bravo ")).contains("Alfa Bravo");
  }
}
