package dev.paddock.web;

import dev.paddock.web.Contract.Access;
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
import java.util.function.Supplier;

/**
 * Where an operation's requests are received. What is wrong with one is said in this order, so that nobody learns of the operation what is
 * not his to know: who asks; how often; on what an edit is based; the body's size; its media type; whether it is what the contract says;
 * whether it was asked before.
 */
final class Reception {
  private static final int BODY_LIMIT = 64 * 1024;
  private static final int SIGNED_BODY_LIMIT = 256 * 1024;

  private final Vertx vertx;
  private final Operation operation;
  private final Terms terms;
  private final RequestCheck check;
  private final House house;

  /** What all receptions have in common. */
  record House(Guard guard, Limits limits, Proxies proxies, Once once, InstantSource clock) {}

  /** A request as far as it is known before its contract is asked. */
  private record Arrival(RoutingContext ctx, Read body, String address, Instant received) {}

  Reception(Vertx vertx, Operation operation, Terms terms, RequestCheck check, House house) {
    this.vertx = vertx;
    this.operation = operation;
    this.terms = terms;
    this.check = check;
    this.house = house;
  }

  void receive(RoutingContext ctx) {
    HotPages.receivedUnder(ctx, terms);
    if (terms.access() != Access.OPEN) ctx.response().headers().add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
    OwnLoop.back(RequestBody.read(vertx, ctx.request(), terms.signed() ? SIGNED_BODY_LIMIT : BODY_LIMIT)
        // from now on it is ours how long it takes
        .map(body -> new Arrival(ctx, body, house.proxies.client(ctx.request()), house.clock.instant()))
        .compose(arrival -> house.guard.ask(ctx.request(), terms.access()).compose(asking -> switch (asking) {
          case Asking.Refused(var problem) -> counted(arrival, Optional.empty(), () -> refused(problem));
          case Asking.Let(var caller) when caller.equals(Optional.of(Caller.OPERATOR)) -> admitted(arrival, caller);
          case Asking.Let(var caller) -> counted(arrival, caller, () -> admitted(arrival, caller));
        })))
        .onSuccess(answer -> Reply.send(ctx, answer)).onFailure(ctx::fail);
  }

  /** Who shows what is no token is counted too, by his address. */
  private Future<Answer> counted(Arrival arrival, Optional<Caller> caller, Supplier<Future<Answer>> further) {
    return house.limits.take(terms.rate().counted(caller, arrival.address)).compose(taken -> {
      taken.ifPresent(t -> t.tell(arrival.ctx.response()));
      return taken.map(Limits.Taken::letIn).orElse(true) ? further.get() : refused(Problem.of(Kind.RATE_LIMITED));
    });
  }

  private Future<Answer> admitted(Arrival arrival, Optional<Caller> caller) {
    var ctx = arrival.ctx;
    if (terms.edits() && !ctx.request().headers().contains(HttpHeaders.IF_MATCH)) return refused(Problem.of(Kind.PRECONDITION_REQUIRED));
    if (!(arrival.body instanceof Read.Whole(var body))) return refused(Problem.of(Kind.TOO_LARGE));
    var type = mediaType(ctx);
    if (body.length() > 0 && !takes(type)) return refused(Problem.of(Kind.UNSUPPORTED_MEDIA, type.map(t -> "This is " + t + ".")
        .orElse("The header Content-Type is missing.")));
    return switch (check.parameters(ctx)) {
      case RequestCheck.Found.Wrong(var problem) -> refused(problem);
      case RequestCheck.Found.Right(var parameters) -> wrong(type, body).map(Reception::refused).orElseGet(() ->
          done(ctx, new Request(parameters, ctx.request().headers(), body, caller, arrival.address, arrival.received)));
    };
  }

  private Future<Answer> done(RoutingContext ctx, Request request) {
    var key = terms.keeps() == Once.Keeps.NOTHING ? Optional.<String>empty() : request.header("Idempotency-Key");
    if (key.isEmpty()) return operation.answers().apply(request);
    if (!Once.isKey(key.get())) return refused(Problem.malformed("Idempotency-Key", "It has 1 to 255 characters of visible ASCII."));
    var caller = request.asking().map(Caller::name).orElseGet(() -> "address:" + request.address());
    return house.once.answer(Once.ask(caller, key.get(), operation.id(), ctx.request().uri(), request.body()), terms.keeps(),
        () -> operation.answers().apply(request));
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
