package dev.paddock.personal;

import dev.paddock.db.Ledger;
import dev.paddock.db.Letters;
import dev.paddock.db.Letters.Letter;
import dev.paddock.db.Undertaking;
import dev.paddock.db.Undertaking.Effect;
import dev.paddock.kernel.Timers;
import dev.paddock.personal.contract.Personal;
import dev.paddock.personal.store.Exports;
import dev.paddock.personal.store.Exports.Export;
import dev.paddock.personal.store.Farewells;
import dev.paddock.personal.web.Wishes;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What users ask for, each wish committed with the work that it makes. */
public final class CommittedWishes implements Wishes {
  /** So long an export can be fetched. */
  private static final Duration KEPT = Duration.ofDays(7);

  /** So long somebody who wants to be forgotten may change his mind. */
  private static final Duration UNDO = Duration.ofDays(14);

  private final Undertaking undertaking;
  private final Exports exports;
  private final Letters letters;
  private final Ledger ledger;
  private final Timers timers;
  private final Supplier<UUID> ids;

  public CommittedWishes(Undertaking undertaking, Exports exports, Letters letters, Ledger ledger, Timers timers, Supplier<UUID> ids) {
    this.undertaking = undertaking;
    this.exports = exports;
    this.letters = letters;
    this.ledger = ledger;
    this.timers = timers;
    this.ids = ids;
  }

  @Override public Future<Optional<Export>> export(long user) {
    var now = timers.instant();
    var export = new Export(ids.get(), now, now.plus(KEPT), Optional.empty());
    return undertaking.commit(tx -> Exports.ask(tx, export.id(), user, now, export.expiresAt()).map(asked -> asked
        ? new Effect<>(Optional.of(export), List.of(Personal.export(export.id(), now))) : new Effect<>(Optional.empty(), List.of())));
  }

  @Override public Future<Optional<Export>> exported(UUID id, long user) {
    return exports.get(id, user, timers.instant());
  }

  @Override public Future<Instant> leave(long user) {
    var now = timers.instant();
    return undertaking.commit(tx -> Farewells.ask(tx, user, now.plus(UNDO)).map(Optional::orElseThrow).compose(at ->
        note(tx, now, user, "personal.delete.asked").compose(noted -> letters.put(tx, now, farewell(user, at)))
            .map(plans -> {
              var follows = new ArrayList<>(plans);
              follows.add(Personal.forget(user, at));
              return new Effect<>(at, follows);
            })));
  }

  @Override public Future<Void> stay(long user) {
    return undertaking.commit(tx -> Farewells.undo(tx, user)
        .compose(undone -> undone ? note(tx, timers.instant(), user, "personal.delete.undone") : Future.succeededFuture())
        .map(noted -> new Effect<Void>(null, List.of())));
  }

  private Future<Void> note(SqlConnection tx, Instant now, long user, String action) {
    return ledger.put(tx, now, new Ledger.Entry("user:" + user, action, "user:" + user, "", "{}"));
  }

  private static Letter farewell(long user, Instant at) {
    var day = at.truncatedTo(ChronoUnit.SECONDS);
    return new Letter("security:" + user + ":delete:" + at, user, "security", "Your account will be deleted",
        "Your account will be deleted on " + day + ". Until then you can log in and keep it.", Optional.of("/me"));
  }
}
