package dev.paddock.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Answers that everybody gets, by address, while they hold: what thousands look at is neither routed nor checked nor read again.
 * A page of another origin asks the long way, which says whether it may. One for each event loop.
 */
final class HotPages {
  private static final int KEPT = 256;
  private static final String KEY = HotPages.class.getName();

  private record Page(Answer answer, BooleanSupplier holds) {}

  private final Map<String, Page> pages = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override protected boolean removeEldestEntry(Map.Entry<String, Page> eldest) {
      return size() > KEPT;
    }
  };

  /** Answers at once, or lets the request pass. */
  void handle(RoutingContext ctx) {
    if (!anonymous(ctx)) {
      ctx.next();
      return;
    }
    var page = pages.get(ctx.request().uri());
    if (page != null && page.holds.getAsBoolean()) {
      Reply.send(ctx, page.answer);
      return;
    }
    ctx.put(KEY, this);
    ctx.next();
  }

  /** Of a request whose answer may be kept. */
  static Optional<HotPages> of(RoutingContext ctx) {
    return Optional.ofNullable(ctx.get(KEY));
  }

  void keep(RoutingContext ctx, Answer answer, BooleanSupplier holds) {
    pages.put(ctx.request().uri(), new Page(answer, holds));
  }

  private static boolean anonymous(RoutingContext ctx) {
    var headers = ctx.request().headers();
    return ctx.request().method() == HttpMethod.GET && !headers.contains(HttpHeaders.AUTHORIZATION) && !headers.contains(HttpHeaders.ORIGIN);
  }
}
