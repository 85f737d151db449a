package dev.paddock.db;

import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;

/** Commits an effect that no slot caused, such as what an operator ordered, together with the work that follows from it. */
public interface Undertaking {
  /** Runs {@code effect} in a transaction, plans what follows, and commits. */
  <T> Future<T> commit(Function<SqlConnection, Future<Effect<T>>> effect);

  /** @param follows plans that are put in the same transaction */
  record Effect<T>(T value, List<Plan> follows) {
    public Effect {
      follows = List.copyOf(follows);
    }
  }
}
