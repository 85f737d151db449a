package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.CADENCES;
import static dev.paddock.schedule.Agreed.NOON;
import static dev.paddock.schedule.Agreed.hourly;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.CuttingProxy;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.db.Pools;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Endings that are committed together: each counts for itself, and a claim may be kept. */
class GatheredEndingsTest extends ClaimedWork {
  @Test void endings_without_an_effect_are_committed_together() {
    put(IntStream.range(0, 500).mapToObj(n -> hourly("race " + n, NOON)).toArray(Plan[]::new));
    var claims = claims(501);
    var before = commits();
    var gathered = new ArrayList<Runnable>();
    var batched = closing(db.pools(), options(gathered::add, 1));
    var ended = claims.stream().map(claim -> batched.close(claim, new Ending.Next(false, "done"))).toList();
    assertThat(gathered).as("one call for all").hasSize(1);
    gathered.getFirst().run();
    Future.join(ended).await();
    assertThat(log()).hasSize(501).allMatch(line -> line.equals("12:00 12:00 0 DONE done → 13:00"));
    assertThat(commits() - before).isLessThan(10);
  }

  @Test void of_two_endings_of_one_claim_in_one_batch_the_first_counts() {
    var gathered = new ArrayList<Runnable>();
    var batched = closing(db.pools(), options(gathered::add, 1));
    var claim = claim();
    var first = batched.close(claim, new Ending.Next(false, "first"));
    var second = batched.close(claim, new Ending.Retry("second"));
    gathered.getFirst().run();
    Future.join(first, second).otherwiseEmpty().await();
    assertThat(first.succeeded()).isTrue();
    assertThat(second.cause()).isInstanceOf(Closing.Fenced.class);
    assertThat(log()).containsExactly("12:00 12:00 0 DONE first → 13:00");
  }

  @Test void what_the_database_does_not_take_fails_alone() {
    put(hourly("a", NOON), hourly("b", NOON));
    var gathered = new ArrayList<Runnable>();
    var batched = closing(db.pools(), options(gathered::add, 1));
    db.pools().transactions().query("alter table work add constraint picky check (memo <> 'bad')").execute().await();
    try {
      var ended = claims(3).stream().collect(toMap(claim -> claim.plan().subject(), claim -> batched.close(claim, new Closure(
          new Ending.Next(false, ""), List.of(), Optional.empty(), Optional.of(claim.plan().subject().equals("a") ? "bad" : "good")))));
      gathered.getFirst().run();
      Future.join(List.copyOf(ended.values())).otherwiseEmpty().await();
      assertThat(ended.get("a").failed()).isTrue();
      assertThat(ended.get("b").succeeded() && ended.get("work").succeeded()).isTrue();
    } finally {
      db.pools().transactions().query("alter table work drop constraint picky").execute().await();
    }
  }

  @Test void a_commit_whose_answer_got_lost_is_found_in_the_log_and_not_done_again() throws Exception {
    put(hourly("warm up", NOON));
    var claims = claims(2);
    try (var wire = new CuttingProxy(db.database())) {
      var vertx = Vertx.vertx();
      var pools = Pools.open(vertx, wire.database(), new Pools.Sizes(2, 1, Duration.ofSeconds(30)));
      var again = new LinkedBlockingQueue<Runnable>();
      var cutOff = new PgClosing(pools.transactions(), new WorkStore(pools.schedule(), CADENCES), CADENCES, () -> now, "ours",
          new PgClosing.Options(Duration.ZERO, 1000, Runnable::run, again::add, 20));
      cutOff.close(claims.getFirst(), new Ending.Next(false, "")).await(); // the statement is prepared
      wire.mute();
      var ended = cutOff.close(claims.getLast(), new Ending.Next(false, "said once"));
      until(() -> log().size() == 2);
      wire.cut();
      var retry = again.poll(10, TimeUnit.SECONDS);
      wire.mend();
      // whoever is in the pool must first find out that his connection is gone
      for (var next = retry; next != null; next = ended.isComplete() ? null : again.poll(10, TimeUnit.SECONDS)) {
        next.run();
        until(() -> ended.isComplete() || !again.isEmpty());
      }
      assertThat(ended.await().nextAt()).contains(hours(1));
      assertThat(log()).hasSize(2).contains("12:00 12:00 0 DONE said once → 13:00");
      pools.close().await();
      vertx.close().await();
    }
  }

  @Test void a_claim_whose_next_slot_is_near_is_kept_under_its_epoch_and_another_is_not() {
    var told = new ArrayList<PgClosing.Closed>();
    var keeping = closing(db.pools(), new PgClosing.Options(Duration.ofMinutes(70), 1000, Runnable::run, Runnable::run, 1));
    keeping.whenClosed(told::addAll);
    var claim = claim();
    keeping.close(claim, new Closure(new Ending.Next(false, ""), List.of(), Optional.empty(), Optional.of("seen"))).await();
    var kept = told.getFirst().kept().orElseThrow();
    assertThat(kept).isEqualTo(new Claim(claim.plan(), hours(1), hours(1), 0, claim.epoch(), "seen"));
    now = hours(1);
    keeping.close(kept, tx -> write(tx, "of the second").map(v -> closure(new Ending.Next(true, "")))).await();
    assertThat(told.getLast().kept()).isPresent();
    assertThat(others.nextFree()).isEmpty();
    now = hours(2);
    keeping.close(told.getLast().kept().orElseThrow(), new Ending.Follow("daily", hours(2), false, "on")).await();
    assertThat(told.getLast().kept()).isEmpty();
    assertThat(others.nextFree()).contains(hours(2).plus(Duration.ofDays(1)));
    assertThat(log()).hasSize(3);
  }

  private PgClosing closing(Pools pools, PgClosing.Options options) {
    return new PgClosing(pools.transactions(), work, CADENCES, () -> now, "ours", options);
  }

  private static PgClosing.Options options(Executor soon, int tries) {
    return new PgClosing.Options(Duration.ZERO, 1000, soon, Runnable::run, tries);
  }

  /** Each transaction that wrote something took a number. */
  private static long commits() {
    return db.pools().transactions().query("select pg_current_xact_id()::text::bigint as id").execute().await().iterator().next()
        .getLong("id");
  }

  private static void until(BooleanSupplier isSo) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) throw new AssertionError("not so after ten seconds");
      LockSupport.parkNanos(5_000_000);
    }
  }
}
