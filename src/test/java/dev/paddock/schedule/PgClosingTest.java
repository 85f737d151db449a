package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.CADENCES;
import static dev.paddock.schedule.Agreed.NOON;
import static dev.paddock.schedule.Agreed.hourly;
import static dev.paddock.schedule.Agreed.once;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.CuttingProxy;
import dev.paddock.TestDatabase;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.db.Pools;
import dev.paddock.schedule.contract.Scheduling.Asked;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Effect, log, next slot and what follows: all of it, or nothing. */
class PgClosingTest {
  static final Duration LEASE = Duration.ofMinutes(1);

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  Instant now = NOON;
  final Rival ours = new Rival(db.pools(), "ours");
  final Rival others = new Rival(db.pools(), "theirs");
  final WorkStore work = ours.work;
  final PgClosing closing = new PgClosing(db.pools().transactions(), work, CADENCES, () -> now, "ours");
  final Closing theirs = new PgClosing(db.pools().transactions(), others.work, CADENCES, () -> now, "theirs");

  @BeforeEach void begin() {
    db.pools().transactions().query("truncate work, poll_log, node").execute().await();
    ours.join(LEASE);
    others.join(LEASE);
    db.pools().transactions().query("drop table if exists effect; create table effect (what text not null unique)").execute().await();
    work.put(hourly("work", NOON), NOON.minusSeconds(10)).await();
  }

  @Test void effect_log_next_slot_and_follow_up_are_committed_together() {
    var ended = closing.close(claim(), effect("stored", new Ending.Next(true, "all well"), once("follow-up", NOON))).await();
    assertThat(ended.nextAt()).contains(hours(1));
    assertThat(effects()).containsExactly("stored");
    assertThat(log()).containsExactly("12:00 12:00 0 CHANGED all well → 13:00");
    assertThat(plans()).containsExactly("follow-up once 12:00", "work hourly 13:00");
  }

  @Test void a_failing_effect_leaves_nothing_behind_and_the_slot_open() {
    var claim = claim();
    assertThatThrownBy(() -> closing.close(claim, tx -> write(tx, "half").compose(v -> Future.failedFuture("disk on fire"))).await())
        .hasMessageContaining("disk on fire");
    assertThat(effects()).isEmpty();
    assertThat(log()).isEmpty();
    closing.close(claim, effect("whole", new Ending.Next(true, "second try"))).await();
    assertThat(effects()).containsExactly("whole");
  }

  @Test void a_failing_follow_up_takes_the_effect_back() {
    var unknown = new Plan("follow-up", "look", "no such cadence", NOON, Optional.empty());
    assertThatThrownBy(() -> closing.close(claim(), effect("stored", new Ending.Next(true, ""), unknown)).await()).isNotNull();
    assertThat(effects()).isEmpty();
    assertThat(plans()).containsExactly("work hourly 12:00");
  }

  @Test void who_was_overtaken_is_fenced_and_writes_nothing() {
    var slow = claim();
    ours.beat(Duration.ZERO);
    others.nodes.takeOver(List.of(ours.incarnation)).await();
    var quick = others.claim();
    assertThatThrownBy(() -> closing.close(slow, effect("late", new Ending.Next(true, ""))).await()).isInstanceOf(Closing.Fenced.class);
    theirs.close(quick, effect("in time", new Ending.Next(true, ""))).await();
    assertThatThrownBy(() -> closing.close(slow, effect("later still", new Ending.Next(true, ""))).await())
        .isInstanceOf(Closing.Fenced.class);
    assertThat(effects()).containsExactly("in time");
    assertThat(log()).hasSize(1);
  }

  @Test void of_a_claim_that_is_closed_twice_only_the_first_has_an_effect() {
    var claim = claim();
    var both = List.of(closing.close(claim, effect("once", new Ending.Next(true, ""))),
        closing.close(claim, effect("twice", new Ending.Next(true, ""))));
    Future.join(both).otherwiseEmpty().await();
    assertThat(both).filteredOn(Future::succeeded).hasSize(1);
    assertThat(both).filteredOn(Future::failed).singleElement().satisfies(f -> assertThat(f.cause()).isInstanceOf(Closing.Fenced.class));
    assertThat(effects()).hasSize(1);
  }

  @Test void who_was_cancelled_or_planned_anew_meanwhile_is_fenced() {
    var claim = claim();
    work.put(hourly("work", hours(5)), now).await();
    assertThatThrownBy(() -> closing.close(claim, effect("old", new Ending.Next(true, ""))).await()).isInstanceOf(Closing.Fenced.class);
    now = hours(5);
    var again = claim();
    work.cancel("work").await();
    assertThatThrownBy(() -> closing.close(again, effect("cancelled", new Ending.Next(true, ""))).await())
        .isInstanceOf(Closing.Fenced.class);
    assertThat(effects()).isEmpty();
  }

