package dev.paddock.f1;

import dev.paddock.web.Caller;
import dev.paddock.web.Gate;
import dev.paddock.web.Problem;
import io.vertx.core.Future;
import java.util.Optional;

/** Ada, whose token is {@code admin-1}, is an administrator; Bob, whose is {@code user-2}, a user; nobody else is known. */
final class AdaAndBob {
  static final Gate GATE = token -> Future.succeededFuture(switch (token) {
    case "admin-1" -> new Gate.Admission.Known(new Caller(1, Optional.empty(), true));
    case "user-2" -> new Gate.Admission.Known(new Caller(2, Optional.empty(), false));
    default -> new Gate.Admission.Refused(Problem.of(Problem.Kind.UNAUTHENTICATED, "unknown"));
  });

  private AdaAndBob() {}
}
