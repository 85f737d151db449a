package dev.paddock.bench;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "schedule", mixinStandardHelpOptions = true, description = "The scheduler: punctuality, bursts, throughput, the requests "
    + "of a day, take-over, restart of the database, idling; beside db-scheduler.")
public final class ScheduleBench extends Benchmark {
  /** What is measured, in this order. */
  enum What {
    PUNCTUALITY(Punctuality::new),
    BURST(Burst::new),
    THROUGHPUT(Throughput::new),
    DAY(Day::new),
    TAKEOVER(TakeOver::new),
    RESTART(Restart::new),
    IDLE(Idle::new);

    private final Supplier<Part> part;

    What(Supplier<Part> part) {
      this.part = part;
    }
  }

  @Parameters(paramLabel = "PART", arity = "0..*", description = "Only these: ${COMPLETION-CANDIDATES}.")
  private List<What> parts = List.of(What.values());

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "300", description = "How long punctuality is measured; ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(names = "--alone", description = "Without the peer: to see what a change does, not for a comparison.")
  private boolean alone;

  public ScheduleBench() {
    super("schedule");
  }

  @Override protected void measure(Report report) throws Exception {
    say("starting PostgreSQL and the provider");
    report.fact("postgres", "fsync and synchronous_commit on");
    try (var postgres = BenchPostgres.start(); var provider = ProviderProcess.start()) {
      var ground = new Ground(postgres, provider, Duration.ofSeconds(seconds), !alone, this::say);
      for (var part : parts) part.part.get().measure(ground, report);
    }
  }
}
