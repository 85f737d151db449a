package dev.paddock.personal;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.db.EachClaim;
import dev.paddock.db.Ledger;
import dev.paddock.db.PersonalData;
import dev.paddock.kernel.Timers;
import dev.paddock.personal.contract.Personal;
import dev.paddock.personal.store.Exports;
import dev.paddock.personal.store.Farewells;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Puts together what all features keep about a user, and forgets who he was: each in one transaction, with the end of its slot. */
public final class PersonalVerticle extends VerticleBase {
  private final Bus bus;
  private final Timers timers;
  private final Closing closing;
  private final Ledger ledger;
  private final List<PersonalData> features;

  /** @param features in the order in which they forget: the account, which knows the address, last */
  public PersonalVerticle(Bus bus, Timers timers, Closing closing, Ledger ledger, List<PersonalData> features) {
    this.bus = bus;
    this.timers = timers;
    this.closing = closing;
    this.ledger = ledger;
    this.features = List.copyOf(features);
  }

  @Override public Future<?> start() {
    return bus.answer(Scheduling.due(Personal.EXPORT), due -> EachClaim.inTurn(due, this::export))
        .compose(exports -> bus.answer(Scheduling.due(Personal.FORGET), due -> EachClaim.inTurn(due, this::forget)));
  }

  private Future<SlotEnded> export(Claim claim) {
    var id = UUID.fromString(claim.plan().subject().substring("export:".length()));
    return closing.close(claim, tx -> Exports.whose(tx, id).compose(user -> user.isEmpty() ? stop("nobody waits for it")
        : collect(tx, user.getAsLong()).compose(body -> Exports.ready(tx, id, timers.instant(), body)).compose(ready -> stop("ready"))));
  }

  private Future<JsonObject> collect(SqlConnection tx, long user) {
    var body = Future.succeededFuture(new JsonObject());
    for (var feature : features) {
      body = body.compose(all -> feature.collect(tx, user).map(part -> all.put(feature.part(), part)));
    }
    return body;
  }

  private Future<SlotEnded> forget(Claim claim) {
    var user = Long.parseLong(claim.plan().subject().substring("forget:".length()));
    var now = timers.instant();
    return closing.close(claim, tx -> Farewells.due(tx, user).compose(due -> {
      if (due.isEmpty()) return stop("he stays");
      if (due.get().isAfter(now)) return Future.succeededFuture(new Closure(new Ending.Defer(due.get(), "not before"), List.of()));
      Future<List<Plan>> done = Future.succeededFuture(new ArrayList<>());
      for (var feature : features) {
        done = done.compose(follows -> feature.forget(tx, now, user).map(more -> {
          follows.addAll(more);
          return follows;
        }));
      }
      return done.compose(follows -> ledger.put(tx, now, new Ledger.Entry("service", "personal.forgotten", "user:" + user, "", "{}"))
          .map(new Closure(new Ending.Stop("forgotten"), follows)));
    }));
  }

  private static Future<Closure> stop(String note) {
    return Future.succeededFuture(new Closure(new Ending.Stop(note), List.of()));
  }
}