  @Test void one_slot_is_logged_once_whatever_happens() {
    closing.close(claim(), new Ending.Next(false, "first")).await();
    db.pools().transactions().query("update work set due_at = '2025-03-16 12:00Z', slot_at = '2025-03-16 12:00Z'").execute().await();
    assertThatThrownBy(() -> closing.close(claim(), effect("again", new Ending.Next(true, "second"))).await())
        .hasMessageContaining("poll_log_default_pkey");
    assertThat(effects()).isEmpty();
  }

  @Test void after_an_outage_one_attempt_catches_up_and_the_slots_that_passed_are_logged() {
    now = hours(3).plusSeconds(1800);
    closing.close(claim(), new Ending.Next(false, "late")).await();
    assertThat(log()).containsExactly("12:00 12:00 0 DONE late → 16:00",
        "13:00 13:00 0 SKIPPED missed: caught up by the slot of 2025-03-16T12:00:00Z → -",
        "14:00 14:00 0 SKIPPED missed: caught up by the slot of 2025-03-16T12:00:00Z → -",
        "15:00 15:00 0 SKIPPED missed: caught up by the slot of 2025-03-16T12:00:00Z → -");
  }

  @Test void a_failed_slot_is_tried_again_three_times_and_then_at_the_next_slot() {
    for (int attempt = 0; attempt < 4; attempt++) {
      now = NOON.plusSeconds(600L * attempt);
      closing.close(claim(), new Ending.Retry("no route")).await();
    }
    assertThat(log()).containsExactly("12:00 12:00 0 RETRY no route → 12:10", "12:00 12:10 1 RETRY no route → 12:20",
        "12:00 12:20 2 RETRY no route → 12:30", "12:00 12:30 3 RETRY no route → 13:00");
  }

  @Test void what_is_deferred_comes_back_then_and_is_no_failure() {
    closing.close(claim(), new Ending.Defer(NOON.plusSeconds(120), "quota")).await();
    now = NOON.plusSeconds(120);
    closing.close(claim(), new Ending.Next(false, "ok")).await();
    assertThat(log()).containsExactly("12:00 12:00 0 DEFERRED quota → 12:02", "12:00 12:02 0 DONE ok → 13:00");
  }

  @Test void deferred_to_now_or_to_the_past_is_deferred_by_a_second() {
    closing.close(claim(), new Ending.Defer(NOON, "Retry-After: 0")).await();
    now = NOON.plusSeconds(1);
    var again = claim();
    assertThat(again.dueAt()).isEqualTo(NOON.plusSeconds(1));
    closing.close(again, new Ending.Defer(NOON.minusSeconds(60), "a date in the past")).await();
    now = NOON.plusSeconds(2);
    closing.close(claim(), new Ending.Next(false, "ok")).await();
    assertThat(log()).hasSize(3);
  }

  @Test void what_follows_another_cadence_goes_on_from_the_new_anchor() {
    closing.close(claim(), new Ending.Follow("daily", NOON, true, "first result")).await();
    assertThat(plans()).containsExactly("work daily 12:00");
    assertThat(due()).isEqualTo(NOON.plus(Duration.ofDays(1)));
  }

  @Test void what_is_stopped_rests() {
    var ended = closing.close(claim(), new Ending.Stop("cancelled")).await();
    assertThat(ended.nextAt()).isEmpty();
    assertThat(ours.nextFree()).isEmpty();
    assertThat(log()).containsExactly("12:00 12:00 0 STOPPED cancelled → -");
  }

  @Test void what_was_stopped_begins_anew_when_it_is_asked_for_again_and_what_is_done_does_not() {
    closing.close(claim(), new Ending.Stop("cancelled")).await();
    work.put(once("done", NOON), NOON).await();
    closing.close(claim(), new Ending.Next(true, "done")).await();
    assertThat(work.put(once("done", NOON), hours(2)).await().changed()).isFalse();
    assertThat(work.put(hourly("work", NOON), hours(2)).await().changed()).isTrue();
    assertThat(ours.nextFree()).contains(hours(2));
  }

  @Test void a_note_is_one_line_of_500_characters_at_most() {
    closing.close(claim(), new Ending.Next(false, "one\n  two\t" + "x".repeat(600))).await();
    var note = db.pools().transactions().query("select note from poll_log").execute().await().iterator().next().getString("note");
    assertThat(note).startsWith("one two xxx").hasSize(500).endsWith("x…");
  }

  @Test void the_end_of_several_slots_and_their_effects_are_one_transaction() {
    put(hourly("a", NOON), hourly("b", NOON), hourly("gone", NOON));
    var claims = claims(4);
    work.cancel("gone").await();
    var ended = closing.closeAll(claims, (tx, ours) -> {
      assertThat(ours).extracting(claim -> claim.plan().subject()).containsExactlyInAnyOrder("a", "b", "work");
      return write(tx, "all").map(v -> Map.of("a", closure(new Ending.Next(true, "one")), "b", closure(new Ending.Stop("two")),
          "work", new Closure(new Ending.Next(false, "three"), List.of(once("follow-up", NOON)))));
    }).await();
    assertThat(ended).extracting(SlotEnded::subject).containsExactlyInAnyOrder("a", "b", "work");
    assertThat(effects()).containsExactly("all");
    assertThat(log()).hasSize(3);
    assertThat(plans()).contains("a hourly 13:00", "work hourly 13:00", "follow-up once 12:00");
  }

