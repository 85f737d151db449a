package dev.paddock.web;

import dev.paddock.web.Contract.Access;
import dev.paddock.web.Gate.Admission;
import dev.paddock.web.Problem.Kind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Asks who comes, and lets in whom the contract lets. */
final class Guard {
  private static final String BEARER = "Bearer ";

  private final Gate gate;

  Guard(Gate gate) {
    this.gate = gate;
  }

  /** Whether an operation may be called, and by whom. */
  sealed interface Asking {
    record Let(Optional<Caller> caller) implements Asking {}

    record Refused(Problem problem) implements Asking {}
  }

  Future<Asking> ask(HttpServerRequest request, Access access) {
    if (access == Access.OPEN) return Future.succeededFuture(new Asking.Let(Optional.empty()));
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) return Future.succeededFuture(access == Access.KNOWN ? new Asking.Let(Optional.empty())
        : new Asking.Refused(Problem.of(Kind.UNAUTHENTICATED, "Send the header Authorization: Bearer <token>.")));
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Future.succeededFuture(new Asking.Refused(Problem.of(Kind.UNAUTHENTICATED, "That is no bearer token.")));
    }
    return OwnLoop.back(gate.admit(header.substring(BEARER.length()).strip())).map(admission -> asking(admission, access));
  }

  private static Asking asking(Admission admission, Access access) {
    return switch (admission) {
      case Admission.Refused(var problem) -> new Asking.Refused(problem);
      case Admission.Known(var caller) when access == Access.ADMIN && !caller.admin() ->
          new Asking.Refused(Problem.of(Kind.FORBIDDEN, "This operation is for administrators."));
      case Admission.Known(var caller) when access == Access.USER && caller.user() == 0 ->
          new Asking.Refused(Problem.of(Kind.FORBIDDEN, "This operation is about the caller's own account, and the operator has none."));
      case Admission.Known(var caller) -> new Asking.Let(Optional.of(caller));
    };
  }
}
