package dev.paddock.f1;

import static dev.paddock.f1.contract.Formula1.RESULT_CORRECTED;
import static dev.paddock.f1.contract.Formula1.RESULT_FINAL;
import static dev.paddock.f1.contract.Formula1.RESULT_STORED;
import static dev.paddock.f1.contract.Formula1.SESSION_CHANGED;

import dev.paddock.bus.Bus;
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
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session's result from the source into the database: ask, validate, compare, add a version, say so. Whoever looks decides when. */
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

  ResultIntake(Bus bus, ResultsSource source, ResultStore results, CalendarStore calendar, Outbox outbox, Timers timers,
      VerificationPolicy policy) {
    this.bus = bus;
    this.source = source;
    this.results = results;
    this.calendar = calendar;
    this.outbox = outbox;
    this.timers = timers;
    this.policy = policy;
  }

  /** What asking came to. */
  sealed interface Heard {
    /** There is nothing to ask for. */
    record NotAsked(String why) implements Heard {}

    record Said(Tracked session, List<Driver> roster, Answer answer) implements Heard {}
  }

  /** What an answer is against what is stored. */
  sealed interface Judgement {
    record Later(Instant until, String why) implements Judgement {}

    record Unreachable(String why) implements Judgement {}

    record Refused(String why) implements Judgement {}

    /** @param version with this look; @param add empty: there is nothing new; @param note for people */
    record Usable(Tracked session, Seen seen, int version, Optional<Version> add, String note) implements Judgement {
      boolean isNew() {
        return add.isPresent();
      }
    }
  }

  /** What a look came to. @param follows scoring, and telling those outside */
  record Outcome(Seen seen, Verdict verdict, int version, List<Plan> follows) {}

  Future<Heard> ask(String sessionId) {
    return results.session(sessionId).compose(found -> {
      if (found.isEmpty()) return Future.succeededFuture(new Heard.NotAsked("no session " + sessionId));
      var session = found.get();
      if (session.cancelled()) return Future.succeededFuture(new Heard.NotAsked("cancelled"));
      if (!source.offers(session.code())) return Future.succeededFuture(
          new Heard.NotAsked(source.name() + " has no results of " + session.code().spoken()));
      return calendar.roster(session.season()).compose(roster ->
          source.result(session.season(), session.round(), session.code(), roster).map(answer -> new Heard.Said(session, roster, answer)));
    });
  }

  /** Against what is stored now. Writes nothing. */
  Future<Judgement> judge(SqlConnection tx, Heard.Said said) {
    var sessionId = said.session().sessionId();
    return results.session(tx, sessionId).map(Optional::orElseThrow)
        .compose(session -> results.version(tx, sessionId, session.version()).map(before -> switch (said.answer()) {
          case Answer.Later(var until, var why) -> new Judgement.Later(until, why);
          case Answer.Unreachable(var why) -> new Judgement.Unreachable(why);
          case Answer.Malformed(var why) -> new Judgement.Refused(why);
          case Answer.NotYet() when before.isPresent() ->
              new Judgement.Refused("the source shows no result any more; version " + session.version() + " stays");
          case Answer.NotYet() -> new Judgement.Usable(session, Seen.NOTHING_YET, session.version(), Optional.empty(), "no result yet");
          case Answer.Published(var rows) -> compare(session, before, rows, said.roster());
        }));
  }

  private Judgement compare(Tracked session, Optional<Version> before, List<CarResult> rows, List<Driver> roster) {
    var known = new HashSet<String>();
    roster.forEach(driver -> known.add(driver.driverId()));
    // Without a list of drivers nobody can be told to be a stranger.
    return switch (Validation.of(rows, driver -> known.isEmpty() || known.contains(driver), before.map(Version::result))) {
      case Validation.Refused(var reason) -> new Judgement.Refused(reason);
      case Validation.Accepted(var result, var skipped) -> {
        skipped.forEach(row -> LOG.warn("{}: {} left out: {}", session.sessionId(), row.driver(), row.reason()));
        if (before.isEmpty()) {
          var first = new Version(1, result.fingerprint(), source.name(), timers.instant(), result, List.of(), skipped);
          yield new Judgement.Usable(session, Seen.FIRST_RESULT, 1, Optional.of(first), "result of " + result.cars().size() + " cars");
        }
        yield switch (ResultDiff.between(before.get().result(), result)) {
          case ResultDiff.Same() -> new Judgement.Usable(session, Seen.SAME, session.version(), Optional.empty(),
              "version " + session.version() + " stands");
          case ResultDiff.Changed(var changes) -> {
            var next = new Version(session.version() + 1, result.fingerprint(), source.name(), timers.instant(), result, changes, skipped);
            yield new Judgement.Usable(session, Seen.CHANGED, next.version(), Optional.of(next),
                "version " + next.version() + ": " + spoken(changes));
          }
        };
      }
    };
  }

  /**
   * Writes what a look came to: the version if there is a new one, and where the result stands.
   *
   * @param at when the answer counts as seen
   */
  Future<Outcome> conclude(SqlConnection tx, Judgement.Usable judged, Instant at) {
    var sessionId = judged.session().sessionId();
    var verdict = policy.after(judged.session().standing(), judged.seen(), at);
    boolean verified = judged.seen() == Seen.SAME || judged.seen() == Seen.CHANGED;
    var scoring = judged.isNew() ? List.of(Fantasy.score(sessionId, judged.version(), timers.instant())) : List.<Plan>of();
    return judged.add().map(version -> results.add(tx, sessionId, version)).orElseGet(Future::succeededFuture)
        .compose(v -> results.stand(tx, sessionId, verdict.standing(), judged.version(), verified, timers.instant()))
        .compose(v -> outbox.put(tx, timers.instant(), outside(judged, verdict)))
        .map(telling -> new Outcome(judged.seen(), verdict, judged.version(),
            Stream.concat(scoring.stream(), telling.stream()).toList()));
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
      case NOTHING_YET -> List.of();
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
      case NOTHING_YET -> {}
    }
    bus.tell(SESSION_CHANGED, new SessionChanged(sessionId, version));
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
