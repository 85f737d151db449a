package dev.paddock.web;

import dev.paddock.web.Problem.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.openapi.contract.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The contract as routes: each operation behind its own reception. */
final class ContractRoutes {
  private ContractRoutes() {}

  /** Fails with the list when an operation of the contract has nobody who answers it, or somebody answers what is not in the contract. */
  static Router mount(Vertx vertx, Contract contract, List<Operation> operations, Reception.House house) {
    refuseGaps(contract, operations);
    var answering = operations.stream().collect(Collectors.toMap(Operation::id, Function.identity()));
    var terms = contract.terms();
    var router = Router.router(vertx);
    for (var path : contract.routes().getPaths()) {
      for (var promised : path.getOperations()) {
        var id = promised.getOperationId();
        router.route(promised.getHttpMethod(), route(path))
            .handler(new Reception(vertx, answering.get(id), terms.get(id), RequestCheck.of(contract, promised), house)::receive);
      }
    }
    contract.routes().getPaths().forEach(path -> refuseOtherMethods(router, path));
    router.route().handler(ctx -> Reply.send(ctx, Answer.notFound("resource " + ctx.request().path())));
    return router;
  }

  private static void refuseGaps(Contract contract, List<Operation> operations) {
    var promised = contract.terms().keySet();
    var answered = operations.stream().map(Operation::id).collect(Collectors.toSet());
    var missing = new TreeSet<>(promised);
    missing.removeAll(answered);
    var unknown = new TreeSet<>(answered);
    unknown.removeAll(promised);
    if (!missing.isEmpty() || !unknown.isEmpty())
      throw new IllegalStateException("openapi.yaml: nobody answers " + missing + ", not in the contract " + unknown);
  }

  private static void refuseOtherMethods(Router router, Path path) {
    var allowed = path.getOperations().stream().map(o -> o.getHttpMethod().name()).sorted().collect(Collectors.joining(", "));
    router.route(route(path)).handler(ctx -> {
      ctx.response().putHeader(HttpHeaders.ALLOW, allowed);
      Reply.problem(ctx, Problem.of(Kind.METHOD_NOT_ALLOWED));
    });
  }

  private static String route(Path path) {
    return path.getName().replaceAll("\\{(.*?)}", ":$1");
  }
}
