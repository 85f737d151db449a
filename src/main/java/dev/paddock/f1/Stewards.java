package dev.paddock.f1;

import dev.paddock.db.Ledger;
import dev.paddock.db.Ledger.Entry;
import dev.paddock.db.Undertaking;
import dev.paddock.db.Undertaking.Effect;
import dev.paddock.f1.ResultIntake.Outcome;
import dev.paddock.f1.contract.Stewarding.Decide;
import dev.paddock.f1.contract.Stewarding.Decided;
import dev.paddock.f1.contract.Stewarding.Enter;
import dev.paddock.f1.contract.Stewarding.Entered;
import dev.paddock.f1.contract.Stewarding.Order;
import dev.paddock.f1.contract.Stewarding.Release;
import dev.paddock.f1.contract.Stewarding.Released;
import dev.paddock.f1.rules.ByHand;
import dev.paddock.f1.rules.ByHand.Entry.Accepted;
import dev.paddock.f1.rules.Calendar.Driver;
import dev.paddock.f1.rules.Classification;
import dev.paddock.f1.rules.ResultDiff;
import dev.paddock.f1.rules.ResultDiff.Change;
import dev.paddock.f1.rules.Ruling;
import dev.paddock.f1.rules.VerificationPolicy.Seen;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.HoldStore;
import dev.paddock.f1.store.HoldStore.End;
import dev.paddock.f1.store.HoldStore.Hold;
import dev.paddock.f1.store.HoldStore.State;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.ResultStore.Tracked;
import dev.paddock.f1.store.ResultStore.Version;
import dev.paddock.f1.store.RulingStore;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** What administrators order about results: one by hand, its release, and what becomes of a change that is held. */
final class Stewards {
  private final ResultIntake intake;
  private final ResultStore results;
  private final CalendarStore calendar;
  private final HoldStore holds;
  private final RulingStore rulings;
  private final Holding holding;
  private final Undertaking undertaking;
  private final Ledger ledger;
  private final Timers timers;

  Stewards(ResultIntake intake, ResultsVerticle.Stores stores, ResultsVerticle.Commits commits, Timers timers) {
    this.intake = intake;
    this.results = stores.results();
    this.calendar = stores.calendar();
    this.holds = stores.holds();
    this.rulings = stores.rulings();
    this.holding = new Holding(holds, commits.ledger(), commits.alarm(), timers);
    this.undertaking = commits.undertaking();
    this.ledger = commits.ledger();
    this.timers = timers;
  }

  /** What was told is told after the commit. */
  private final class Telling {
    private final AtomicReference<Outcome> outcome = new AtomicReference<>();

    Outcome keep(Outcome done) {
      outcome.set(done);
      return done;
    }

    void tell(String sessionId) {
      Optional.ofNullable(outcome.get()).ifPresent(done -> intake.tell(sessionId, done));
    }
  }

  Future<Entered> enter(Enter ask) {
    var telling = new Telling();
    return results.session(ask.sessionId()).compose(found -> {
      if (found.isEmpty()) return Future.succeededFuture(new Entered.NoSuchSession());
      var session = found.get();
      if (session.cancelled()) return Future.succeededFuture(new Entered.NotNow(session.raceName() + " is cancelled."));
      if (timers.instant().isBefore(session.startsAt())) {
        return Future.succeededFuture(new Entered.NotNow("It begins at " + session.startsAt() + "."));
      }
      return calendar.roster(session.season()).compose(roster -> undertaking.<Entered>commit(tx -> enter(tx, ask, roster, telling)))
          .onSuccess(entered -> telling.tell(ask.sessionId()));
    });
  }

  private Future<Effect<Entered>> enter(SqlConnection tx, Enter ask, List<Driver> roster, Telling telling) {
    var known = roster.stream().map(Driver::driverId).collect(Collectors.toSet());
    return results.lock(tx, ask.sessionId()).map(Optional::orElseThrow)
        .compose(session -> results.version(tx, ask.sessionId(), session.version())
            .compose(latest -> switch (ByHand.of(ask.rows(), known::contains, latest.map(Version::result))) {
              case ByHand.Entry.Refused(var faults) -> nothing(new Entered.Refused(faults));
              case Accepted(var result) -> enter(tx, session, latest, result, ask.order(), telling);
            }));
  }

