package dev.paddock.web;

import io.vertx.core.Future;

/** Says who shows a token. */
@FunctionalInterface
public interface Gate {
  /** Nobody has a token that it knows. */
  Gate CLOSED = token -> Future.succeededFuture(new Admission.Refused(Problem.of(Problem.Kind.UNAUTHENTICATED, "That token is not known here.")));

  /** @param token of {@code Authorization: Bearer} */
  Future<Admission> admit(String token);

  /** Known, or why not. */
  sealed interface Admission {
    record Known(Caller caller) implements Admission {}

    record Refused(Problem problem) implements Admission {}
  }
}
