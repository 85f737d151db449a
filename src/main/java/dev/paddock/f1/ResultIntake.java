package dev.paddock.f1;

import static dev.paddock.f1.contract.Formula1.HOLDS_OPEN;
import static dev.paddock.f1.contract.Formula1.RESULT_CORRECTED;
import static dev.paddock.f1.contract.Formula1.RESULT_FINAL;
import static dev.paddock.f1.contract.Formula1.RESULT_STORED;
import static dev.paddock.f1.contract.Formula1.SESSION_CHANGED;

import dev.paddock.bus.Bus;
import dev.paddock.db.Outbox;
import dev.paddock.db.Outbox.Event;
import dev.paddock.f1.OtherSources.Opinion;
import dev.paddock.f1.contract.Formula1.HoldsOpen;
import dev.paddock.f1.contract.Formula1.ResultCorrected;
import dev.paddock.f1.contract.Formula1.ResultFinal;
import dev.paddock.f1.contract.Formula1.ResultStored;
import dev.paddock.f1.contract.Formula1.SessionChanged;
import dev.paddock.f1.provider.ResultsSource;
import dev.paddock.f1.provider.ResultsSource.Answer;
import dev.paddock.f1.rules.Calendar.Driver;
import dev.paddock.f1.rules.Caution;
import dev.paddock.f1.rules.Classification;
import dev.paddock.f1.rules.ResultDiff.Change;
import dev.paddock.f1.rules.ResultDiff.Field;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.rules.VerificationPolicy.Pace;
import dev.paddock.f1.rules.VerificationPolicy.Seen;
import dev.paddock.f1.rules.VerificationPolicy.Verdict;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.HoldStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.ResultStore.Tracked;
import dev.paddock.f1.store.RulingStore;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session's result from the source into the database: ask, judge, add a version or hold it, say so. Whoever looks decides when. */
final class ResultIntake {
  private static final Logger LOG = LoggerFactory.getLogger(ResultIntake.class);

  private static final List<Field> WEIGHT = List.of(Field.STATUS, Field.CAR, Field.GRID, Field.POSITION, Field.POINTS, Field.FASTEST_LAP);

  private final Bus bus;
  private final ResultsSource source;
  private final ResultStore results;
  private final CalendarStore calendar;
  private final Outbox outbox;
  private final Timers timers;
  private final VerificationPolicy policy;
  private final OtherSources others;
  private final Judging judging;
  private final Holding holding;
  private final HoldStore holds;
  private final RulingStore rulings;

  ResultIntake(Bus bus, ResultsVerticle.Sources sources, ResultsVerticle.Stores stores, ResultsVerticle.Commits commits, Timers timers,
      ResultsVerticle.Rules rules) {
    this.bus = bus;
    this.source = sources.results();
    this.results = stores.results();
    this.calendar = stores.calendar();
    this.holds = stores.holds();
    this.rulings = stores.rulings();
    this.outbox = commits.outbox();
    this.timers = timers;
    this.policy = rules.policy();
    this.others = new OtherSources(stores.reads(), sources.second());
    this.judging = new Judging(source.name(), results, holds, rulings, rules.caution(), timers);
    this.holding = new Holding(holds, commits.ledger(), commits.alarm(), timers);
  }

  /** What asking came to. */
  sealed interface Heard {
    /** There is nothing to ask for. */
    record NotAsked(String why) implements Heard {}

    /** @param others what other sources say, where there is something to be confirmed */
    record Said(Tracked session, List<Driver> roster, Answer answer, List<Opinion> others) implements Heard {}
  }

  /** What a look came to. @param follows scoring, and telling those outside; @param holds whether what is held may have changed */
  record Outcome(Seen seen, Verdict verdict, int version, List<Plan> follows, boolean holds) {}

  Future<Heard> ask(String sessionId) {
    return results.session(sessionId).compose(found -> {
      if (found.isEmpty()) return Future.succeededFuture(new Heard.NotAsked("no session " + sessionId));
      var session = found.get();
      if (session.cancelled()) return Future.succeededFuture(new Heard.NotAsked("cancelled"));
      if (!source.offers(session.code())) return Future.succeededFuture(
          new Heard.NotAsked(source.name() + " has no results of " + session.code().spoken()));
      return calendar.roster(session.season()).compose(roster ->
          source.result(session.season(), session.round(), session.code(), roster)
              .compose(answer -> others(session, answer, roster).map(opinions -> new Heard.Said(session, roster, answer, opinions))));
    });
  }

  /** Of what is stored already nobody else is asked. */
  private Future<List<Opinion>> others(Tracked session, Answer answer, List<Driver> roster) {
    if (session.version() == 0 || judging.caution().equals(Caution.NONE) || !(answer instanceof Answer.Published(var rows))) {
      return Future.succeededFuture(List.of());
    }
    return results.version(session.sessionId(), session.version()).map(Optional::orElseThrow)
        .compose(latest -> latest.hash().equals(new Classification(rows).fingerprint()) ? Future.succeededFuture(List.of())
            : others.of(session, rows, roster));
  }

  /** Against what is stored now. Writes nothing. */
  Future<Judgement> judge(SqlConnection tx, Heard.Said said) {
    return judging.judge(tx, said);
  }

