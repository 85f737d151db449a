package dev.paddock.f1;

import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.session.ComputedResult;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.sources.Classified;
import dev.paddock.f1.rules.sources.Precedence;
import dev.paddock.f1.store.CoverageStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.SessionReads;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Puts a result that follows from laps beside the official one, and keeps where they contradict each other. */
record SecondOpinion(ResultStore results, SessionReads reads, CoverageStore coverage, DisagreementStore disagreements,
    Precedence precedence) {
  private static final List<String> FIELDS = List.of("position", "gap", "laps", "q1", "q2", "q3");

  /** After the official one came or changed. */
  Future<Void> compare(String sessionId, Instant at) {
    return reads.computed(sessionId).compose(places -> places.isEmpty() ? Future.succeededFuture()
        : reads.looked(sessionId, DataKind.RESULTS).compose(looked -> coverage.put(List.of(),
            tx -> compare(tx, sessionId, looked.map(Coverage::source).orElse(Locating.ARCHIVE), places, at))));
  }

  /** Of a session without an official result there is nothing to say. @param source of the places */
  Future<Void> compare(SqlConnection tx, String sessionId, String source, List<ComputedResult> places, Instant at) {
    return results.session(tx, sessionId).compose(session -> session.isEmpty() ? Future.succeededFuture()
        : results.version(tx, sessionId, session.get().version()).compose(official -> official.isEmpty() ? Future.succeededFuture()
            : compare(tx, sessionId, source, places, official.get(), at)));
  }

  private Future<Void> compare(SqlConnection tx, String sessionId, String source, List<ComputedResult> places, ResultStore.Version official,
      Instant at) {
    var cars = official.result().cars();
    var drivers = cars.stream().collect(Collectors.toMap(CarResult::number, CarResult::driverId, (one, other) -> one));
    long within = source.equals(SecondSource.NAME) ? 0 : Classified.LIVE_TIMING_MS;
    var said = new ArrayList<>(Classified.by(official.source(), cars));
    said.addAll(Classified.by(source, places, drivers, within));
    return disagreements.settle(tx, List.of(sessionId), FIELDS, precedence.judge(sessionId, said).against(), at);
  }
}
