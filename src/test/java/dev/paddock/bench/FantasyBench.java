package dev.paddock.bench;

import dev.paddock.db.Database;
import dev.paddock.db.Pools;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.store.GameStore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "fantasy", mixinStandardHelpOptions = true, description = "The game with very many teams: how long a correction takes to "
    + "consistent boards, beside one row a team in SQL; how fast boards are read and line-ups saved; what memory that takes; log-ins.")
public final class FantasyBench extends Benchmark {
  private static final int WARM_UP = 4;
  private static final int PEER_CORRECTIONS = 3;
  private static final double MEMORY_MB = 1536;

  @Option(names = "--teams", paramLabel = "N", defaultValue = "1000000", description = "${DEFAULT-VALUE}.")
  private int teams;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "24", description = "Of the season, all scored; ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--corrections", paramLabel = "N", defaultValue = "15", description = "Measured; ${DEFAULT-VALUE}.")
  private int corrections;

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "15", description = "Each kind of load; ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of teams and results; ${DEFAULT-VALUE}.")
  private long seed;

  /** What is measured. */
  enum Section { CORRECTIONS, RESTART, LOCK, CONSISTENCY, BOARDS, SAVES, LOGINS }

  @Option(names = "--only", split = ",", paramLabel = "SECTION", description = "Of ${COMPLETION-CANDIDATES}; else all.")
  private Set<Section> only = EnumSet.allOf(Section.class);

  @Option(names = "--no-peers", description = "Without the peer.")
  private boolean withoutPeers;

  public FantasyBench() {
    super("fantasy");
  }

  @Override protected void measure(Report report) throws Exception {
    report.fact("sections", only.stream().map(section -> section.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" ")));
    try (var postgres = BenchPostgres.start()) {
      if (only.stream().anyMatch(section -> section.compareTo(Section.SAVES) < 0)) season(postgres, report);
      if (only.contains(Section.SAVES)) new Saving(postgres, seconds, this::say).measure(report);
      if (only.contains(Section.LOGINS)) Logins.measure(postgres, seconds, this::say, report);
    }
  }

  /** All that a season of very many teams is needed for. */
  private void season(BenchPostgres postgres, Report report) throws Exception {
    report.fact("teams", "%,d".formatted(teams));
    report.fact("rounds", rounds);
    report.fact("seed", seed);
    var peer = withoutPeers || !only.contains(Section.CORRECTIONS) ? Double.NaN : peer(postgres);
    var database = postgres.fresh("bench_fantasy");
    var formula1 = new FakeFormula1(rounds);
    try (var node = new Node("bench", database, formula1)) {
      var correcting = new Correcting(node, formula1, rounds, teams, seed);
      score(node, correcting, database, report);
      postgres.checkpoint();
      if (only.contains(Section.CORRECTIONS)) correct(correcting, peer, report);
      if (only.contains(Section.RESTART)) restart(database, report);
      if (only.contains(Section.LOCK)) Reading.measure(node, database, teams, this::say, report);
      if (only.contains(Section.CONSISTENCY)) new Consistency(node, correcting, teams, this::say).measure(corrections, report);
      if (only.contains(Section.BOARDS)) new Paging(node, teams, seconds, this::say).measure(report);
      report.add(Row.of("memory: resident, at the most", resident(), "MB").atMost(MEMORY_MB));
      var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
      report.fact("heap", "%d of %d MB".formatted(heap.getUsed() >> 20, heap.getMax() >> 20));
    }
  }

  private double peer(BenchPostgres postgres) throws Exception {
    say("the peer: one row a team, %,d teams".formatted(teams));
    var peer = new OneRowATeam(postgres.empty("bench_fantasy_peer"), teams);
    postgres.checkpoint();
    var took = DoubleStream.generate(() -> {
      try {
        return peer.correct();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }).limit(PEER_CORRECTIONS).sorted().toArray();
    say("the peer's corrections: %.1f to %.1f s".formatted(took[0], took[took.length - 1]));
    return took[took.length / 2];
  }

  private void score(Node node, Correcting correcting, Database database, Report report) {
    say("drawing %,d teams with the line-ups of %d rounds".formatted(teams, rounds));
    var distinct = new ArrayList<Integer>();
    new Crowd(teams, rounds, seed).settle(database, node.game.fields(), fielded -> distinct.add(fielded.distinct().size()));
    report.fact("distinct line-ups a round", "%,d".formatted(distinct.stream().mapToInt(n -> n).max().orElseThrow()));
    say("scoring the season");
    correcting.season();
  }

  private void correct(Correcting correcting, double peer, Report report) {
    say("correcting");
    for (int n = 0; n < WARM_UP; n++) correcting.seconds();
    var took = DoubleStream.generate(correcting::seconds).limit(corrections).sorted().toArray();
    say("corrections: %.2f to %.2f s".formatted(took[0], took[took.length - 1]));
    report.add(Row.of("a correction, to consistent boards: median", took[took.length / 2], "s").atMost(2)
        .beside("one row a team, SQL", peer));
    report.add(Row.of("a correction, to consistent boards: the slowest of " + took.length, took[took.length - 1], "s").atMost(2));
    say("scoring everything again, team by team");
    var points = new int[rounds][teams];
    new Crowd(teams, rounds, seed).draw(fielded -> {
      var worth = correcting.worth(fielded);
      for (int team = 0; team < fielded.teams().length; team++) points[fielded.round() - 1][team] = worth[fielded.lineup()[team]];
    });
    report.add(Row.of("rows that scoring everything again has otherwise", PlainScore.wrong(correcting.shown(), points), "").atMost(0));
  }

  private void restart(Database database, Report report) {
    say("a node that starts");
    var vertx = Vertx.vertx();
    var pools = Pools.open(vertx, database, new Pools.Sizes(1, 2, Duration.ofSeconds(60)));
    try {
      long began = System.nanoTime();
      GameStore.on(pools.reads(), vertx.createSharedWorkerExecutor("boards", 2)).boards().warm().await();
      report.add(Row.of("a node that starts has all boards in memory after", (System.nanoTime() - began) / 1e9, "s"));
    } finally {
      pools.close().await();
      vertx.close().await();
    }
  }

  private static double resident() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines.filter(line -> line.startsWith("VmHWM:")).mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst().orElse(Double.NaN);
    }
  }
}