  /**
   * Writes what a look came to: the version if there is a new one, where the result stands, and what became of a change that was held.
   *
   * @param at when the answer counts as seen
   */
  Future<Outcome> conclude(SqlConnection tx, Judgement.Usable judged, Instant at) {
    return conclude(tx, judged, at, holding::settle);
  }

  /** The same. @param settle ends what was held of the session, if anything was */
  Future<Outcome> conclude(SqlConnection tx, Judgement.Usable judged, Instant at, Holding.Settling settle) {
    var sessionId = judged.session().sessionId();
    var verdict = policy.after(judged.session().standing(), judged.seen(), at);
    boolean verified = judged.seen() == Seen.SAME || judged.seen() == Seen.CHANGED;
    var scoring = judged.isNew() ? List.of(Fantasy.score(sessionId, judged.version(), timers.instant())) : List.<Plan>of();
    return judged.add().map(version -> results.add(tx, sessionId, version)).orElseGet(Future::succeededFuture)
        .compose(v -> results.stand(tx, sessionId, verdict.standing(), judged.version(), verified, timers.instant()))
        .compose(v -> judged.rulingOver() ? rulings.end(tx, sessionId) : Future.succeededFuture())
        .compose(v -> judged.seen() == Seen.NOTHING_YET ? Future.succeededFuture(false) : settle.settle(tx, judged))
        .compose(settled -> outbox.put(tx, timers.instant(), outside(judged, verdict))
            .map(telling -> new Outcome(judged.seen(), verdict, judged.version(),
                Stream.concat(scoring.stream(), telling.stream()).toList(), settled)));
  }

  /** Writes that a change is held; what is stored stays. */
  Future<Outcome> hold(SqlConnection tx, Judgement.Held held, Instant at) {
    var session = held.session();
    var verdict = policy.after(session.standing(), Seen.HELD, at);
    return results.stand(tx, session.sessionId(), verdict.standing(), session.version(), true, timers.instant())
        .compose(v -> holding.hold(tx, held)).map(telling -> new Outcome(Seen.HELD, verdict, session.version(), telling, true));
  }

  /** The checks of a new version take the place of whatever was planned for its session, unless its season is closed. */
  Future<List<Plan>> follows(SqlConnection tx, Judgement.Usable judged, Outcome outcome) {
    return calendar.closesAt(tx, judged.session().season()).map(closesAt -> {
      var plans = new ArrayList<>(outcome.follows());
      boolean open = closesAt.filter(timers.instant()::isBefore).isPresent();
      if (open && outcome.verdict().pace() instanceof Pace.Switch(var cadence, var anchor)) {
        plans.add(new Plan(ResultPoll.subject(judged.session().sessionId()), ResultPoll.KIND, cadence, anchor, closesAt));
      }
      return List.copyOf(plans);
    });
  }

  /** Keeps why an answer was not taken. */
  Future<Void> refuse(SqlConnection tx, String sessionId, String reason) {
    LOG.warn("{}: refused: {}", sessionId, reason);
    return results.refuse(tx, sessionId, timers.instant(), source.name(), reason);
  }

  /** What those outside are told, in the words of the facts. */
  private static List<Event> outside(Judgement.Usable judged, Verdict verdict) {
    var sessionId = judged.session().sessionId();
    return switch (judged.seen()) {
      case FIRST_RESULT -> List.of(new Event(RESULT_STORED.name(), sessionId, judged.version()));
      case CHANGED -> List.of(new Event(RESULT_CORRECTED.name(), sessionId, judged.version()));
      case SAME -> verdict.pace() instanceof Pace.Switch ? List.of(new Event(RESULT_FINAL.name(), sessionId, judged.version())) : List.of();
      case NOTHING_YET, HELD -> List.of();
    };
  }

  /** After the commit. */
  void tell(String sessionId, Outcome outcome) {
    int version = outcome.version();
    switch (outcome.seen()) {
      case FIRST_RESULT -> bus.tell(RESULT_STORED, new ResultStored(sessionId, version));
      case CHANGED -> bus.tell(RESULT_CORRECTED, new ResultCorrected(sessionId, version));
      case SAME -> {
        if (outcome.verdict().pace() instanceof Pace.Switch) bus.tell(RESULT_FINAL, new ResultFinal(sessionId, version));
      }
      case NOTHING_YET, HELD -> {}
    }
    bus.tell(SESSION_CHANGED, new SessionChanged(sessionId, version));
    if (outcome.holds()) tellHolds();
  }

  /** After something was held or decided. */
  Future<Void> tellHolds() {
    return holds.countOpen().onSuccess(open -> bus.tell(HOLDS_OPEN, new HoldsOpen(open))).mapEmpty();
  }

  /** The weightiest first: who was disqualified says more than who moved up because of it. */
  static String spoken(List<Change> changes) {
    return changes.stream().sorted(Comparator.comparing(
            (Change c) -> WEIGHT.indexOf(c.field()) < 0 ? WEIGHT.size() : WEIGHT.indexOf(c.field())))
        .limit(4).map(c -> c.driver() + " " + c.field().spoken() + " " + value(c.from()) + " → " + value(c.to()))
        .collect(Collectors.joining(", "))
        + (changes.size() > 4 ? ", and " + (changes.size() - 4) + " more" : "");
  }

  private static String value(String text) {
    return text.isEmpty() ? "none" : text.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
