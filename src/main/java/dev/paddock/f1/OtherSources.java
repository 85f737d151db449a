package dev.paddock.f1;

import dev.paddock.f1.provider.ResultsSource;
import dev.paddock.f1.provider.ResultsSource.Answer;
import dev.paddock.f1.rules.Calendar.Driver;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.sources.Classified;
import dev.paddock.f1.rules.sources.Statement;
import dev.paddock.f1.store.ResultStore.Tracked;
import dev.paddock.f1.store.SessionReads;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What others than the source of results say of a session: the places that follow from its laps, where it was imported, and a second
 * provider, where there is one.
 */
record OtherSources(SessionReads reads, Optional<ResultsSource> second) {
  /** What one of them says; nothing where it cannot be heard. */
  record Opinion(String source, List<Statement> says) {
    Opinion {
      says = List.copyOf(says);
    }
  }

  /** @param rows of the answer that is in question: they tell who drove which car */
  Future<List<Opinion>> of(Tracked session, List<CarResult> rows, List<Driver> roster) {
    return Future.all(computed(session, rows), second(session, roster)).map(both ->
        Stream.of(both.<Optional<Opinion>>resultAt(0), both.<Optional<Opinion>>resultAt(1)).flatMap(Optional::stream).toList());
  }

  private Future<Optional<Opinion>> computed(Tracked session, List<CarResult> rows) {
    var drivers = rows.stream().collect(Collectors.toMap(CarResult::number, CarResult::driverId, (one, other) -> one));
    return reads.computed(session.sessionId()).compose(places -> places.isEmpty() ? Future.succeededFuture(Optional.empty())
        : reads.looked(session.sessionId(), DataKind.RESULTS).map(looked -> {
          var source = looked.map(Coverage::source).orElse(Locating.ARCHIVE);
          long within = source.equals(SecondSource.NAME) ? 0 : Classified.LIVE_TIMING_MS;
          return Optional.of(new Opinion(source, Classified.by(source, places, drivers, within)));
        }));
  }

  private Future<Optional<Opinion>> second(Tracked session, List<Driver> roster) {
    if (second.isEmpty() || !second.get().offers(session.code())) return Future.succeededFuture(Optional.empty());
    var source = second.get();
    return source.result(session.season(), session.round(), session.code(), roster)
        .map(answer -> answer instanceof Answer.Published(var rows)
        ? Optional.of(new Opinion(source.name(), Classified.by(source.name(), rows))) : Optional.empty());
  }
}