  private Future<Effect<Entered>> enter(SqlConnection tx, Tracked session, Optional<Version> latest, Classification result, Order order,
      Telling telling) {
    var changes = latest.map(before -> ResultDiff.between(before.result(), result)).map(diff -> switch (diff) {
      case ResultDiff.Same() -> List.<Change>of();
      case ResultDiff.Changed(var all) -> all;
    });
    if (changes.filter(List::isEmpty).isPresent()) return nothing(new Entered.Same(session.version()));
    var version = new Version(session.version() + 1, result.fingerprint(), Ruling.SOURCE, timers.instant(), result,
        changes.orElse(List.of()), List.of());
    var usable = latest.isEmpty() ? Judgement.Usable.first(session, version) : Judgement.Usable.changed(session, version);
    return sourceSaid(tx, session, latest)
        .compose(said -> intake.conclude(tx, usable, timers.instant()).map(telling::keep)
            .compose(outcome -> rulings.put(tx, session.sessionId(), version.version(), said, timers.instant())
                .compose(v -> results.explain(tx, session.sessionId(), version.version(), order.reason()))
                .compose(v -> write(tx, "f1.result.enter", session.sessionId(), order,
                    new JsonObject().put("version", version.version()).put("hash", version.hash())))
                .compose(v -> intake.follows(tx, usable, outcome))))
        .map(plans -> new Effect<>(new Entered.Stored(version.version(), usable.seen() == Seen.CHANGED ? usable.note() : ""), plans));
  }

  /** What the source said last: what is held of it, or what is stored; of a result by hand, what it said before that. */
  private Future<Optional<String>> sourceSaid(SqlConnection tx, Tracked session, Optional<Version> latest) {
    return holds.open(tx, session.sessionId()).compose(open -> {
      if (open.isPresent()) return Future.succeededFuture(open.map(hold -> hold.proposed().hash()));
      return rulings.get(tx, session.sessionId()).map(ruling -> ruling.isPresent() ? ruling.get().sourceSaid() : latest.map(Version::hash));
    });
  }

  Future<Released> release(Release ask) {
    return undertaking.commit(tx -> results.lock(tx, ask.sessionId()).compose(session -> rulings.release(tx, ask.sessionId()))
        .compose(done -> done ? write(tx, "f1.result.release", ask.sessionId(), ask.order(), new JsonObject())
            .map(v -> new Effect<Released>(new Released.Done(), List.of()))
            : nothing(new Released.NothingToRelease())));
  }

  Future<Decided> decide(Decide ask) {
    var telling = new Telling();
    return holds.get(ask.hold()).compose(found -> found.isEmpty() ? Future.succeededFuture(new Decided.NoSuchHold())
        : undertaking.<Decided>commit(tx -> decide(tx, found.get().sessionId(), ask, telling))
            .onSuccess(decided -> telling.tell(found.get().sessionId())).onSuccess(decided -> intake.tellHolds()));
  }

  private Future<Effect<Decided>> decide(SqlConnection tx, String sessionId, Decide ask, Telling telling) {
    return results.lock(tx, sessionId).map(Optional::orElseThrow)
        .compose(session -> holds.get(tx, ask.hold()).map(Optional::orElseThrow).compose(hold -> {
          if (hold.state() != State.OPEN) return nothing(new Decided.Over(hold.state().word()));
          if (hold.revision() != ask.revision()) return nothing(new Decided.Stale());
          return ask.approve() ? approve(tx, session, hold, ask.order(), telling) : reject(tx, hold, ask.order());
        }));
  }

  /** An open one follows the latest version: whatever makes another ends it. */
  private Future<Effect<Decided>> approve(SqlConnection tx, Tracked session, Hold hold, Order order, Telling telling) {
    var held = hold.proposed();
    var version = new Version(session.version() + 1, held.hash(), held.source(), timers.instant(), held.result(), held.changes(),
        held.skipped());
    var usable = Judgement.Usable.changed(session, version).endingRuling();
    var end = new End(State.APPROVED, timers.instant(), order.actor(), order.reason(), Optional.of(version.version()));
    return intake.conclude(tx, usable, timers.instant(), (in, judged) -> holding.end(in, hold, end).map(true)).map(telling::keep)
        .compose(outcome -> results.explain(tx, session.sessionId(), version.version(), order.reason())
            .compose(v -> intake.follows(tx, usable, outcome))).map(plans -> new Effect<>(new Decided.Done(), plans));
  }

  private Future<Effect<Decided>> reject(SqlConnection tx, Hold hold, Order order) {
    return holding.end(tx, hold, new End(State.REJECTED, timers.instant(), order.actor(), order.reason(), Optional.empty()))
        .map(v -> new Effect<>(new Decided.Done(), List.of()));
  }

  private Future<Void> write(SqlConnection tx, String action, String sessionId, Order order, JsonObject detail) {
    return ledger.put(tx, timers.instant(), new Entry(order.actor(), action, sessionId, order.reason(), detail.encode()));
  }

  private static <T> Future<Effect<T>> nothing(T answer) {
    return Future.succeededFuture(new Effect<>(answer, List.of()));
  }
}
