package dev.paddock.f1.web;

import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The contract's operations on drivers, constructors and circuits, for all to read. */
public final class CatalogueOperations {
  private final Catalogue catalogue;

  public CatalogueOperations(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("listDrivers", request -> ofSeason(request, "drivers", catalogue::drivers)),
        new Operation("listConstructors", request -> ofSeason(request, "constructors", catalogue::constructors)),
        new Operation("listCircuits", request -> ofSeason(request, "circuits", catalogue::circuits)),
        new Operation("getDriver", request -> catalogue.driver(request.text("driverId"))
            .map(found -> found.map(Answer::live).orElseGet(() -> Answer.notFound("driver " + request.text("driverId"))))));
  }

  /** Without a season that of the latest calendar. */
  private Future<Answer> ofSeason(Request request, String what, Function<Integer, ? extends Future<? extends List<?>>> read) {
    var asked = request.maybeNumber("season").map(Math::toIntExact);
    return asked.map(year -> Future.succeededFuture(Optional.of(year))).orElseGet(catalogue::latestSeason)
        .compose(season -> season.isEmpty() ? Future.succeededFuture(Answer.notFound("season yet"))
            : read.apply(season.get()).map(all -> Answer.live(Map.of("season", season.get(), what, all))));
  }
}
