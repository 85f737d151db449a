package dev.paddock.f1;

import static dev.paddock.f1.contract.Formula1.RESULT_CORRECTED;
import static dev.paddock.f1.contract.Formula1.RESULT_FINAL;
import static dev.paddock.f1.contract.Formula1.RESULT_STORED;
import static dev.paddock.f1.contract.Formula1.SESSION_CHANGED;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.db.Outbox;
import dev.paddock.db.Outbox.Event;
import dev.paddock.f1.contract.Formula1.ResultCorrected;
import dev.paddock.f1.contract.Formula1.ResultFinal;
import dev.paddock.f1.contract.Formula1.ResultStored;
import dev.paddock.f1.contract.Formula1.SessionChanged;
import dev.paddock.f1.provider.ResultsSource;
import dev.paddock.f1.provider.ResultsSource.Answer;
import dev.paddock.f1.rules.Calendar.Driver;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.ResultDiff;
import dev.paddock.f1.rules.ResultDiff.Change;
import dev.paddock.f1.rules.ResultDiff.Field;
import dev.paddock.f1.rules.Validation;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.rules.VerificationPolicy.Pace;
import dev.paddock.f1.rules.VerificationPolicy.Seen;
import dev.paddock.f1.rules.VerificationPolicy.Verdict;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.ResultStore.Tracked;
import dev.paddock.f1.store.ResultStore.Version;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at one session's result: fetch, validate, compare, and commit what follows with the end of the slot. */
final class ResultPoll {
  private static final Logger LOG = LoggerFactory.getLogger(ResultPoll.class);

  static final String KIND = "f1.result";
  private static final String SUBJECT = "result:";

  /** A slot that was worked on within a minute counts as worked on when it was due, so that checks stay at their full hours. */
  private static final Duration PUNCTUAL = Duration.ofMinutes(1);

  private static final List<Field> WEIGHT = List.of(Field.STATUS, Field.CAR, Field.GRID, Field.POSITION, Field.POINTS, Field.FASTEST_LAP);

  private final Bus bus;
  private final ResultsSource source;
  private final ResultStore results;
  private final CalendarStore calendar;
  private final Closing closing;
  private final Outbox outbox;
  private final Timers timers;
  private final VerificationPolicy policy;

  ResultPoll(Bus bus, ResultsSource source, ResultStore results, CalendarStore calendar,
      Closing closing, Outbox outbox, Timers timers, VerificationPolicy policy) {
    this.bus = bus;
    this.source = source;
    this.results = results;
    this.calendar = calendar;
    this.closing = closing;
    this.outbox = outbox;
    this.timers = timers;
    this.policy = policy;
  }

  static String subject(String sessionId) {
    return SUBJECT + sessionId;
  }

  Future<SlotEnded> run(Claim claim) {
    var sessionId = claim.plan().subject().substring(SUBJECT.length());
    return results.session(sessionId).compose(found -> {
      if (found.isEmpty()) return closing.close(claim, new Ending.Stop("no session " + sessionId));
      var session = found.get();
      if (session.cancelled()) return closing.close(claim, new Ending.Stop("cancelled"));
      if (!source.offers(session.code())) return closing.close(claim,
          new Ending.Stop(source.name() + " has no results of " + session.code().spoken()));
      return calendar.roster(session.season())
          .compose(roster -> source.result(session.season(), session.round(), session.code(), roster)
              .compose(answer -> close(claim, session, roster, answer)));
    });
  }

  /** What a look came to, beside how its slot ends. */
  private record Outcome(Seen seen, Verdict verdict, int version) {}

  private Future<SlotEnded> close(Claim claim, Tracked session, List<Driver> roster, Answer answer) {
    var told = new Outcome[1];
    return closing.close(claim, tx -> take(tx, claim, session.sessionId(), roster, answer, told))
        .onSuccess(ended -> tell(session.sessionId(), told[0]));
  }

  private Future<Closure> take(SqlConnection tx, Claim claim, String sessionId, List<Driver> roster, Answer answer, Outcome[] told) {
    return results.session(tx, sessionId).map(Optional::orElseThrow)
        .compose(session -> results.version(tx, sessionId, session.version()).compose(before -> switch (answer) {
          case Answer.Later(var until, var why) -> ends(new Ending.Defer(until, why));
          case Answer.Unreachable(var why) -> ends(new Ending.Retry(why));
          case Answer.Malformed(var why) -> refuse(tx, session, why);
          case Answer.NotYet() when before.isPresent() ->
              refuse(tx, session, "the source shows no result any more; version " + session.version() + " stays");
          case Answer.NotYet() -> conclude(tx, claim, session, Seen.NOTHING_YET, session.version(), "no result yet", told);
          case Answer.Published(var rows) -> compare(tx, claim, session, before, rows, roster, told);
        }));
  }

