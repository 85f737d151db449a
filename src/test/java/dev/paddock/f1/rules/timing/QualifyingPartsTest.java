package dev.paddock.f1.rules.timing;

import static dev.paddock.f1.rules.timing.News.PART;
import static dev.paddock.f1.rules.timing.Said.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QualifyingPartsTest {
  @Test void a_part_begins_when_it_is_first_spoken_of() {
    var one = List.of(line(100, PART, 0), line(2_000, PART, 1), line(3_000, PART, 1));
    var other = List.of(line(90, PART, 0), line(1_990, PART, 1), line(4_000, PART, 2));
    assertThat(QualifyingParts.of(List.of(one, other))).containsExactly(1_990, 4_000);
  }

  @Test void other_sessions_have_none() {
    assertThat(QualifyingParts.of(List.of(List.of(line(1, PART, 0)), List.of()))).isEmpty();
    assertThat(QualifyingParts.of(List.of())).isEmpty();
  }

  @Test void a_part_that_nobody_took_note_of_begins_with_the_next() {
    assertThat(QualifyingParts.of(List.of(List.of(line(4_000, PART, 2))))).containsExactly(4_000, 4_000);
  }
}
