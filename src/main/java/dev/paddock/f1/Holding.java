package dev.paddock.f1;

import dev.paddock.db.Alarm;
import dev.paddock.db.Alarm.Call;
import dev.paddock.db.Ledger;
import dev.paddock.db.Ledger.Entry;
import dev.paddock.f1.rules.Caution.Doubt;
import dev.paddock.f1.store.HoldStore;
import dev.paddock.f1.store.HoldStore.End;
import dev.paddock.f1.store.HoldStore.Hold;
import dev.paddock.f1.store.HoldStore.State;
import dev.paddock.f1.store.ResultStore.Version;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps changes that are not believed yet, tells administrators of them, and lets go of them when the source has the next word. */
record Holding(HoldStore holds, Ledger ledger, Alarm alarm, Timers timers) {
  /** Who acts when nobody does. */
  static final String SERVICE = "service";

  /** Ends what is held of a session after a look. Answers whether something was. */
  interface Settling {
    Future<Boolean> settle(SqlConnection tx, Judgement.Usable judged);
  }

  /** Holds a change; the same again is only seen again, another one takes the place of the one that was open. */
  Future<List<Plan>> hold(SqlConnection tx, Judgement.Held held) {
    return holds.open(tx, held.session().sessionId()).compose(open -> {
      if (open.filter(hold -> hold.proposed().hash().equals(held.proposed().hash())).isPresent()) {
        return holds.seen(tx, open.get().id(), timers.instant()).map(List.<Plan>of());
      }
      return open.map(hold -> supersede(tx, hold, "the source says something else now")).orElseGet(Future::succeededFuture)
          .compose(v -> open(tx, held));
    });
  }

  private Future<List<Plan>> open(SqlConnection tx, Judgement.Held held) {
    var sessionId = held.session().sessionId();
    return holds.hold(tx, sessionId, held.proposed(), held.doubts()).compose(id -> ledger.put(tx, timers.instant(),
            new Entry(SERVICE, "f1.hold.open", sessionId, held.note(), detail(id, held.proposed(), held.doubts())))
        .compose(v -> alarm.raise(tx, timers.instant(), new Call("hold:" + id, "A change of " + sessionId + " is held",
            held.proposed().source() + " has changed it, and it is " + held.note() + ". Approve or reject it.",
            Optional.of("/admin/holds/" + id)))));
  }

  /** What was held and is a version now was agreed on; anything else that the source says takes its place. */
  Future<Boolean> settle(SqlConnection tx, Judgement.Usable judged) {
    return holds.open(tx, judged.session().sessionId()).compose(open -> open.isEmpty() ? Future.succeededFuture(false)
        : settle(tx, open.get(), judged).map(true));
  }

  private Future<Void> settle(SqlConnection tx, Hold hold, Judgement.Usable judged) {
    boolean agreed = judged.add().map(Version::hash).filter(hold.proposed().hash()::equals).isPresent();
    return agreed ? end(tx, hold, new End(State.AGREED, timers.instant(), SERVICE, "a second source agrees", Optional.of(judged.version())))
        : supersede(tx, hold, judged.note());
  }

  Future<Void> supersede(SqlConnection tx, Hold hold, String why) {
    return end(tx, hold, new End(State.SUPERSEDED, timers.instant(), SERVICE, why, Optional.empty()));
  }

  /** Ends one and writes down who did it. */
  Future<Void> end(SqlConnection tx, Hold hold, End end) {
    return holds.end(tx, hold.id(), end).compose(v -> ledger.put(tx, end.at(), new Entry(end.by(), "f1.hold." + end.state().word(),
        hold.sessionId(), end.reason(), detail(hold.id(), hold.proposed(), hold.doubts()))));
  }

  private static String detail(long hold, Version proposed, List<Doubt> doubts) {
    return new JsonObject().put("hold", hold).put("source", proposed.source()).put("hash", proposed.hash())
        .put("follows", proposed.version() - 1)
        .put("doubts", new JsonArray(doubts.stream().map(Doubt::word).collect(Collectors.toList()))).encode();
  }
}
