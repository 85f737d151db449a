package dev.paddock.f1.rules.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
  @ParameterizedTest(name = "{0} lines, {1} broken, where there were {2} and {3}: worse {4}")
  @CsvSource({
      "0,   0, 100, 0, true",    // nothing any more
      "99,  0, 100, 0, true",    // shorter
      "100, 0, 100, 0, false",
      "500, 0, 100, 0, false",   // the archive was finished
      "100, 1, 100, 0, true",    // as long, but broken
      "200, 2, 100, 1, false",   // twice as long, and broken as seldom
      "200, 3, 100, 1, true",
      "0,   0, 0,   0, false",
  })
  void a_later_answer_may_be_worse(int lines, int undecoded, int linesBefore, int undecodedBefore, boolean worse) {
    assertThat(new Reading(lines, undecoded).worseThan(new Reading(linesBefore, undecodedBefore)).isPresent()).isEqualTo(worse);
  }
}
