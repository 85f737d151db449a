package dev.paddock.account;

import dev.paddock.account.contract.Accounts;
import dev.paddock.account.contract.Accounts.SessionEnded;
import dev.paddock.bus.Bus;
import dev.paddock.db.Ledger;
import dev.paddock.db.Letters;
import dev.paddock.db.Postbox;
import dev.paddock.db.Undertaking;
import dev.paddock.db.Undertaking.Effect;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** How accounts change: in transactions, with what follows from it; and who is told after that. */
public record Effects(Undertaking undertaking, Letters letters, Postbox postbox, Ledger ledger, Bus bus, InstantSource clock) {
  Instant now() {
    return clock.instant();
  }

  /** A change that nobody is written about. */
  <T> Future<T> commit(Function<SqlConnection, Future<T>> change) {
    return undertaking.commit(tx -> change.apply(tx).map(value -> new Effect<>(value, List.of())));
  }

  <T> Future<T> commitAll(Function<SqlConnection, Future<Effect<T>>> change) {
    return undertaking.commit(change);
  }

  /** Tells a user what he must know for his own safety. */
  Future<List<Plan>> warn(SqlConnection tx, long user, String key, String title, String body) {
    return letters.put(tx, now(), new Letters.Letter("security:" + key, user, "security", title, body, Optional.of("/me/sessions")));
  }

  /** Log-ins are over, and that is committed. */
  void ended(long user, Collection<UUID> sessions) {
    sessions.forEach(session -> bus.tell(Accounts.SESSION_ENDED, new SessionEnded(user, session)));
  }

  static List<Plan> both(List<Plan> one, List<Plan> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
