package dev.paddock.app;

import dev.paddock.db.Ledger.Entry;
import dev.paddock.f1.contract.Stewarding;
import dev.paddock.f1.contract.Stewarding.Decide;
import dev.paddock.f1.contract.Stewarding.Decided;
import dev.paddock.f1.contract.Stewarding.Enter;
import dev.paddock.f1.contract.Stewarding.Entered;
import dev.paddock.f1.contract.Stewarding.Release;
import dev.paddock.f1.contract.Stewarding.Released;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.HoldStore;
import dev.paddock.f1.web.Holds;
import dev.paddock.f1.web.ImportDesk;
import dev.paddock.f1.web.ImportOperations;
import dev.paddock.f1.web.StewardOperations;
import dev.paddock.ops.store.AuditReads;
import dev.paddock.ops.store.Jobs;
import dev.paddock.ops.web.AuditOperations;
import dev.paddock.ops.web.JobOperations;
import dev.paddock.schedule.CleanupVerticle.Cleanup;
import dev.paddock.schedule.contract.Scheduling.Ordered;
import dev.paddock.schedule.contract.Scheduling.Steered;
import dev.paddock.schedule.store.Orders;
import dev.paddock.schedule.web.SteeringOperations;
import dev.paddock.web.Operation;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Administration: imports, held changes, results by hand, jobs, the audit log. */
final class DeskRoom implements Room {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final House house;

  DeskRoom(House house) {
    this.house = house;
  }

  @Override public List<Operation> operations() {
    var cadences = new Cadences(house.settings().cadences(), ImportRoom.cadences(house.settings().sessions()));
    Function<Ordered, Future<Steered>> plans =
        new Orders(house.transactions(), cadences, house.slots().ledger(), house.timers())::order;
    var holds = new Holds(new HoldStore(house.reads()), new CalendarStore(house.reads()));
    return Stream.of(
        new ImportOperations(ImportDesk.of(house.bus(), new DisagreementStore(house.reads()), house.live()), this::note).list(),
        new StewardOperations(orders(), holds, plans, house.seal()).list(),
        new SteeringOperations(plans).list(),
        new JobOperations(new Jobs(house.reads()), house.timers()).list(),
        new AuditOperations(new AuditReads(house.reads()), house.seal()).list()).flatMap(List::stream).toList();
  }

  /** An import is begun and stopped where it runs; who said so is written down right after. */
  private Future<Void> note(String actor, String action, String runId) {
    return house.transactions().withTransaction(tx -> house.slots().ledger().put(tx, house.timers().instant(),
        new Entry(actor, action, "import:" + runId, "", "{}")));
  }

  /** What was decided about long ago is forgotten; the audit log keeps who did. */
  @Override public List<Cleanup> cleanups() {
    return List.of(new Cleanup("retention:holds", "f1.holds.retention", tx -> new HoldStore(house.reads())
        .forget(tx, house.timers().instant().minus(house.settings().sessions().keepHolds())).map(gone -> gone + " holds forgotten")));
  }

  private StewardOperations.Orders orders() {
    var bus = house.bus();
    return new StewardOperations.Orders() {
      @Override public Future<Entered> enter(Enter enter) {
        return bus.ask(Stewarding.ENTER, enter, PATIENCE);
      }

      @Override public Future<Released> release(Release release) {
        return bus.ask(Stewarding.RELEASE, release, PATIENCE);
      }

      @Override public Future<Decided> decide(Decide decide) {
        return bus.ask(Stewarding.DECIDE, decide, PATIENCE);
      }
    };
  }
}
