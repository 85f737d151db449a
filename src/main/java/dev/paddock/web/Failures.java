package dev.paddock.web;

import dev.paddock.web.Problem.Kind;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.ValidatorException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures to problems. Only what the validator says of a request is repeated to the client. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private static final Pattern REASON = Pattern.compile("parameter (\\S+) is invalid\\. Reason: (.*)");

  private Failures() {}

  /** Every status that the router may end a request with itself. */
  static void mount(Router router) {
    IntStream.of(400, 401, 403, 404, 405, 406, 413, 414, 415, 500, 503).forEach(status -> router.errorHandler(status, Failures::answer));
  }

  static void answer(RoutingContext ctx) {
    if (ctx.response().ended() || ctx.response().headWritten()) return;
    Reply.problem(ctx, problem(ctx));
  }

  private static Problem problem(RoutingContext ctx) {
    var refused = refusal(ctx.failure());
    if (refused.isPresent()) return malformed(refused.get());
    var status = ctx.statusCode() < 400 ? 500 : ctx.statusCode();
    if (status >= 500) LOG.error("request {}: {} {}",
        RequestScope.of(ctx).id(), ctx.request().method(), ctx.request().path(), ctx.failure());
    return Problem.of(Kind.of(status));
  }

  private static Optional<ValidatorException> refusal(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(ValidatorException.class::isInstance).map(ValidatorException.class::cast).findFirst();
  }

  private static Problem malformed(ValidatorException refused) {
    var reason = REASON.matcher(refused.getMessage());
    return reason.find()
        ? Problem.malformed(reason.group(1), reason.group(2) + ".")
        : Problem.of(Kind.MALFORMED, refused.getMessage());
  }
}
