package dev.paddock.schedule.store;

import static dev.paddock.schedule.store.WorkStore.at;
import static dev.paddock.schedule.store.WorkStore.utc;

import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.Steer;
import dev.paddock.schedule.contract.Scheduling.Steered;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Course.Attempt;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What an operator does to a plan. Whoever holds it is fenced off and hears of it; only a poll that is under way already is left alone. */
final class Steering {
  private static final String READ = """
      select subject, kind, cadence, anchor, until, grp, spacing_ms, due_at, last_ended, paused, steered,
             lease_owner is not null and due_at <= $2::timestamptz as under_way,
             last_outcome is not distinct from 'STOPPED' as stopped
        from work where subject = $1 for update
      """;
  private static final String WRITE = """
      update work
         set cadence = $2, steered = $3, paused = $4, slot_at = $5::timestamptz, due_at = $6::timestamptz, attempt = 0,
             epoch = epoch + 1, lease_owner = null
       where subject = $1
      returning epoch
      """;

  private final Function<String, Cadence> cadences;

  Steering(Function<String, Cadence> cadences) {
    this.cadences = cadences;
  }

  private record Standing(Plan plan, Optional<Instant> dueAt, Optional<Instant> lastEnded, boolean paused, Optional<String> steered,
      boolean underWay, boolean stopped) {
    static Standing of(Row r) {
      return new Standing(WorkStore.plan(r), at(r.getOffsetDateTime("due_at")), at(r.getOffsetDateTime("last_ended")),
          r.getBoolean("paused"), Optional.ofNullable(r.getString("steered")), Boolean.TRUE.equals(r.getBoolean("under_way")), r.getBoolean("stopped"));
    }
  }

  Future<Steered> steer(SqlConnection tx, Steer steer, Instant time) {
    var now = time.truncatedTo(ChronoUnit.MICROS);
    return tx.preparedQuery(READ).execute(Tuple.of(steer.subject(), utc(now))).compose(rows -> {
      if (rows.size() == 0) return Future.succeededFuture(new Steered.NoSuchSubject());
      var is = Standing.of(rows.iterator().next());
      return switch (steer) {
        case Steer.Now(var subject) -> now(tx, is, now);
        case Steer.Pause(var subject) -> write(tx, is, is.plan().cadence(), is.steered(), true, Optional.empty());
        case Steer.Resume(var subject) -> is.paused() ? write(tx, is, is.plan().cadence(), is.steered(), false,
            is.stopped() ? Optional.empty() : next(is, is.plan().cadence(), now)) : done(is.dueAt());
        case Steer.Change(var subject, var name) -> change(tx, is, name, now);
      };
    });
  }

  private Future<Steered> now(SqlConnection tx, Standing is, Instant now) {
    var cadence = cadences.apply(is.plan().cadence());
    if (is.underWay()) return done(is.paused() ? Optional.empty() : next(is, is.plan().cadence(), now).map(Attempt::dueAt));
    var slot = cadence.atOrBefore(is.plan().anchor(), now).orElse(now);
    return write(tx, is, is.plan().cadence(), is.steered(), is.paused(), Optional.of(new Attempt(slot, now, 0)));
  }

  private Future<Steered> change(SqlConnection tx, Standing is, String name, Instant now) {
    if (!known(name)) return Future.succeededFuture(new Steered.NoSuchCadence(name));
    boolean rests = is.paused() || is.stopped() && is.dueAt().isEmpty();
    return write(tx, is, name, Optional.of(name), is.paused(), rests ? Optional.empty() : next(is, name, now));
  }

  private boolean known(String name) {
    try {
      return cadences.apply(name) != null;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }

  /** The next slot, in its distance from the last one. */
  private Optional<Attempt> next(Standing is, String cadence, Instant now) {
    var last = is.underWay() ? is.dueAt().orElse(now) : is.lastEnded().orElse(Instant.EPOCH);
    return GoesOn.course(is.plan(), cadence, is.plan().anchor(), cadences).next(new Attempt(last, last, 0), now);
  }

  private static Future<Steered> write(SqlConnection tx, Standing is, String cadence, Optional<String> steered, boolean paused,
      Optional<Attempt> next) {
    var dueAt = next.map(Attempt::dueAt);
    return tx.preparedQuery(WRITE).execute(Tuple.of(is.plan().subject(), cadence, steered.orElse(null), paused,
            utc(next.map(Attempt::slotAt)), utc(dueAt)))
        .compose(rows -> Notice.send(tx, List.of(new Notice(is.plan().subject(), rows.iterator().next().getLong("epoch"), dueAt))))
        .compose(told -> done(dueAt));
  }

  private static Future<Steered> done(Optional<Instant> nextAt) {
    return Future.succeededFuture(new Steered.Done(nextAt));
  }
}
