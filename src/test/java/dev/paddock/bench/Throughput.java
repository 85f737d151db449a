package dev.paddock.bench;

import dev.paddock.db.Closing.Closure;
import dev.paddock.schedule.contract.Scheduling.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How many slots a second are durably done when all are due: claimed, handed out, nothing done, logged, planned an hour on, committed.
 * The peer claims, does nothing, deletes and commits.
 */
final class Throughput implements Part {
  private static final int WARM_UP = 60_000;
  private static final int SLOTS = 200_000;
  private static final int PEER_TASKS = 60_000;
  private static final int PEER_CONNECTIONS = 50;
  private static final long PATIENCE_SECONDS = 300;

  @Override public void measure(Ground ground, Report report) throws Exception {
    var peer = ground.peers() ? Optional.of(peer(ground)) : Optional.<DbScheduler.Throughput>empty();
    ours(ground, WARM_UP);
    var ours = ours(ground, SLOTS);
    var perSecond = Row.of("throughput: slots a second", ours.perSecond(), "").atLeast(15_000);
    var commits = Row.of("throughput: commits a slot", ours.commits(), "").atMost(0.05);
    if (peer.isPresent()) {
      var name = "db-scheduler " + peer.get().setup();
      perSecond = perSecond.beside(name, peer.get().perSecond());
      commits = commits.beside(name, peer.get().commits());
      var times = ours.perSecond() / peer.get().perSecond();
      report.add(Row.of("throughput: as a multiple of the peer's", times, "").atLeast(2).beside(name, 1));
    }
    report.add(perSecond);
    report.add(commits);
    report.add(Row.of("throughput: slots without exactly one row in poll_log", ours.wrong(), "").atMost(0));
  }

  private static DbScheduler.Throughput peer(Ground ground) throws InterruptedException {
    var peer = new DbScheduler(ground.postgres());
    var found = new ArrayList<DbScheduler.Throughput>();
    peer.throughput(new DbScheduler.Setup(50, 1, 4, PEER_CONNECTIONS, Duration.ofMillis(100)), PEER_TASKS / 2);
    for (int threads : List.of(50, 100)) {
      for (var limits : List.of(List.of(1.0, 4.0), List.of(2.0, 6.0))) {
        var setup = new DbScheduler.Setup(threads, limits.getFirst(), limits.getLast(), PEER_CONNECTIONS, Duration.ofMillis(100));
        found.add(peer.throughput(setup, PEER_TASKS));
        ground.say("throughput: db-scheduler, %s: %,.0f a second, %.2f commits each".formatted(setup, found.getLast().perSecond(),
            found.getLast().commits()));
      }
    }
    return found.stream().max(Comparator.comparing(DbScheduler.Throughput::perSecond)).orElseThrow();
  }

  private record Found(double perSecond, double commits, long wrong) {}

  private static Found ours(Ground ground, int slots) throws InterruptedException {
    var database = ground.postgres().fresh("bench_throughput");
    long before;
    double seconds;
    try (var node = BenchNode.open(database, "node")) {
      var due = node.timers().instant().minusSeconds(60);
      node.plan(List.of(Field.race(0, Field.HOURLY, due, due.plus(Duration.ofDays(1)))));
      Field.multiply(database, "'race:' || n", slots - 1);
      ground.postgres().checkpoint();
      var left = new CountDownLatch(slots);
      var nothing = new Closure(new Ending.Next(false, ""), List.of(), Optional.empty(), Optional.empty());
      before = ground.postgres().commits(database);
      long began = System.nanoTime();
      node.start(BenchNode.each(claim -> node.closing().close(claim, nothing).onSuccess(ended -> left.countDown())));
      if (!left.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) throw new IllegalStateException(left.getCount() + " slots are left");
      seconds = (System.nanoTime() - began) / 1e9;
    }
    var found = new Found(slots / seconds, (ground.postgres().commits(database) - before) / (double) slots,
        slots - BenchPostgres.number(database, "select count(*) from (select subject from poll_log where outcome = 'DONE'"
            + " group by subject having count(*) = 1) once"));
    ground.say("throughput: %,d slots: %,.0f a second, %.4f commits each".formatted(slots, found.perSecond(), found.commits()));
    return found;
  }
}
