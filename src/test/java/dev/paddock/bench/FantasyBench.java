package dev.paddock.bench;

import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.Node;
import java.util.ArrayList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "fantasy", mixinStandardHelpOptions = true, description = "The game with very many teams: how long a correction takes to "
    + "consistent boards, beside one row a team in SQL; how fast boards are read while it is busy; what memory that takes.")
public final class FantasyBench extends Benchmark {
  @Option(names = "--teams", paramLabel = "N", defaultValue = "1000000", description = "${DEFAULT-VALUE}.")
  private int teams;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "24", description = "Of the season, all scored; ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "20", description = "Each kind of load; ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of teams and results; ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--no-peers", negatable = true, defaultValue = "true", fallbackValue = "true", description = "Without the peers.")
  private boolean peers;

  public FantasyBench() {
    super("fantasy");
  }

  @Override protected void measure(Report report) throws Exception {
    report.fact("teams", "%,d".formatted(teams));
    report.fact("rounds", rounds);
    report.fact("seed", seed);
    try (var postgres = BenchPostgres.start()) {
      var database = postgres.fresh("bench_fantasy");
      var formula1 = new FakeFormula1(rounds);
      try (var node = new Node("bench", database, formula1)) {
        say("drawing %,d teams with the line-ups of %d rounds".formatted(teams, rounds));
        var distinct = new ArrayList<Integer>();
        new Crowd(teams, rounds, seed).settle(database, node.game.fields(), fielded -> distinct.add(fielded.distinct().size()));
        report.fact("distinct line-ups a round", "%,d".formatted(distinct.stream().mapToInt(n -> n).max().orElseThrow()));
        say("scoring the season");
        for (int round = 1; round <= rounds; round++) {
          for (var kind : Node.weekend()) {
            long began = System.nanoTime();
            node.score(formula1.publish(round, kind, 1, seed + 100L * round + kind.ordinal()));
            if (round % 4 == 0) say("round " + round + " " + kind + ": " + (System.nanoTime() - began) / 1_000_000 + " ms");
          }
        }
      }
    }
  }
}
