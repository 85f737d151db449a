package dev.paddock.f1;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Formula1.SessionChanged;
import dev.paddock.f1.rules.Phase;
import dev.paddock.f1.store.PhaseStore;
import dev.paddock.f1.store.PhaseStore.Session;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Moves sessions on from scheduled to live to completed, and says which moved. */
final class PhaseWatch {
  static final String KIND = "f1.phase";

  private final Bus bus;
  private final PhaseStore store;
  private final Closing closing;
  private final Timers timers;

  PhaseWatch(Bus bus, PhaseStore store, Closing closing, Timers timers) {
    this.bus = bus;
    this.store = store;
    this.closing = closing;
    this.timers = timers;
  }

  /** Every five minutes of the clock: sessions begin at such. */
  static Plan plan() {
    return new Plan("phase:f1", KIND, "f1-phase", Instant.parse("2020-01-01T00:00:00Z"), Optional.empty());
  }

  Future<SlotEnded> run(Claim claim) {
    List<Session> moved = new ArrayList<>();
    return closing.close(claim, tx -> move(tx, moved))
        .onSuccess(ended -> moved.forEach(s -> bus.tell(Formula1.SESSION_CHANGED, new SessionChanged(s.sessionId(), s.version()))));
  }

  private Future<Closure> move(SqlConnection tx, List<Session> moved) {
    var now = timers.instant();
    return store.open(tx, now).compose(open -> {
      open.stream().filter(s -> s.phase() != phase(s, now)).forEach(moved::add);
      var phases = moved.stream().collect(Collectors.toMap(Session::sessionId, s -> phase(s, now)));
      var note = moved.size() > 3 ? moved.size() + " sessions moved on"
          : moved.stream().map(s -> s.sessionId() + " " + phase(s, now).spoken()).collect(Collectors.joining(", "));
      var ending = new Ending.Next(!moved.isEmpty(), moved.isEmpty() ? "nothing moved" : note);
      return store.move(tx, phases).map(new Closure(ending, List.of()));
    });
  }

  private static Phase phase(Session s, Instant now) {
    return Phase.of(s.startsAt(), s.endsAt(), s.cancelled(), now);
  }
}
