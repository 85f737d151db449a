package dev.paddock.f1.rules.timing;

import static dev.paddock.f1.rules.timing.News.LAPS;
import static dev.paddock.f1.rules.timing.News.SECTOR_2;
import static dev.paddock.f1.rules.timing.Said.line;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeardTest {
  final Heard heard = new Heard();

  @Test void what_is_said_again_is_no_news() {
    heard.hear(line(1, LAPS, 4, SECTOR_2, 30_000));
    heard.hear(line(2, LAPS, 4, SECTOR_2, 30_001));
    heard.hear(line(3, LAPS, 4, SECTOR_2, 30_001));
    assertThat(heard.lines()).hasSize(2);
    assertThat(heard.lines().get(1).has(LAPS)).isFalse();
    assertThat(heard.lines().get(1).get(SECTOR_2)).isEqualTo(30_001);
  }

  @Test void after_it_was_cleared_it_is_news_again() {
    heard.hear(line(1, SECTOR_2, 30_000));
    heard.hear(line(2, SECTOR_2, Delta.BLANK));
    heard.hear(line(3, SECTOR_2, 30_000));
    assertThat(heard.lines()).extracting(Delta::at).containsExactly(1, 2, 3);
  }
}
