package dev.paddock.fantasy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** The size of the demonstration: 10,000 teams, 24 rounds. The limits are generous: they catch a wrong representation, not a slow machine. */
class TenThousandTeamsTest {
  private static final int ROUNDS = 24;

  @Test void a_whole_season_is_scored_and_proved_in_seconds() {
    var formula1 = new FakeFormula1(ROUNDS);
    try (var node = new Node("a", TestDatabase.fresh(), formula1)) {
      node.seed(10_000, ROUNDS);
      var scorings = new ArrayList<Duration>();
      for (int i = 1; i <= ROUNDS; i++) {
        int round = i;
        for (var kind : Node.weekend()) {
          var result = formula1.publish(round, kind, 1, 10L * round + kind.ordinal());
          scorings.add(time(() -> node.score(result)));
        }
      }
      var correction = formula1.publish(12, Node.weekend()[1], 2, 1);
      node.score(correction);
      var proving = time(() -> assertThat(node.rescore.check(2025)).isEqualTo(ScoringVerticleTest.PROVED));
      var warm = scorings.subList(ROUNDS, scorings.size());
      Collections.sort(warm);
      assertThat(warm.get(warm.size() / 2)).isLessThan(Duration.ofSeconds(1));
      assertThat(proving).isLessThan(Duration.ofSeconds(30));
    }
  }

  private static Duration time(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
