package dev.paddock.app;

import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Real time as the database has it, carried on by this machine's monotonic clock: a node whose own clock is wrong, or steps,
 * agrees with the others all the same.
 */
public final class SystemTimers implements Timers {
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final Vertx vertx;
  private volatile Reading reading = new Reading(Instant.now(), System.nanoTime());

  /** What time it was when the monotonic clock showed {@code nanos}. */
  private record Reading(Instant at, long nanos) {}

  public SystemTimers(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Takes the time from the database, now and every minute. Between two readings, or without a database, the last one counts. */
  public Future<Void> follow(SqlClient database) {
    // the first question opens a connection as well, which takes far longer than the answer: only the second one counts
    return read(database).compose(opened -> read(database)).onSuccess(v -> vertx.setPeriodic(AGAIN.toMillis(), tick -> read(database)));
  }

  private Future<Void> read(SqlClient database) {
    long asked = System.nanoTime();
    return database.preparedQuery("select clock_timestamp() as now").execute()
        .map(rows -> rows.iterator().next().getOffsetDateTime("now"))
        .map(OffsetDateTime::toInstant)
        .onSuccess(now -> reading = new Reading(now, asked + (System.nanoTime() - asked) / 2))
        .mapEmpty();
  }

  @Override public Instant instant() {
    var last = reading;
    return last.at().plusNanos(System.nanoTime() - last.nanos());
  }

  @Override public Wakeup wakeAt(Instant when, Supplier<? extends CompletionStage<?>> task) {
    var pending = new Pending(when, task);
    pending.arm();
    return pending;
  }

  /** Timers of the event loop count milliseconds and may ring a little early: then it lies down again. */
  private final class Pending implements Wakeup {
    private final Instant when;
    private final Supplier<? extends CompletionStage<?>> task;
    private long timer;

    Pending(Instant when, Supplier<? extends CompletionStage<?>> task) {
      this.when = when;
      this.task = task;
    }

    void arm() {
      long nanos = Duration.between(instant(), when).toNanos();
      timer = vertx.setTimer(Math.max(1, Math.ceilDiv(nanos, 1_000_000L)), rings -> {
        if (instant().isBefore(when)) arm();
        else task.get();
      });
    }

    @Override public void cancel() {
      vertx.cancelTimer(timer);
    }
  }
}
