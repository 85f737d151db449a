package dev.paddock.ops.web;

import dev.paddock.ops.store.Backlog.Delivery;
import dev.paddock.ops.store.ResultReads.Correction;
import dev.paddock.ops.store.ResultReads.Mark;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The contract's operations of the console. The contract guards them. */
public final class ConsoleOperations {
  private final StoredConsole console;
  private final Seal seal;
  private final InstantSource clock;

  public ConsoleOperations(StoredConsole console, Seal seal, InstantSource clock) {
    this.console = console;
    this.seal = seal;
    this.clock = clock;
  }

  /** @param next null on the last page */
  private record Corrections(List<Correction> corrections, String next) {}

  private record Deliveries(List<Delivery> deliveries, String next) {}

  public List<Operation> list() {
    return List.of(
        new Operation("getOverview", request -> console.overview(clock.instant()).map(Answer::personal)),
        new Operation("listTraffic", request -> console.providers(clock.instant()).map(list -> Answer.personal(Map.of("providers", list)))),
        new Operation("listNodes", request -> console.nodes(clock.instant(), request.count("limit"))
            .map(list -> Answer.personal(Map.of("nodes", list)))),
        new Operation("listVerifications", request -> console.verifications(request.count("limit"))
            .map(list -> Answer.personal(Map.of("verifications", list)))),
        new Operation("listFoundCorrections", this::corrections),
        new Operation("listAllDeliveries", this::deliveries));
  }

  private Future<Answer> corrections(Request request) {
    int limit = request.count("limit");
    return page(request, "corrections found", ConsoleOperations::mark, before -> console.reads().results().corrections(before, limit)
        .map(list -> new Corrections(list, list.size() < limit ? null
            : seal.close("corrections found", list.getLast().at() + "~" + list.getLast().subject()))));
  }

  private Future<Answer> deliveries(Request request) {
    int limit = request.count("limit");
    return page(request, "deliveries", Long::valueOf, before -> console.reads().backlog().deliveries(request.text("state"), before, limit)
        .map(list -> new Deliveries(list, list.size() < limit ? null : seal.close("deliveries", "" + list.getLast().id()))));
  }

  private <T> Future<Answer> page(Request request, String purpose, Function<String, T> place, Function<Optional<T>, Future<?>> page) {
    var given = request.maybeText("cursor");
    var after = given.flatMap(text -> seal.open(purpose, text)).map(place);
    if (given.isPresent() && after.isEmpty()) {
      return Future.succeededFuture(Answer.malformed("cursor", "Not the next of an earlier answer."));
    }
    return page.apply(after).map(Answer::personal);
  }

  private static Mark mark(String text) {
    var parts = text.split("~", 2);
    return new Mark(Instant.parse(parts[0]), parts[1]);
  }
}
