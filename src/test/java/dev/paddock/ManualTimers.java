package dev.paddock;

import dev.paddock.kernel.Timers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Virtual time: nothing happens until the test says that time passed, and then everything that was due has happened. */
public final class ManualTimers implements Timers {
  private final Vertx vertx;
  private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::when).thenComparingLong(Due::order));
  private Instant now;
  private long order;

  private record Due(Instant when, long order, Context context, Supplier<? extends CompletionStage<?>> task) {}

  public ManualTimers(Vertx vertx, Instant start) {
    this.vertx = vertx;
    this.now = start;
  }

  @Override public synchronized Instant instant() {
    return now;
  }

  @Override public synchronized Wakeup wakeAt(Instant when, Supplier<? extends CompletionStage<?>> task) {
    var due = new Due(when, order++, vertx.getOrCreateContext(), task);
    queue.add(due);
    return () -> {
      synchronized (this) {
        queue.remove(due);
      }
    };
  }

  @Override public boolean jumps() {
    return true;
  }

  /** Lets time pass up to and including {@code until}. Blocks until all that was due is done. */
  public void advanceTo(Instant until) {
    for (var due = next(until); due != null; due = next(until)) run(due);
    synchronized (this) {
      if (until.isAfter(now)) now = until;
    }
  }

  /** The machine slept: it is later at once, and what was due meanwhile is late. */
  public synchronized void jumpTo(Instant later) {
    now = later;
  }

  private static void run(Due due) {
    var done = new CompletableFuture<Void>();
    due.context().runOnContext(v -> due.task().get().whenComplete((result, failure) -> {
      if (failure == null) done.complete(null);
      else done.completeExceptionally(failure);
    }));
    done.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private synchronized Due next(Instant until) {
    if (queue.isEmpty() || queue.peek().when().isAfter(until)) return null;
    var due = queue.poll();
    if (due.when().isAfter(now)) now = due.when();
    return due;
  }
}
