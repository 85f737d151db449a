package dev.paddock.horse;

import dev.paddock.db.Closing;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Gives a race its turn when the test says so, and keeps how each slot ended. Effects are committed to the real database; what the
 * scheduler would remember of a plan (its cadence, its anchor, its memo) is kept here.
 */
final class Turns implements Closing {
  final List<String> log = new ArrayList<>();
  final Map<String, Plan> plans = new LinkedHashMap<>();
  /** How many transactions there were: a slot without effect needs none. */
  int transactions;
  private final Map<String, String> memos = new HashMap<>();
  private final Pool pool;
  private final InstantSource clock;

  Turns(Pool pool, InstantSource clock) {
    this.pool = pool;
    this.clock = clock;
  }

  Claim claim(String subject) {
    return new Claim(plans.get(subject), clock.instant(), clock.instant(), 0, 1, memos.getOrDefault(subject, ""));
  }

  @Override public Future<SlotEnded> close(Claim claim, Function<SqlConnection, Future<Closure>> effect) {
    transactions++;
    return pool.withTransaction(effect).map(closure -> ended(claim, closure));
  }

  @Override public Future<List<SlotEnded>> closeAll(List<Claim> claims,
      BiFunction<SqlConnection, List<Claim>, Future<Map<String, Closure>>> effect) {
    transactions++;
    return pool.withTransaction(tx -> effect.apply(tx, claims))
        .map(closures -> claims.stream().map(claim -> ended(claim, closures.get(claim.plan().subject()))).toList());
  }

  @Override public Future<SlotEnded> close(Claim claim, Closure closure) {
    return Future.succeededFuture(ended(claim, closure));
  }

  private synchronized SlotEnded ended(Claim claim, Closure closure) {
    var plan = claim.plan();
    closure.memo().ifPresent(memo -> memos.put(plan.subject(), memo));
    switch (closure.ending()) {
      case Ending.Follow(var cadence, var anchor, var changed, var note) -> plans.put(plan.subject(),
          new Plan(plan.subject(), plan.kind(), cadence, anchor, plan.until(), plan.group(), plan.spacing()));
      case Ending.Stop(var note) -> plans.remove(plan.subject());
      case Ending.Next next -> {}
      case Ending.Retry retry -> {}
      case Ending.Defer defer -> {}
    }
    closure.also().forEach(also -> plans.put(also.subject(), also));
    log.add(closure.ending().outcome() + ": " + closure.ending().note());
    return new SlotEnded(plan.subject(), plan.kind(), claim.dueAt(), clock.instant(), closure.ending(), Optional.empty());
  }

  /** How the last slot ended. */
  String last() {
    return log.getLast();
  }
}
