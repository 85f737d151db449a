package dev.paddock.f1.rules;

import static dev.paddock.f1.rules.CautionTest.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.sources.Agreement;
import dev.paddock.f1.rules.sources.Classified;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementTest {
  @ParameterizedTest(name = "from {0} to {1}, the other source says {2}: {3}")
  @CsvSource({
      "abcd, acbd, acbd, true",
      "abcd, acbd, acbe, true",     // of those that did not change it may say what it likes
      "abcd, acbd, abcd, false",    // it says what was there before
      "abcd, acbd, ac,   false",    // it says nothing of one that moved
      "abcd, bcdA, bcda, true",     // a disqualification goes with its place
      "abcd, abcD, abcd, false",    // one that leaves the car where it was could be anything
      "abcd, abc,  abc,  true",     // a car that is not in it
      "abcd, abc,  abcd, false",
      "abc,  abcd, abcd, true",
      "abcd, abcd, abcd, false",    // nothing changed: nothing to agree with
  })
  void two_sources_agree_when_they_give_the_same_places(String before, String after, String other, boolean agree) {
    var changes = ResultDiff.between(order(before), order(after)) instanceof ResultDiff.Changed(var all) ? all : List.<ResultDiff.Change>of();
    assertThat(Agreement.with(changes, Classified.by("one", order(after).cars()), Classified.by("other", order(other).cars()))).isEqualTo(agree);
  }
}
