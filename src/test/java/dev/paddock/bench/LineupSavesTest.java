package dev.paddock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.web.LineupSite;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** That what is measured is what happened; how fast it is, is the benchmark's to say. */
class LineupSavesTest {
  @Test void every_save_that_was_answered_is_there() {
    try (var site = new LineupSite(1)) {
      var savers = LongStream.range(100, 130).mapToObj(user -> {
        site.player(user);
        return new LineupSaves.Saver("user-" + user, site.team(user, "Team " + user));
      }).toList();
      var bodies = List.of(LineupSite.picks(20, 19, 18, 16, 14).encode(), LineupSite.picks(20, 19, 18, 16, 12).encode());
      var found = new LineupSaves(site.vertx, site.port, FakeFormula1.raceId(1), savers, bodies).run(100, Duration.ofSeconds(2));
      assertThat(found.refused()).isZero();
      assertThat(found.spread().count()).isEqualTo(200);
      assertThat(site.count("lineup_save")).isEqualTo(200);
    }
  }
}