  @Test void several_slots_end_together_or_not_at_all() {
    put(hourly("a", NOON));
    assertThatThrownBy(() -> closing.closeAll(claims(2), (tx, ours) -> write(tx, "half").compose(v -> Future.failedFuture("no"))).await())
        .hasMessageContaining("no");
    assertThat(effects()).isEmpty();
    assertThat(log()).isEmpty();
  }

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

  @Test void what_is_left_for_the_next_slot_comes_with_its_claim_and_stays_until_it_is_replaced() {
    assertThat(claim().memo()).isEmpty();
    ours.work.release(ours.work.ours(ours.incarnation).await()).await();
    closing.close(claim(), new Closure(new Ending.Next(false, ""), List.of(), Optional.empty(), Optional.of("hash 1"))).await();
    now = hours(1);
    var claim = claim();
    assertThat(claim.memo()).isEqualTo("hash 1");
    closing.close(claim, tx -> Future.succeededFuture(closure(new Ending.Next(false, "")))).await();
    now = hours(2);
    assertThat(claim().memo()).isEqualTo("hash 1");
  }

  @Test void the_request_that_was_made_is_in_the_log() {
    var asked = new Asked(NOON.plusMillis(3), NOON.plusMillis(250), Optional.of(NOON.minusSeconds(2)), 200, 195_000);
    closing.close(claim(), new Closure(new Ending.Next(false, ""), List.of(), Optional.of(asked), Optional.empty())).await();
    assertThat(lines("""
        select extract(milliseconds from sent_at - due_at)::int || ' ' || extract(milliseconds from received_at - due_at)::int || ' '
               || extract(epoch from provider_at - due_at)::int || ' ' || http_status || ' ' || bytes as line from poll_log
        """)).containsExactly("3 250 -2 200 195000");
  }

  @Test void a_start_that_the_poll_itself_saw_moving_is_no_change_when_it_is_planned_so() {
    closing.close(claim(), new Ending.Follow("hourly", NOON.plusSeconds(600), true, "delayed")).await();
    assertThat(work.put(hourly("work", NOON.plusSeconds(600)), NOON).await().changed()).isFalse();
    now = NOON.plusSeconds(4200);
    closing.close(claim(), new Ending.Follow("daily", now, true, "final")).await();
    assertThat(work.put(hourly("work", NOON.plusSeconds(600)), now).await().changed()).as("it has gone on from there").isFalse();
  }

  private PgClosing closing(Pools pools, PgClosing.Options options) {
    return new PgClosing(pools.transactions(), work, CADENCES, () -> now, "ours", options);
  }

  private static PgClosing.Options options(Executor soon, int tries) {
    return new PgClosing.Options(Duration.ZERO, 1000, soon, Runnable::run, tries);
  }

  private static Closure closure(Ending ending) {
    return new Closure(ending, List.of());
  }

  private void put(Plan... plans) {
    work.put(List.of(plans), NOON.minusSeconds(10)).await();
  }

  private List<Claim> claims(int n) {
    var claims = work.claim(ours.incarnation, now, n).await().claims();
    assertThat(claims).hasSize(n);
    return claims;
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

  private Claim claim() {
    return work.claim(ours.incarnation, now, 1).await().claims().getFirst();
  }

  private static Instant hours(int n) {
    return NOON.plus(Duration.ofHours(n));
  }

  private static Function<SqlConnection, Future<Closure>> effect(String what, Ending ending, Plan... also) {
    return tx -> write(tx, what).map(v -> new Closure(ending, List.of(also)));
  }

  private static Future<Void> write(SqlConnection tx, String what) {
    return tx.query("insert into effect values ('" + what + "')").execute().mapEmpty();
  }

  private static List<String> effects() {
    return lines("select what as line from effect order by 1");
  }

  private static List<String> plans() {
    return lines("""
        select subject || ' ' || cadence || ' ' || to_char(due_at at time zone 'UTC', 'HH24:MI') as line from work order by subject
        """);
  }

  /** Slot, due, attempt, outcome, note, next. */
  private static List<String> log() {
    return lines("""
        select to_char(slot_at at time zone 'UTC', 'HH24:MI') || ' ' || to_char(due_at at time zone 'UTC', 'HH24:MI') || ' '
               || attempt || ' ' || outcome || ' ' || note || ' → '
               || coalesce(to_char(next_at at time zone 'UTC', 'HH24:MI'), '-') as line
          from poll_log order by due_at
        """);
  }

  private static Instant due() {
    return db.pools().transactions().query("select due_at from work").execute().await().iterator().next().getOffsetDateTime("due_at")
        .toInstant();
  }

  private static List<String> lines(String sql) {
    var lines = new ArrayList<String>();
    db.pools().transactions().query(sql).execute().await().forEach(row -> lines.add(row.getString("line")));
    return lines;
  }
}
