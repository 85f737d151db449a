package dev.paddock.db;

import dev.paddock.schedule.contract.Scheduling.Asked;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Commits an effect together with the end of the slot that caused it: both happen, or neither. */
public interface Closing {
  /**
   * Runs {@code effect} in a transaction, then ends the claim's slot as its answer says, plans what follows, and commits.
   * Fails with {@link Fenced}, and writes nothing, when the claim is no longer this node's.
   */
  Future<SlotEnded> close(Claim claim, Function<SqlConnection, Future<Closure>> effect);

  /**
   * The same for several claims in one transaction. The effect gets those that are still this node's and answers a closure for each,
   * by subject; the others are left out of the answer. Fails, and writes nothing, when the effect fails.
   */
  Future<List<SlotEnded>> closeAll(List<Claim> claims, BiFunction<SqlConnection, List<Claim>, Future<Map<String, Closure>>> effect);

  /** Ends a slot that had no effect in the database. Many that end at about the same time are committed together. */
  Future<SlotEnded> close(Claim claim, Closure closure);

  /** Ends a slot that had no effect and asked nobody. */
  default Future<SlotEnded> close(Claim claim, Ending ending) {
    return close(claim, new Closure(ending, List.of()));
  }

  /**
   * How a slot ends.
   *
   * @param also  plans that are put in the same transaction, such as scoring what was just stored
   * @param asked the request it made, for the log
   * @param memo  left for the next slot of this subject; empty: what was left before stays
   */
  record Closure(Ending ending, List<Plan> also, Optional<Asked> asked, Optional<String> memo) {
    public Closure {
      also = List.copyOf(also);
    }

    public Closure(Ending ending, List<Plan> also) {
      this(ending, also, Optional.empty(), Optional.empty());
    }
  }

  /** The claim was taken over, or its subject cancelled, while the work was under way. */
  final class Fenced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Fenced(Claim claim) {
      super(claim.plan().subject() + " due " + claim.dueAt() + ": claim " + claim.epoch() + " is no longer ours", null, false, false);
    }
  }
}
