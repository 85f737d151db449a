package dev.paddock.web;

import dev.paddock.web.Contract.Access;
import dev.paddock.web.Contract.Terms;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Answers that everybody gets, by address, while they hold: what thousands look at is neither routed nor checked nor read again.
 * One for each event loop.
 */
final class HotPages {
  private static final int KEPT = 256;
  private static final String KEY = HotPages.class.getName();
  private static final String TERMS = Terms.class.getName();

  private record Page(Answer answer, BooleanSupplier holds, Terms terms) {}

  private final Door door;

  private final Map<String, Page> pages = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override protected boolean removeEldestEntry(Map.Entry<String, Page> eldest) {
      return size() > KEPT;
    }
  };

  HotPages(Door door) {
    this.door = door;
  }

  /** Answers at once, or lets the request pass. Counted is what is hot as well as what is not. */
  void handle(RoutingContext ctx) {
    var page = anonymous(ctx) ? pages.get(ctx.request().uri()) : null;
    if (page == null || !page.holds.getAsBoolean()) {
      if (anonymous(ctx)) ctx.put(KEY, this);
      ctx.next();
      return;
    }
    door.limits().take(page.terms.rate().counted(Optional.empty(), door.proxies().client(ctx.request()))).onSuccess(taken -> {
      taken.ifPresent(t -> t.tell(ctx.response()));
      if (page.terms.access() != Access.OPEN) ctx.response().headers().add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
      if (taken.map(Limits.Taken::letIn).orElse(true)) Reply.send(ctx, page.answer);
      else Reply.problem(ctx, Problem.of(Problem.Kind.RATE_LIMITED));
    }).onFailure(ctx::fail);
  }

  /** Of a request whose answer may be kept. */
  static Optional<HotPages> of(RoutingContext ctx) {
    return Optional.ofNullable(ctx.get(KEY));
  }

  /** Under the terms of its operation, which received the request. */
  static void receivedUnder(RoutingContext ctx, Terms terms) {
    ctx.put(TERMS, terms);
  }

  void keep(RoutingContext ctx, Answer answer, BooleanSupplier holds) {
    pages.put(ctx.request().uri(), new Page(answer, holds, ctx.get(TERMS)));
  }

  private static boolean anonymous(RoutingContext ctx) {
    return ctx.request().method() == HttpMethod.GET && !ctx.request().headers().contains(HttpHeaders.AUTHORIZATION);
  }
}
