package dev.paddock.cli;

import dev.paddock.app.UpstreamRun;
import dev.paddock.season.Season;
import dev.paddock.season.SeasonFile;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves a season in Jolpica's format until Ctrl-C. */
@Command(name = "upstream", mixinStandardHelpOptions = true,
    description = "Answers like the Jolpica API, with what a season had published by one instant.")
public final class UpstreamCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--season", defaultValue = "2025", paramLabel = "YEAR|FILE",
      description = "a bundled season or a season file (${DEFAULT-VALUE})")
  private String season;

  @Option(names = "--port", defaultValue = "8081", paramLabel = "P", description = "0 takes a free one (${DEFAULT-VALUE})")
  private int port;

  @Option(names = "--at", required = true, paramLabel = "INSTANT", description = "such as 2025-11-23T08:00:00Z")
  private Instant at;

  @Override public Integer call() throws InterruptedException {
    var run = new UpstreamRun(open(), at);
    Runtime.getRuntime().addShutdownHook(new Thread(run::close));
    var open = run.listen(port).toCompletionStage().toCompletableFuture().join();
    spec.commandLine().getOut().printf("Season %s as of %s: http://127.0.0.1:%d/ergast/f1/current/last/results.json%n", season, at, open);
    new CountDownLatch(1).await();
    return 0;
  }

  private Season open() {
    try {
      return SeasonFile.open(season);
    } catch (SeasonFile.Broken e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
