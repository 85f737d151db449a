package dev.paddock.db;

import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;

/** Commits an effect together with the end of the slot that caused it: both happen, or neither. */
public interface Closing {
  /**
   * Runs {@code effect} in a transaction, then ends the claim's slot as its answer says, plans what follows, and commits.
   * Fails with {@link Fenced}, and writes nothing, when the claim is no longer this node's.
   */
  Future<SlotEnded> close(Claim claim, Function<SqlConnection, Future<Closure>> effect);

  /** Ends a slot that had no effect in the database. */
  default Future<SlotEnded> close(Claim claim, Ending ending) {
    return close(claim, tx -> Future.succeededFuture(new Closure(ending, List.of())));
  }

  /** @param also plans that are put in the same transaction, such as scoring what was just stored */
  record Closure(Ending ending, List<Plan> also) {}

  /** The claim was taken over, or its subject cancelled, while the work was under way. */
  final class Fenced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Fenced(Claim claim) {
      super(claim.plan().subject() + " due " + claim.dueAt() + ": claim " + claim.epoch() + " is no longer ours", null, false, false);
    }
  }
}
