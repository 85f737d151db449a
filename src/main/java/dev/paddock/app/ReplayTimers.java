package dev.paddock.app;

import dev.paddock.kernel.Timers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Time that jumps: from wake-up to wake-up, each only when all that the one before set off is done. A pause that somebody asked
 * for is kept in real time before the next jump, so that people can read what happened. Once all is told it may pass as it does
 * everywhere, for whoever is still there. Thread-safe.
 */
public final class ReplayTimers implements Timers {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayTimers.class);

  private final Vertx vertx;
  private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::when).thenComparingLong(Due::order));
  private final Instant end;
  private Instant now;
  private long order;
  private boolean running;
  private boolean busy;
  private Duration pause = Duration.ZERO;
  private Runnable whenIdle = () -> {};
  private Optional<SystemTimers> passing = Optional.empty();

  private record Due(Instant when, long order, Context context, Supplier<? extends CompletionStage<?>> task) {}

  /** @param end time does not jump past it, whatever is still planned */
  public ReplayTimers(Vertx vertx, Instant start, Instant end) {
    this.vertx = vertx;
    this.now = start;
    this.end = end;
  }

  @Override public synchronized Instant instant() {
    return passing.map(SystemTimers::instant).orElse(now);
  }

  @Override public synchronized Wakeup wakeAt(Instant when, Supplier<? extends CompletionStage<?>> task) {
    var due = new Due(when, order++, vertx.getOrCreateContext(), task);
    queue.add(due);
    passing.ifPresentOrElse(clock -> hand(due, clock), this::jump);
    return () -> {
      synchronized (this) {
        queue.remove(due);
      }
    };
  }

  @Override public boolean jumps() {
    return true;
  }

  @Override public InstantSource onlookers() {
    return InstantSource.system();
  }

  /** Lets time run. */
  public void start() {
    synchronized (this) {
      running = true;
    }
    goOn();
  }

  /** Called whenever nothing is left to wait for before the end, on any thread; somebody may plan something yet. */
  public synchronized void whenIdle(Runnable task) {
    whenIdle = task;
  }

  /** Time stands still for good; what has begun goes on. */
  public synchronized void stop() {
    running = false;
  }

  /** Time passes from here on, past the end too, and jumps no more. */
  public synchronized void pass() {
    running = false;
    var clock = new SystemTimers(vertx, () -> now);
    passing = Optional.of(clock);
    queue.forEach(due -> hand(due, clock));
  }

  /** What is cancelled is in the queue no more. */
  private void hand(Due due, SystemTimers clock) {
    due.context().runOnContext(v -> clock.wakeAt(due.when(), () -> forgotten(due) ? CompletableFuture.completedStage(null) : due.task().get()));
  }

  private synchronized boolean forgotten(Due due) {
    return !queue.remove(due);
  }

  /** Stands still for at least that long, in real time, before the next jump. */
  public synchronized void pauseFor(Duration real) {
    if (real.compareTo(pause) > 0) pause = real;
  }

  private synchronized void jump() {
    if (!running || busy || nothingBeforeEnd()) return;
    busy = true;
    var wait = pause;
    pause = Duration.ZERO;
    if (wait.isZero()) run();
    else vertx.setTimer(wait.toMillis(), waited -> run());
  }

  private boolean nothingBeforeEnd() {
    return queue.isEmpty() || queue.peek().when().isAfter(end);
  }

  private synchronized void run() {
    if (!running || nothingBeforeEnd()) { // cancelled during the pause
      vertx.runOnContext(v -> over());
      return;
    }
    var due = queue.poll();
    if (due.when().isAfter(now)) now = due.when();
    due.context().runOnContext(v -> begin(due).whenComplete((done, failure) -> {
      if (failure != null) LOG.error("a wake-up at {} failed", due.when(), failure);
      over();
    }));
  }

  private static CompletionStage<?> begin(Due due) {
    try {
      return due.task().get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private void over() {
    synchronized (this) {
      busy = false;
    }
    goOn();
  }

  private void goOn() {
    Runnable idle;
    synchronized (this) {
      jump();
      idle = busy || !running ? () -> {} : whenIdle;
    }
    idle.run();
  }
}
