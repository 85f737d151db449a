package dev.paddock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.web.LineupSite;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** That what is measured is what happened; how fast it is, is the benchmark's to say. */
class LineupSavesTest {
  @Test void every_save_that_was_answered_is_there() throws IOException {
    try (var site = new LineupSite(1)) {
      Saving.teams(site, 30);
      var found = new Clients(site.port, 10, 100, new LineupSaves(Saving.FIRST, 30)).run(Duration.ofSeconds(2));
      assertThat(found.failed()).isZero();
      assertThat(found.answered()).isPositive();
      assertThat(site.count("lineup_save")).isEqualTo(found.answered());
    }
  }
}
