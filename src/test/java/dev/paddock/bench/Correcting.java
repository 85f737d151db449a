package dev.paddock.bench;

import dev.paddock.f1.contract.Formula1.SessionKind;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.LeagueStandings;
import dev.paddock.fantasy.rules.RoundLineups;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** A season that is scored, and corrected: two drivers of a race change places, and all that follows is durable and shown. */
final class Correcting {
  private static final int LEAGUE = 1_000;

  private final Node node;
  private final FakeFormula1 formula1;
  private final int rounds;
  private final int teams;
  private final Random random;
  private final List<List<String>> orders = new ArrayList<>();
  private final int[] versions;

  Correcting(Node node, FakeFormula1 formula1, int rounds, int teams, long seed) {
    this.node = node;
    this.formula1 = formula1;
    this.rounds = rounds;
    this.teams = teams;
    this.random = new Random(seed);
    this.versions = new int[rounds];
  }

  /** Every round's race, in its first version. */
  void season() {
    for (int round = 1; round <= rounds; round++) {
      var order = new ArrayList<>(FakeFormula1.DRIVERS);
      Collections.shuffle(order, random);
      orders.add(order);
      publish(round);
    }
  }

  private void publish(int round) {
    var result = formula1.publish(round, SessionKind.RACE, ++versions[round - 1], orders.get(round - 1).subList(0, 17));
    node.plan(Fantasy.score(result.sessionId(), result.version(), node.clock.instant()));
    var ended = node.run(node.claim());
    if (ended.size() != 1) throw new IllegalStateException("not scored: " + ended.stream().map(SlotEnded::ending).toList());
  }

  /**
   * One correction of a round drawn at random, from the moment at which it is due to the first read of the round's, the season's and a
   * league's board that show it. What it does besides, notifications, follows in slots of its own.
   */
  double seconds() {
    int round = swapped();
    long began = System.nanoTime();
    publish(round);
    var season = node.game.boards().latest("season-" + Crowd.SEASON).await().orElseThrow();
    if (season.version() != versions[round - 1] || season.round() != round) throw new IllegalStateException("an old board is shown");
    var board = node.game.boards().rows(season).await();
    node.game.boards().latest("round-" + FakeFormula1.raceId(round)).compose(shown -> node.game.boards().rows(shown.orElseThrow())).await();
    var league = LeagueStandings.of(board, LongStream.rangeClosed(1, Math.min(LEAGUE, teams)).map(n -> n * teams / LEAGUE).distinct().toArray());
    if (board.page(0, 50).isEmpty() || league.row(0).rank() != 1) throw new IllegalStateException("nobody is ahead");
    double seconds = (System.nanoTime() - began) / 1e9;
    node.runDue();
    return seconds;
  }

  /** Another such correction, until its boards are committed. Answers the nanosecond at which its result was there. */
  long correct() {
    int round = swapped();
    long began = System.nanoTime();
    publish(round);
    return began;
  }

  /** The round in which two drivers have changed places. */
  private int swapped() {
    int round = 1 + random.nextInt(rounds);
    int ahead = random.nextInt(16);
    Collections.swap(orders.get(round - 1), ahead, ahead + 1);
    return round;
  }

  BoardSnapshot shown() {
    return node.game.boards().current("season-" + Crowd.SEASON).compose(board -> node.game.boards().rows(board.orElseThrow())).await();
  }

  /** What a line-up gets in a round, from the results alone. */
  int[] worth(RoundLineups fielded) {
    return PlainScore.of(fielded.distinct(), orders.get(fielded.round() - 1).subList(0, 17));
  }
}
