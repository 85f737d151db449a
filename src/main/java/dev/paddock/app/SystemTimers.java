package dev.paddock.app;

import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Real time as the database has it, carried on by this machine's monotonic clock: a node whose own clock is wrong, or steps,
 * agrees with the others all the same.
 */
public final class SystemTimers implements Timers {
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final int QUESTIONS_AT_FIRST = 5;

  private final Vertx vertx;
  private volatile Reading reading;

  /** What time it was when the monotonic clock showed {@code nanos}. */
  private record Reading(Instant at, long nanos) {}

  public SystemTimers(Vertx vertx) {
    this(vertx, InstantSource.system());
  }

  /** @param wall this machine's clock: looked at once, for the time until there is a database */
  SystemTimers(Vertx vertx, InstantSource wall) {
    this.vertx = vertx;
    this.reading = new Reading(wall.instant(), System.nanoTime());
  }

  /** Takes the time from the database, now and every minute. Between two readings, or without a database, the last one counts. */
  public Future<Void> follow(SqlClient database) {
    // the first question opens a connection as well, which takes far longer than the answer; the next ones narrow it down
    Future<Void> asked = Future.succeededFuture();
    for (int n = 0; n < QUESTIONS_AT_FIRST; n++) asked = asked.compose(v -> read(database));
    return asked.onSuccess(v -> vertx.setPeriodic(AGAIN.toMillis(), tick -> read(database)));
  }

  private Future<Void> read(SqlClient database) {
    var asked = instant();
    return database.preparedQuery("select clock_timestamp() as now").execute()
        .map(rows -> rows.iterator().next().getOffsetDateTime("now"))
        .map(OffsetDateTime::toInstant)
        .onSuccess(now -> correct(asked, now, instant()))
        .mapEmpty();
  }

  /**
   * The database looked at its clock between our question and its answer. If that agrees with ours, ours goes on undisturbed: a slow answer
   * says nothing about the time. If it does not, ours is moved just as far as is certain.
   */
  private void correct(Instant asked, Instant there, Instant answered) {
    var wrong = there.isBefore(asked) ? Duration.between(asked, there)
        : there.isAfter(answered) ? Duration.between(answered, there) : Duration.ZERO;
    if (!wrong.isZero()) reading = new Reading(reading.at().plus(wrong), reading.nanos());
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

  /**
   * Timers of the event loop count milliseconds and may ring a little early: then it lies down again. So it does every minute, in case
   * the database's clock was set meanwhile.
   */
  private final class Pending implements Wakeup {
    private final Instant when;
    private final Supplier<? extends CompletionStage<?>> task;
    private long timer;

    Pending(Instant when, Supplier<? extends CompletionStage<?>> task) {
      this.when = when;
      this.task = task;
    }

    void arm() {
      var left = Duration.between(instant(), when);
      long millis = left.compareTo(AGAIN) < 0 ? Math.ceilDiv(left.toNanos(), 1_000_000L) : AGAIN.toMillis();
      timer = vertx.setTimer(Math.max(1, millis), rings -> {
        if (instant().isBefore(when)) arm();
        else task.get();
      });
    }

    @Override public void cancel() {
      vertx.cancelTimer(timer);
    }
  }
}
