package dev.paddock.cli;

import dev.paddock.app.UpstreamRun;
import dev.paddock.season.Season;
import dev.paddock.season.SeasonFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves a season in Jolpica's format, synthetic race days in the formats of providers of horse racing, or recordings, until Ctrl-C. */
@Command(name = "upstream", mixinStandardHelpOptions = true,
    description = "Answers like the Jolpica API, with what a season had published by one instant; with --horses, like TAB NZ, Ladbrokes, "
        + "Neds and Betfair, with a week of synthetic race days; with --recordings, like those whose answers were recorded in a folder.",
    footer = {"", "Examples:",
        "  paddock upstream --at 2025-11-23T08:00:00Z            what Jolpica said then",
        "  paddock upstream --horses                             race days from today on, for `paddock run` to follow",
        "  paddock upstream --horses --date 2026-03-14 --at 2026-03-14T01:00:00Z --speed 60",
        "                                                        one of them, a minute a second",
        "  paddock upstream --recordings DIR                     DIR/HOST/PATH at /HOST/",
        "                                                        PATH, to import from"})
public final class UpstreamCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--season", defaultValue = "2025", paramLabel = "YEAR|FILE",
      description = "a bundled season or a season file (${DEFAULT-VALUE})")
  private String season;

  @Option(names = "--port", defaultValue = "8081", paramLabel = "P", description = "0 takes a free one (${DEFAULT-VALUE})")
  private int port;

  @Option(names = "--at", paramLabel = "INSTANT",
      description = "such as 2025-11-23T08:00:00Z; with --horses where the clock starts (default there: now)")
  private Instant at;

  @Option(names = "--horses", description = "synthetic race days instead of a season; faults at /faults, what was asked at /ledger")
  private boolean horses;

  @Option(names = "--recordings", paramLabel = "DIR",
      description = "recorded answers instead of a season, in a folder for each host; what was asked at /ledger")
  private Path recordings;

  @Option(names = "--date", paramLabel = "DATE", description = "of the first race day, by New Zealand's calendar (default: today's)")
  private LocalDate date;

  @Option(names = "--seed", defaultValue = "2025", paramLabel = "S", description = "what the race days are drawn from (${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--speed", defaultValue = "1", paramLabel = "X", description = "of the race days' clock (${DEFAULT-VALUE})")
  private double speed;

  @Override public Integer call() throws InterruptedException {
    var run = open();
    Runtime.getRuntime().addShutdownHook(new Thread(run::close));
    var open = run.listen(port).toCompletionStage().toCompletableFuture().join();
    spec.commandLine().getOut().print(horses ? racing(open) : recordings != null ? recorded(open)
        : "Season %s as of %s: http://127.0.0.1:%d/ergast/f1/current/last/results.json%n".formatted(season, at, open));
    spec.commandLine().getOut().flush();
    new CountDownLatch(1).await();
    return 0;
  }

  private UpstreamRun open() {
    try {
      if (horses && recordings != null) throw new IllegalArgumentException("either --horses or --recordings");
      if (recordings != null) return UpstreamRun.recordings(recordings);
      if (horses) return UpstreamRun.horses(Optional.ofNullable(date), seed, Optional.ofNullable(at), speed);
      if (at == null) throw new IllegalArgumentException("--at INSTANT is needed: as of when shall the season be shown?");
      return UpstreamRun.season(season(), at);
    } catch (IllegalArgumentException | SeasonFile.Broken e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private Season season() throws SeasonFile.Broken {
    return SeasonFile.open(season);
  }

  private static String recorded(int port) {
    return """
        Recordings at http://127.0.0.1:%1$d/HOST/PATH; what was asked at /ledger. To import from them:
        export PADDOCK_F1_LIVETIMING_URL=http://127.0.0.1:%1$d/livetiming.formula1.com
        export PADDOCK_F1_JOLPICA_URL=http://127.0.0.1:%1$d/api.jolpi.ca
        export PADDOCK_F1_SCHEDULE_URL=http://127.0.0.1:%1$d/raw.githubusercontent.com
        export PADDOCK_F1_MULTIVIEWER_URL=http://127.0.0.1:%1$d/api.multiviewer.app
        export PADDOCK_F1_OPENF1_URL=http://127.0.0.1:%1$d/api.openf1.org
        """.formatted(port);
  }

  private static String racing(int port) {
    return """
        Horse racing at http://127.0.0.1:%1$d/tabnz, /ladbrokes, /neds and /betfair; faults at /faults, what was asked at /ledger.
        To follow it: PADDOCK_HORSE_TABNZ_ENABLED=true PADDOCK_HORSE_TABNZ_URL=http://127.0.0.1:%1$d/tabnz \\
          PADDOCK_HORSE_TABNZ_FROM=me@example.org PADDOCK_HORSE_TABNZ_PARTNER=me PADDOCK_HORSE_TABNZ_PARTNER_ID=me scripts/paddock run
        """.formatted(port);
  }
}