  private Future<Closure> compare(SqlConnection tx, Claim claim, Tracked session, Optional<Version> before,
      List<CarResult> rows, List<Driver> roster, Outcome[] told) {
    var known = roster.stream().map(Driver::driverId).collect(Collectors.toSet());
    return switch (Validation.of(rows, known::contains, before.map(Version::result))) {
      case Validation.Refused(var reason) -> refuse(tx, session, reason);
      case Validation.Accepted(var result, var skipped) -> {
        skipped.forEach(row -> LOG.warn("{}: {} left out: {}", session.sessionId(), row.driver(), row.reason()));
        if (before.isEmpty()) {
          var first = new Version(1, result.fingerprint(), source.name(), timers.instant(), result, List.of(), skipped);
          yield results.add(tx, session.sessionId(), first)
              .compose(v -> conclude(tx, claim, session, Seen.FIRST_RESULT, 1, "result of " + result.cars().size() + " cars", told));
        }
        yield switch (ResultDiff.between(before.get().result(), result)) {
          case ResultDiff.Same() ->
              conclude(tx, claim, session, Seen.SAME, session.version(), "version " + session.version() + " stands", told);
          case ResultDiff.Changed(var changes) -> {
            var next = new Version(session.version() + 1, result.fingerprint(), source.name(), timers.instant(), result, changes, skipped);
            yield results.add(tx, session.sessionId(), next)
                .compose(v -> conclude(tx, claim, session, Seen.CHANGED, next.version(),
                    "version " + next.version() + ": " + spoken(changes), told));
          }
        };
      }
    };
  }

  private Future<Closure> conclude(SqlConnection tx, Claim claim, Tracked session, Seen seen, int version, String note, Outcome[] told) {
    var at = seenAt(claim);
    var verdict = policy.after(session.standing(), seen, at);
    told[0] = new Outcome(seen, verdict, version);
    boolean stored = seen == Seen.FIRST_RESULT || seen == Seen.CHANGED;
    var ending = switch (verdict.pace()) {
      case Pace.Keep() -> new Ending.Next(stored, note);
      case Pace.Switch(var cadence, var anchor) ->
          new Ending.Follow(cadence, anchor, stored, cadence.equals(VerificationPolicy.WATCH) ? note + ": final" : note);
    };
    var scoring = stored ? List.of(Fantasy.score(session.sessionId(), version, timers.instant())) : List.<Plan>of();
    return results.stand(tx, session.sessionId(), verdict.standing(), version, seen == Seen.SAME || seen == Seen.CHANGED, timers.instant())
        .compose(v -> outbox.put(tx, timers.instant(), outside(session.sessionId(), told[0])))
        .map(telling -> new Closure(ending, Stream.concat(scoring.stream(), telling.stream()).toList()));
  }

  /** What those outside are told, in the words of the facts. */
  private static List<Event> outside(String sessionId, Outcome outcome) {
    return switch (outcome.seen()) {
      case FIRST_RESULT -> List.of(new Event(RESULT_STORED.name(), sessionId, outcome.version()));
      case CHANGED -> List.of(new Event(RESULT_CORRECTED.name(), sessionId, outcome.version()));
      case SAME -> outcome.verdict().pace() instanceof Pace.Switch
          ? List.of(new Event(RESULT_FINAL.name(), sessionId, outcome.version())) : List.of();
      case NOTHING_YET -> List.of();
    };
  }

  private Instant seenAt(Claim claim) {
    var now = timers.instant();
    return Duration.between(claim.dueAt(), now).compareTo(PUNCTUAL) < 0 ? claim.dueAt() : now;
  }

  private Future<Closure> refuse(SqlConnection tx, Tracked session, String reason) {
    LOG.warn("{}: refused: {}", session.sessionId(), reason);
    return results.refuse(tx, session.sessionId(), timers.instant(), source.name(), reason)
        .compose(v -> ends(new Ending.Retry("refused: " + reason)));
  }

  private static Future<Closure> ends(Ending ending) {
    return Future.succeededFuture(new Closure(ending, List.of()));
  }

  /** The weightiest first: who was disqualified says more than who moved up because of it. */
  private static String spoken(List<Change> changes) {
    return changes.stream().sorted(Comparator.comparing(
            (Change c) -> WEIGHT.indexOf(c.field()) < 0 ? WEIGHT.size() : WEIGHT.indexOf(c.field())))
        .limit(4).map(c -> c.driver() + " " + c.field().spoken() + " " + value(c.from()) + " → " + value(c.to()))
        .collect(Collectors.joining(", "))
        + (changes.size() > 4 ? ", and " + (changes.size() - 4) + " more" : "");
  }

  private static String value(String text) {
    return text.isEmpty() ? "none" : text.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void tell(String sessionId, Outcome outcome) {
    if (outcome == null) return;
    int version = outcome.version();
    switch (outcome.seen()) {
      case FIRST_RESULT -> bus.tell(RESULT_STORED, new ResultStored(sessionId, version));
      case CHANGED -> bus.tell(RESULT_CORRECTED, new ResultCorrected(sessionId, version));
      case SAME -> {
        if (outcome.verdict().pace() instanceof Pace.Switch) bus.tell(RESULT_FINAL, new ResultFinal(sessionId, version));
      }
      case NOTHING_YET -> {}
    }
    bus.tell(SESSION_CHANGED, new SessionChanged(sessionId, version));
  }
}
