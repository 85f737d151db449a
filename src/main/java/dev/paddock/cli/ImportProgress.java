package dev.paddock.cli;

import dev.paddock.f1.contract.Importing.Progressed;
import dev.paddock.f1.contract.Importing.State;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How far an import is: a bar that is drawn over itself on a terminal, a line for each session done elsewhere. */
final class ImportProgress {
  private static final int BAR = 30;
  private static final int WIDTH = 99;

  private final PrintWriter out;
  private final boolean terminal;
  private int done = -1;
  private Optional<Instant> paused = Optional.empty();

  ImportProgress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether somebody looks on. */
  static boolean onTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  void show(Progressed p) {
    boolean pauses = p.state() == State.PAUSED && !p.pausedUntil().equals(paused);
    boolean goesOn = p.state() != State.PAUSED && paused.isPresent();
    if (terminal) draw(p);
    else if (pauses) out.println("paused at the provider's limit after " + p.progress().calls() + " calls, goes on at " + until(p));
    else if (goesOn) out.println("goes on");
    else if (p.progress().done() != done) out.println(line(p));
    out.flush();
    done = p.progress().done();
    paused = p.state() == State.PAUSED ? p.pausedUntil() : Optional.empty();
  }

  /** The next line is somebody else's. */
  void end() {
    if (terminal) out.print("\r" + " ".repeat(WIDTH) + "\r");
    out.flush();
  }

  private void draw(Progressed p) {
    int of = Math.max(1, p.progress().of());
    int full = Math.min(BAR, BAR * p.progress().done() / of);
    var line = "[" + "#".repeat(full) + " ".repeat(BAR - full) + "] "
        + (p.state() == State.PAUSED ? "paused until " + until(p) + ", " + p.progress().calls() + " calls" : line(p));
    var shown = line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line;
    out.print("\r" + shown + " ".repeat(WIDTH - shown.length()));
  }

  private static String line(Progressed p) {
    var progress = p.progress();
    return progress.done() + " of " + progress.of() + ", " + progress.calls() + (progress.calls() == 1 ? " call" : " calls")
        + (progress.doing().isEmpty() ? "" : ": " + progress.doing());
  }

  private static String until(Progressed p) {
    return p.pausedUntil().map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("the provider allows more");
  }
}
