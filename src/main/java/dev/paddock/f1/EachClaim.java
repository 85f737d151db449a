package dev.paddock.f1;

import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is due, all of it at the same time. One that fails leaves the others' work done; the scheduler tries it again. */
final class EachClaim {
  private static final Logger LOG = LoggerFactory.getLogger(EachClaim.class);

  private EachClaim() {}

  static Future<Worked> of(DueWork due, Function<Claim, Future<SlotEnded>> work) {
    var ended = new ArrayList<SlotEnded>();
    var all = due.claims().stream().map(claim -> work.apply(claim).map(ended::add)
        .onFailure(t -> LOG.error("{} due {} failed", claim.plan().subject(), claim.dueAt(), t))).toList();
    return Future.join(all).transform(done -> Future.succeededFuture(new Worked(List.copyOf(ended))));
  }
}
