package dev.paddock.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A contract of a few operations, one of each kind, behind a door. {@code user-7} is user 7's token. */
final class SmallSite {
  static final Gate GATE = token -> Future.succeededFuture(token.matches("user-\\d+")
      ? new Gate.Admission.Known(new Caller(Long.parseLong(token.substring(5)), Optional.empty(), false))
      : new Gate.Admission.Refused(Problem.of(Problem.Kind.UNAUTHENTICATED, "That token is not known here.")));

  private SmallSite() {}

  record Thing(String name) {}

  /** @param special answers of operations; the others say what they are called */
  static ContractClient open(Vertx vertx, Door door, Map<String, Function<Request, Future<Answer>>> special) {
    return open(vertx, GATE, door, special);
  }

  /** @param gate instead of {@link #GATE} */
  static ContractClient open(Vertx vertx, Gate gate, Door door, Map<String, Function<Request, Future<Answer>>> special) {
    var contract = Contract.load(vertx, "small.yaml").await();
    List<Operation> operations = new ArrayList<>();
    for (var id : contract.terms().keySet()) {
      operations.add(new Operation(id, special.getOrDefault(id, request -> Future.succeededFuture(Answer.live(new Thing(id))))));
    }
    var router = Router.router(vertx);
    Failures.mount(router);
    router.route().handler(RequestScope::open);
    router.route(Contract.BASE + "/*").handler(door.origins()::handle).subRouter(ContractRoutes.mount(vertx, contract, operations,
        new Reception.House(new Guard(gate), door.limits(), door.proxies(), new Once(door.repeats()), () -> Instant.EPOCH)));
    var port = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await().actualPort();
    return ContractClient.of(vertx, port, contract);
  }
}
