package dev.paddock.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.paddock.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * The peer: db-scheduler, as its documentation sets it up for many executions: lock-and-fetch on PostgreSQL. Its tasks do nothing,
 * are executed once, and are told of nowhere but in memory, which is less than what ours have to do.
 */
final class DbScheduler {
  private static final String TASK = "bench";
  private static final String[] SCHEMA = {"""
      create table scheduled_tasks (
        task_name text not null, task_instance text not null, task_data bytea, execution_time timestamptz, picked boolean not null,
        picked_by text, last_success timestamptz, last_failure timestamptz, consecutive_failures int, last_heartbeat timestamptz,
        version bigint not null, priority smallint, state text, primary key (task_name, task_instance))
      """,
      "create index on scheduled_tasks (execution_time)",
      "create index on scheduled_tasks (last_heartbeat)"};
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final BenchPostgres postgres;

  DbScheduler(BenchPostgres postgres) {
    this.postgres = postgres;
  }

  /** Lock-and-fetch with its two thresholds, as fractions of the threads. */
  record Setup(int threads, double lower, double upper, int connections, Duration polling) {
    @Override public String toString() {
      return "%d threads, %.1f/%.1f".formatted(threads, lower, upper);
    }
  }

  /** @param commits for each execution */
  record Throughput(Setup setup, double perSecond, double commits) {}

  /** How late {@code perSecond} executions a second begin, due at instants spread over {@code length}. */
  Spread punctuality(Setup setup, int perSecond, Duration length) throws InterruptedException {
    var database = database();
    int count = (int) (perSecond * length.toSeconds());
    var late = new long[count];
    var done = new CountDownLatch(count);
    var next = new AtomicInteger();
    var task = Tasks.oneTime(TASK).execute((instance, context) -> {
      var due = context.getExecution().executionTime;
      late[next.getAndIncrement()] = Duration.between(due, Instant.now()).toNanos();
      done.countDown();
    });
    var start = Instant.now().plusSeconds(5);
    BenchPostgres.execute(database, """
        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
        select '%s', n::text, timestamptz '%s' + n * interval '%d microseconds', false, 1 from generate_series(0, %d) n
        """.formatted(TASK, start, 1_000_000 / perSecond, count - 1), "vacuum analyze scheduled_tasks");
    run(database, setup, task, done);
    return Spread.of(LongStream.of(late));
  }

  /** How many executions a second it is able to do, when all are due. */
  Throughput throughput(Setup setup, int tasks) throws InterruptedException {
    var database = database();
    BenchPostgres.execute(database, """
        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
        select '%s', n::text, now() - interval '1 hour' + n * interval '1 millisecond', false, 1 from generate_series(1, %d) n
        """.formatted(TASK, tasks), "vacuum analyze scheduled_tasks");
    postgres.checkpoint();
    var done = new CountDownLatch(tasks);
    long before = postgres.commits(database);
    long began = System.nanoTime();
    run(database, setup, Tasks.oneTime(TASK).execute((instance, context) -> done.countDown()), done);
    var seconds = ended / 1e9 - began / 1e9;
    return new Throughput(setup, tasks / seconds, (postgres.commits(database) - before) / (double) tasks);
  }

  private long ended;

  private void run(Database database, Setup setup, OneTimeTask<Void> task, CountDownLatch done) throws InterruptedException {
    try (var connections = connections(database, setup.connections())) {
      var scheduler = Scheduler.create(connections, task).threads(setup.threads()).pollingInterval(setup.polling())
          .pollUsingLockAndFetch(setup.lower(), setup.upper()).schedulerName(new SchedulerName.Fixed("bench")).build();
      scheduler.start();
      if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("db-scheduler: " + done.getCount() + " left");
      }
      ended = System.nanoTime();
      scheduler.stop();
    }
  }

  private Database database() {
    var database = postgres.empty("bench_peer");
    BenchPostgres.execute(database, SCHEMA);
    return database;
  }

  private static HikariDataSource connections(Database database, int size) {
    var config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(size);
    return new HikariDataSource(config);
  }
}
