package dev.paddock.cli;

import dev.paddock.app.CannotStart;
import dev.paddock.app.Workbench;
import dev.paddock.f1.contract.Importing.Progressed;
import dev.paddock.f1.contract.Importing.Run;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.Start;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.rules.SessionCode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Closes the gaps of a season. */
@Command(name = "import", mixinStandardHelpOptions = true,
    description = "Imports what is missing of a season, in the order of its calendar: each session is loaded once, and what is there "
        + "is not asked for again. At a provider's limit it pauses, and goes on by itself; Ctrl-C stops it, and what it has stored stays.",
    footer = {"", "Exit code 1: something failed, or something remains.", "", "Examples:",
        "  paddock import --year 2025                        as far as it was raced",
        "  paddock import --year 2025 --round 6 --session S  one session",
        "  paddock import --year 2025 --dry-run              what it would ask for",
        "  paddock import --year 2025 --max-calls 100        and what then remains",
        "  SLACK_WEBHOOK_URL=https://… paddock import --year 2025 --notify"})
final class ImportCommand implements Callable<Integer> {
  private static final int TICK_SECONDS = 2;

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Option(names = "--year", required = true, paramLabel = "Y", converter = Year.class, description = "the season") private int year;

  @Option(names = "--round", paramLabel = "N", description = "only this round") private Integer round;

  @Option(names = "--session", paramLabel = "S", description = "only this session: ${COMPLETION-CANDIDATES}") private SessionCode session;

  @Option(names = "--force", description = "also what is there or known to be absent, asked for anew") private boolean force;

  @Option(names = "--notify", description = "says at its end what became of it to SLACK_WEBHOOK_URL") private boolean notify;

  @Option(names = "--max-calls", paramLabel = "N", description = "stops before it would make more requests") private Integer maxCalls;

  @Option(names = "--parallel", paramLabel = "K", defaultValue = "1", description = "sessions at a time, 1 to 8 (${DEFAULT-VALUE})")
  private int parallel;

  @Option(names = "--dry-run", description = "asks nobody, and says what would be asked for") private boolean dryRun;

  @Override public Integer call() throws InterruptedException {
    if (parallel < 1 || parallel > RunImport.PARALLEL_AT_MOST) throw wrong("--parallel must be 1 to " + RunImport.PARALLEL_AT_MOST);
    if (maxCalls != null && maxCalls < 0) throw wrong("--max-calls must not be negative");
    if (round != null && round < 1) throw wrong("--round must be at least 1");
    var settings = options.readQuietly();
    if (notify && settings.sessions().imports().slackWebhook().isEmpty()) throw wrong("--notify needs SLACK_WEBHOOK_URL, where to say it");
    try (var bench = Workbench.open(settings)) {
      return dryRun ? plan(bench) : run(bench);
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private Scope scope() {
    return new Scope(year, Optional.ofNullable(round), Optional.ofNullable(session));
  }

  private int run(Workbench bench) throws InterruptedException {
    BlockingQueue<Progressed> heard = new LinkedBlockingQueue<>();
    bench.watch(heard::add);
    var runId = switch (bench.start(new RunImport(scope(), force, notify, Optional.ofNullable(maxCalls), parallel))) {
      case Start.Started(var id) -> id;
      case Start.AlreadyRunning(var id, var of, var since) -> throw new CannotStart(
          "import " + id + " of " + of + " is running already, since " + since + "; one at a time per season");
      case Start.Refused(var why) -> throw new CannotStart(why);
    };
    var interrupted = new CountDownLatch(1);
    bench.onInterrupt(() -> stop(bench, runId, interrupted));
    var progress = new ImportProgress(spec.commandLine().getOut(), ImportProgress.onTerminal());
    var run = await(bench, runId, heard, progress);
    progress.end();
    run.summary().ifPresent(summary -> {
      ImportSummary.print(summary, run, spec.commandLine().getOut());
      limits(bench, summary.calls(), spec.commandLine().getOut());
    });
    interrupted.countDown();
    return ImportSummary.isWell(run) ? PaddockCommand.DONE : PaddockCommand.FAILED;
  }

  /** The process ends when this returns, so it waits for the summary. */
  private static void stop(Workbench bench, String runId, CountDownLatch summed) {
    try {
      if (summed.getCount() > 0 && bench.stop(runId)) summed.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Run await(Workbench bench, String runId, BlockingQueue<Progressed> heard, ImportProgress progress)
      throws InterruptedException {
    while (true) {
      var told = heard.poll(TICK_SECONDS, TimeUnit.SECONDS);
      if (told != null && !told.runId().equals(runId)) continue;
      if (told != null) progress.show(told);
      if (told != null && (told.state() == State.RUNNING || told.state() == State.PAUSED)) continue;
      var run = bench.run(runId).filter(found -> found.endedAt().isPresent());
      if (run.isPresent()) return run.get();
    }
  }

  private int plan(Workbench bench) {
    var out = spec.commandLine().getOut();
    var gaps = bench.gaps(scope(), force);
    if (!gaps.calendar()) {
      out.println("the season " + year + " is missing: its calendar would come first, with " + GapsCommand.calls(gaps.calls())
          + ", and only then what else is missing is known");
      return PaddockCommand.DONE;
    }
    gaps.sessions().forEach(gap -> out.println(gap.sessionId() + ": " + GapsCommand.calls(gap.calls())));
    gaps.circuits().forEach(gap -> out.println(gap.raceId() + ", circuit: " + GapsCommand.calls(gap.calls())));
    out.println("would import " + GapsCommand.counted(gaps.sessions().size(), "session") + " and "
        + GapsCommand.counted(gaps.circuits().size(), "circuit") + " with " + GapsCommand.calls(gaps.calls()));
    limits(bench, gaps.calls(), out);
    return PaddockCommand.DONE;
  }


  private static void limits(Workbench bench, Map<String, Integer> asked, PrintWriter out) {
    LimitTable.print(bench.providers().stream().filter(provider -> asked.containsKey(provider.provider())).toList(), out);
  }
}
