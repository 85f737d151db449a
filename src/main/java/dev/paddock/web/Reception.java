package dev.paddock.web;

import dev.paddock.web.Contract.Terms;
import dev.paddock.web.Guard.Asking;
import dev.paddock.web.Problem.Kind;
import dev.paddock.web.RequestBody.Read;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an operation's requests are received. What is wrong with one is said in this order, so that nobody learns of the operation what is
 * not his to know: who asks; on what an edit is based; the body's size; its media type; whether it is what the contract says.
 */
final class Reception {
  private static final int BODY_LIMIT = 64 * 1024;
  private static final int SIGNED_BODY_LIMIT = 256 * 1024;

  private final Vertx vertx;
  private final Operation operation;
  private final Terms terms;
  private final RequestCheck check;
  private final Guard guard;
  private final InstantSource clock;

  Reception(Vertx vertx, Operation operation, Terms terms, RequestCheck check, Guard guard, InstantSource clock) {
    this.vertx = vertx;
    this.operation = operation;
    this.terms = terms;
    this.check = check;
    this.guard = guard;
    this.clock = clock;
  }

  void receive(RoutingContext ctx) {
    RequestBody.read(vertx, ctx.request(), terms.signed() ? SIGNED_BODY_LIMIT : BODY_LIMIT)
        .compose(body -> {
          var received = clock.instant(); // from now on it is ours how long it takes
          return guard.ask(ctx.request(), terms.access()).compose(asking -> switch (asking) {
            case Asking.Refused(var problem) -> refused(problem);
            case Asking.Let(var caller) -> admitted(ctx, body, caller, received);
          });
        })
        .onSuccess(answer -> Reply.send(ctx, answer)).onFailure(ctx::fail);
  }

  private Future<Answer> admitted(RoutingContext ctx, Read read, Optional<Caller> caller, Instant received) {
    if (terms.edits() && !ctx.request().headers().contains(HttpHeaders.IF_MATCH)) return refused(Problem.of(Kind.PRECONDITION_REQUIRED));
    if (!(read instanceof Read.Whole(var body))) return refused(Problem.of(Kind.TOO_LARGE));
    var type = mediaType(ctx);
    if (body.length() > 0 && !takes(type)) return refused(Problem.of(Kind.UNSUPPORTED_MEDIA, type.map(t -> "This is " + t + ".")
        .orElse("The header Content-Type is missing.")));
    return switch (check.parameters(ctx)) {
      case RequestCheck.Found.Wrong(var problem) -> refused(problem);
      case RequestCheck.Found.Right(var parameters) -> wrong(type, body).map(Reception::refused).orElseGet(() -> operation.answers()
          .apply(new Request(parameters, ctx.request().headers(), body, caller, ctx.request().remoteAddress().hostAddress(), received)));
    };
  }

  /** Other media types than JSON, and what is signed, are the operation's to read. */
  private Optional<Problem> wrong(Optional<String> type, Buffer body) {
    boolean others = terms.signed() || body.length() > 0 && !type.equals(Optional.of(Reply.JSON));
    return others ? Optional.empty() : check.body(body);
  }

  /** JSON where it takes none: that is refused as one too many. */
  private boolean takes(Optional<String> type) {
    if (type.isEmpty()) return terms.signed();
    return terms.takes().contains(type.get()) || terms.takes().isEmpty() && type.get().equals(Reply.JSON);
  }

  private static Optional<String> mediaType(RoutingContext ctx) {
    return Optional.ofNullable(ctx.request().getHeader(HttpHeaders.CONTENT_TYPE))
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }

  private static Future<Answer> refused(Problem problem) {
    return Future.succeededFuture(new Answer.Refused(problem));
  }
}
