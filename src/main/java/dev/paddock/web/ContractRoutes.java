package dev.paddock.web;

import dev.paddock.web.Contract.Access;
import dev.paddock.web.Problem.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Path;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The contract as routes: each operation's request is checked, handed over, and its answer sent. */
final class ContractRoutes {
  private static final int BODY_LIMIT = 64 * 1024;
  private static final String BEARER = "Bearer ";

  /** Of operations that the contract marks {@code x-signed-body}: their bytes are checked by the operation, before anybody reads them. */
  private static final int SIGNED_BODY_LIMIT = 256 * 1024;

  private final Map<String, Function<Request, Future<Answer>>> answers;
  private final Gate gate;
  private final Map<String, Access> access;
  private final Set<String> signed;

  private ContractRoutes(Contract contract, List<Operation> operations, Gate gate) {
    this.answers = operations.stream().collect(Collectors.toMap(Operation::id, Operation::answers));
    this.gate = gate;
    this.access = contract.access();
    this.signed = contract.operationsWith("x-signed-body");
  }

  /** Fails with the list when an operation of the contract has nobody who answers it, or somebody answers what is not in the contract. */
  static Router mount(Vertx vertx, Contract contract, List<Operation> operations, Gate gate) {
    return new ContractRoutes(contract, operations, gate).router(vertx, contract);
  }

  private Router router(Vertx vertx, Contract contract) {
    var builder = RouterBuilder.create(vertx, contract.routes(), RequestExtractor.withBodyHandler())
        .rootHandler(BodyHandler.create(false).setBodyLimit(SIGNED_BODY_LIMIT))
        .rootHandler(ContractRoutes::onlyJson);
    refuseGaps(contract, answers);
    for (var operation : contract.routes().operations()) {
      var route = builder.getRoute(operation.getOperationId());
      if (signed.contains(operation.getOperationId())) route.setDoValidation(false);
      route.addHandler(ctx -> answer(ctx, operation));
    }
    var router = builder.createRouter();
    contract.routes().getPaths().forEach(path -> refuseOtherMethods(router, path));
    router.route().handler(ctx -> Reply.send(ctx, Answer.notFound("resource " + ctx.request().path())));
    return router;
  }

  private static void refuseGaps(Contract contract, Map<String, Function<Request, Future<Answer>>> answers) {
    var promised = contract.routes().operations().stream()
        .map(io.vertx.openapi.contract.Operation::getOperationId).collect(Collectors.toSet());
    var missing = new TreeSet<>(promised);
    missing.removeAll(answers.keySet());
    var unknown = new TreeSet<>(answers.keySet());
    unknown.removeAll(promised);
    if (!missing.isEmpty() || !unknown.isEmpty())
      throw new IllegalStateException("openapi.yaml: nobody answers " + missing + ", not in the contract " + unknown);
  }

  // The validator would call a body of the wrong media type malformed (400).
  private static void onlyJson(RoutingContext ctx) {
    var type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || type.startsWith("application/json")) ctx.next();
    else Reply.problem(ctx, Problem.of(Kind.UNSUPPORTED_MEDIA, "This is " + type.lines().findFirst().orElse("") + "."));
  }

  private void answer(RoutingContext ctx, io.vertx.openapi.contract.Operation operation) {
    var id = operation.getOperationId();
    if (!signed.contains(id) && ctx.body().length() > BODY_LIMIT) {
      Reply.problem(ctx, Problem.of(Kind.TOO_LARGE));
      return;
    }
    var known = operation.getParameters().stream().filter(p -> p.getIn() == Location.QUERY)
        .map(p -> p.getName()).collect(Collectors.toSet());
    var unknown = ctx.queryParams().names().stream().filter(name -> !known.contains(name)).findFirst();
    if (unknown.isPresent()) {
      Reply.problem(ctx, Problem.malformed(unknown.get(), "This operation has no such parameter."));
      return;
    }
    caller(ctx, access.get(id)).compose(asking -> switch (asking) {
      case Asking.Refused(var problem) -> Future.succeededFuture((Answer) new Answer.Refused(problem));
      case Asking.Let(var caller) -> answers.get(id).apply(request(ctx, operation, caller));
    }).onSuccess(answer -> Reply.send(ctx, answer)).onFailure(ctx::fail);
  }

  /** Whether an operation may be called, and by whom. */
  private sealed interface Asking {
    record Let(Optional<Caller> caller) implements Asking {}

    record Refused(Problem problem) implements Asking {}
  }

  private Future<Asking> caller(RoutingContext ctx, Access access) {
    if (access == Access.OPEN) return Future.succeededFuture(new Asking.Let(Optional.empty()));
    var header = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) return Future.succeededFuture(access == Access.KNOWN ? new Asking.Let(Optional.empty())
        : new Asking.Refused(Problem.of(Kind.UNAUTHENTICATED, "Send the header Authorization: Bearer <token>.")));
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Future.succeededFuture(new Asking.Refused(Problem.of(Kind.UNAUTHENTICATED, "That is no bearer token.")));
    }
    return gate.admit(header.substring(BEARER.length()).strip()).map(admission -> switch (admission) {
      case Gate.Admission.Refused(var problem) -> new Asking.Refused(problem);
      case Gate.Admission.Known(var caller) when access == Access.ADMIN && !caller.admin() ->
          new Asking.Refused(Problem.of(Kind.FORBIDDEN, "This operation is for administrators."));
      case Gate.Admission.Known(var caller) when access == Access.USER && caller.user() == 0 ->
          new Asking.Refused(Problem.of(Kind.FORBIDDEN, "This operation is about the caller's own account, and the operator has none."));
      case Gate.Admission.Known(var caller) -> new Asking.Let(Optional.of(caller));
    });
  }

  private Request request(RoutingContext ctx, io.vertx.openapi.contract.Operation operation, Optional<Caller> caller) {
    var body = ctx.body().buffer() == null ? Buffer.buffer() : ctx.body().buffer();
    var headers = ctx.request().headers().entries().stream()
        .collect(Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (first, again) -> first));
    ValidatedRequest validated = ctx.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    if (validated == null) return new Request(Map.copyOf(ctx.pathParams()), headers, body, caller, ctx.request().remoteAddress().hostAddress());
    var parameters = new HashMap<String, Object>();
    for (var parameter : operation.getParameters()) {
      var given = (parameter.getIn() == Location.PATH ? validated.getPathParameters() : validated.getQuery()).get(parameter.getName());
      var value = given == null || given.isNull() ? parameter.getSchema().get("default") : given.get();
      if (value != null) parameters.put(parameter.getName(), value);
    }
    return new Request(Map.copyOf(parameters), headers, body, caller, ctx.request().remoteAddress().hostAddress());
  }

  private static void refuseOtherMethods(Router router, Path path) {
    var allowed = path.getOperations().stream().map(o -> o.getHttpMethod().name()).sorted().collect(Collectors.joining(", "));
    router.route(path.getName().replaceAll("\\{(.*?)}", ":$1")).handler(ctx -> {
      ctx.response().putHeader(HttpHeaders.ALLOW, allowed);
      Reply.problem(ctx, Problem.of(Kind.METHOD_NOT_ALLOWED));
    });
  }
}
