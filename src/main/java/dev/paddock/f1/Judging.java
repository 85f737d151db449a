package dev.paddock.f1;

import dev.paddock.f1.ResultIntake.Heard;
import dev.paddock.f1.provider.ResultsSource.Answer;
import dev.paddock.f1.rules.Calendar.Driver;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Caution;
import dev.paddock.f1.rules.Caution.Doubt;
import dev.paddock.f1.rules.Classification;
import dev.paddock.f1.rules.ResultDiff;
import dev.paddock.f1.rules.ResultDiff.Change;
import dev.paddock.f1.rules.Ruling;
import dev.paddock.f1.rules.Validation;
import dev.paddock.f1.rules.Validation.Skipped;
import dev.paddock.f1.rules.sources.Agreement;
import dev.paddock.f1.rules.sources.Classified;
import dev.paddock.f1.store.HoldStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.ResultStore.Tracked;
import dev.paddock.f1.store.ResultStore.Version;
import dev.paddock.f1.store.RulingStore;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer of the source against what is stored, and what may come of it. Writes nothing. */
record Judging(String source, ResultStore results, HoldStore holds, RulingStore rulings, Caution caution, Timers timers) {
  private static final Logger LOG = LoggerFactory.getLogger(Judging.class);

  /** What is stored of a session. @param latest empty before the first version */
  private record Stored(Tracked session, Optional<Version> latest, Optional<Ruling> ruling) {}

  /** Keeps others from writing the session's result until this transaction is over. */
  Future<Judgement> judge(SqlConnection tx, Heard.Said said) {
    var sessionId = said.session().sessionId();
    return results.lock(tx, sessionId).map(Optional::orElseThrow)
        .compose(session -> results.version(tx, sessionId, session.version())
            .compose(latest -> rulings.get(tx, sessionId).map(ruling -> new Stored(session, latest, ruling))))
        .compose(stored -> switch (said.answer()) {
          case Answer.Later(var until, var why) -> Future.succeededFuture(new Judgement.Later(until, why));
          case Answer.Unreachable(var why) -> Future.succeededFuture(new Judgement.Unreachable(why));
          case Answer.Malformed(var why) -> Future.succeededFuture(new Judgement.Refused(why));
          case Answer.NotYet() -> Future.succeededFuture(nothingYet(stored));
          case Answer.Published(var rows) -> published(tx, stored, said, rows);
        });
  }

  private static Judgement nothingYet(Stored stored) {
    var session = stored.session;
    if (stored.latest.isEmpty()) return Judgement.Usable.nothing(session);
    return stored.ruling.filter(ruling -> ruling.sourceSaid().isEmpty()).isPresent()
        ? Judgement.Usable.same(session, "version " + session.version() + " stands as entered; the source has nothing yet")
        : new Judgement.Refused("the source shows no result any more; version " + session.version() + " stays");
  }

  private Future<Judgement> published(SqlConnection tx, Stored stored, Heard.Said said, List<CarResult> rows) {
    var known = new HashSet<String>();
    said.roster().stream().map(Driver::driverId).forEach(known::add);
    // Without a list of drivers nobody can be told to be a stranger.
    return switch (Validation.of(rows, driver -> known.isEmpty() || known.contains(driver), stored.latest.map(Version::result))) {
      case Validation.Refused(var reason) -> Future.succeededFuture(new Judgement.Refused(reason));
      case Validation.Accepted(var result, var skipped) -> {
        skipped.forEach(row -> LOG.warn("{}: {} left out: {}", stored.session.sessionId(), row.driver(), row.reason()));
        yield stored.latest.isEmpty()
            ? Future.succeededFuture(Judgement.Usable.first(stored.session, version(1, result, List.of(), skipped)))
            : compare(tx, stored, said, result, skipped);
      }
    };
  }

  private Future<Judgement> compare(SqlConnection tx, Stored stored, Heard.Said said, Classification result, List<Skipped> skipped) {
    var session = stored.session;
    var before = stored.latest.orElseThrow().result();
    var word = stored.ruling.map(ruling -> ruling.against(before, result));
    return switch (ResultDiff.between(before, result)) {
      case ResultDiff.Same() -> Future.succeededFuture(ending(word,
          Judgement.Usable.same(session, "version " + session.version() + " stands")));
      case ResultDiff.Changed(var changes) when word.filter(Ruling.Word.STANDS::equals).isPresent() -> Future.succeededFuture(
          Judgement.Usable.same(session, "version " + session.version() + " stands as entered; the source says what it said before"));
      case ResultDiff.Changed(var changes) -> {
        var next = version(session.version() + 1, result, changes, skipped);
        var doubts = doubts(word, session, before, said, next);
        yield doubts.isEmpty() ? Future.succeededFuture(ending(word, Judgement.Usable.changed(session, next)))
            : holds.rejected(tx, session.sessionId(), next.hash()).map(rejected -> rejected
                ? Judgement.Usable.same(session, "version " + session.version() + " stands; what the source says was rejected")
                : new Judgement.Held(session, next, doubts));
      }
    };
  }

  private List<Doubt> doubts(Optional<Ruling.Word> word, Tracked session, Classification before, Heard.Said said, Version next) {
    if (word.isPresent()) return word.get() == Ruling.Word.CONTRADICTED ? List.of(Doubt.OVERRULED) : List.of();
    var doubts = caution.about(session.standing(), before, next.result());
    return doubts.isEmpty() || confirmed(said, next) ? List.of() : doubts;
  }

  private static boolean confirmed(Heard.Said said, Version next) {
    var proposed = Classified.by(next.source(), next.result().cars());
    return said.others().stream().anyMatch(other -> Agreement.with(next.changes(), proposed, other.says()));
  }

  private static Judgement ending(Optional<Ruling.Word> word, Judgement.Usable usable) {
    return word.filter(w -> w == Ruling.Word.AGREES || w == Ruling.Word.RELEASED).isPresent() ? usable.endingRuling() : usable;
  }

  private Version version(int number, Classification result, List<Change> changes, List<Skipped> skipped) {
    return new Version(number, result.fingerprint(), source, timers.instant(), result, changes, skipped);
  }
}
