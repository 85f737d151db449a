package dev.paddock.schedule.store;

import dev.paddock.db.Closing.Fenced;
import dev.paddock.schedule.store.PgClosing.Closed;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Gathers the ends of slots that had no effect and commits many at once. Thread-safe. While the database is away it tries again,
 * for as long as the claims could still be ours; what then became of them is in doubt, and everybody who waits is told so.
 */
final class Batch {
  private static final int IN_FLIGHT = 2;
  /** A connection that was cut without a word must not hold up all that come after. */
  private static final int SILENCE_SECONDS = 10;

  private final Pool pool;
  private final Endings endings;
  private final PgClosing.Options options;
  private final Consumer<List<Closed>> closed;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private int inFlight;
  private boolean called;

  private record Waiting(Over over, Optional<Context> context, Promise<Boolean> paused) {}

  /** @param closed told of all slots that were ended here, before those who ended them are */
  Batch(Pool pool, Endings endings, PgClosing.Options options, Consumer<List<Closed>> closed) {
    this.pool = pool;
    this.endings = endings;
    this.options = options;
    this.closed = closed;
  }

  /** Answers whether the subject is paused, when its end is committed; on the caller's context, if it has one. */
  Future<Boolean> end(Over over) {
    var one = new Waiting(over, Optional.ofNullable(Vertx.currentContext()), Promise.promise());
    boolean full;
    boolean first;
    synchronized (this) {
      waiting.add(one);
      full = waiting.size() >= options.atMost();
      first = !called && !full;
      if (first) called = true;
    }
    if (full) flush();
    if (first) options.soon().execute(this::called);
    return one.paused.future();
  }

  private void called() {
    synchronized (this) {
      called = false;
    }
    flush();
  }

  private void flush() {
    List<Waiting> some;
    synchronized (this) {
      if (waiting.isEmpty() || inFlight == IN_FLIGHT) return;
      inFlight++;
      some = next();
    }
    write(some, 1);
  }

  /** The longest waiting, each subject once, in an order that is always the same: so no two flushes ever wait for each other. */
  private List<Waiting> next() {
    var some = new ArrayList<Waiting>();
    var again = new ArrayList<Waiting>();
    var subjects = new HashSet<String>();
    while (!waiting.isEmpty() && some.size() < options.atMost()) {
      var one = waiting.poll();
      (subjects.add(one.over.subject()) ? some : again).add(one);
    }
    again.reversed().forEach(waiting::addFirst);
    some.sort(Comparator.comparing(one -> one.over.subject()));
    return some;
  }

  private void write(List<Waiting> some, int attempt) {
    var overs = some.stream().map(Waiting::over).toList();
    commit(overs).timeout(SILENCE_SECONDS, TimeUnit.SECONDS)
        .compose(done -> attempt == 1 ? Future.succeededFuture(done) : withLogged(overs, done))
        .onSuccess(done -> {
          landed();
          closed.accept(overs.stream().filter(over -> done.containsKey(over.subject()))
              .map(over -> new Closed(over.told(done.get(over.subject())), over.kept(done.get(over.subject())), Optional.empty())).toList());
          answer(some, one -> {
            var paused = done.get(one.over.subject());
            if (paused == null) one.paused.fail(new Fenced(one.over.claim()));
            else one.paused.complete(paused);
          });
        })
        .onFailure(failure -> {
          if (cannotBe(failure) && some.size() > 1) halve(some, attempt);
          else if (!cannotBe(failure) && attempt < options.tries()) options.again().execute(() -> write(some, attempt + 1));
          else {
            landed();
            answer(some, one -> one.paused.fail(failure));
          }
        });
  }

  /** One of them is what the database does not take: the others do not suffer for it. */
  private void halve(List<Waiting> some, int attempt) {
    synchronized (this) {
      inFlight++;
    }
    write(some.subList(0, some.size() / 2), attempt);
    write(some.subList(some.size() / 2, some.size()), attempt);
  }

  /** Bad data, or a constraint: it would be refused again. */
  private static boolean cannotBe(Throwable failure) {
    return failure instanceof DatabaseException refused && refused.getSqlState() != null && refused.getSqlState().matches("2[23]...");
  }

  private Future<Map<String, Boolean>> commit(List<Over> overs) {
    if (overs.stream().allMatch(over -> over.on().skipped().isEmpty())) return endings.lenient(pool, overs);
    return pool.withTransaction(tx -> endings.lenient(tx, overs).compose(done ->
        endings.skipped(tx, overs.stream().filter(over -> done.containsKey(over.subject())).toList()).map(done)));
  }

  /** The answer to an earlier try got lost: what it committed cannot be done again, but it is in the log. */
  private Future<Map<String, Boolean>> withLogged(List<Over> overs, Map<String, Boolean> done) {
    var missing = overs.stream().filter(over -> !done.containsKey(over.subject())).toList();
    if (missing.isEmpty()) return Future.succeededFuture(done);
    return endings.logged(pool, missing).map(logged -> {
      done.putAll(logged);
      return done;
    });
  }

  /** Everybody on the context he asked from, one turn of it for all. */
  private static void answer(List<Waiting> some, Consumer<Waiting> how) {
    var byContext = new HashMap<Optional<Context>, List<Waiting>>();
    for (var one : some) byContext.computeIfAbsent(one.context, context -> new ArrayList<>()).add(one);
    byContext.forEach((context, those) -> {
      if (context.isEmpty()) those.forEach(how);
      else context.get().runOnContext(turn -> those.forEach(how));
    });
  }

  /** Whoever waits for a flush that is called already goes with that one: else a trickle would be committed one by one. */
  private void landed() {
    boolean now;
    synchronized (this) {
      inFlight--;
      now = !called || waiting.size() >= options.atMost();
    }
    if (now) flush();
  }
}
