package dev.paddock.bench;

import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;

/**
 * Something that is measured: a picocli command named {@code XyzBench} in this package, found by that name and run as
 * {@code scripts/bench xyz}. It is no test: nothing fails when a machine is slow, the report says so.
 */
public abstract class Benchmark implements Callable<Integer> {
  private final String name;
  private final long started = System.nanoTime();

  /** @param name as in {@code scripts/bench NAME}; the report goes to {@code target/bench/NAME.json} */
  protected Benchmark(String name) {
    this.name = name;
  }

  /** Measures, and puts the figures into the report. */
  protected abstract void measure(Report report) throws Exception;

  /** Exit code 0: every figure is within its limit. 1: one is not. */
  @Override public final Integer call() throws Exception {
    var report = new Report(name);
    measure(report);
    System.out.print(report.table());
    say("written to " + report.write());
    return report.met() ? 0 : 1;
  }

  /** A line on what is done right now, with the time of day and the seconds since the start. */
  protected final void say(String line) {
    System.err.printf("%s %4d s  %s%n", LocalTime.now().truncatedTo(ChronoUnit.SECONDS),
        Duration.ofNanos(System.nanoTime() - started).toSeconds(), line);
  }
}
