package dev.paddock.web;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one request is known by in the log and in its problem.
 *
 * @param begun nanoseconds of the monotonic clock
 */
record RequestScope(String id, long begun) {
  private static final Logger LOG = LoggerFactory.getLogger(RequestScope.class);
  private static final String KEY = RequestScope.class.getName();

  /** Names the request, and logs it once when it has been answered. */
  static void open(RoutingContext ctx) {
    var scope = new RequestScope(UUID.randomUUID().toString(), System.nanoTime());
    ctx.put(KEY, scope);
    ctx.response().putHeader("X-Request-Id", scope.id);
    if (LOG.isDebugEnabled()) ctx.addEndHandler(end -> LOG.debug("{} {} {} in {} ms, request {}",
        ctx.request().method(), ctx.request().path(), ctx.response().getStatusCode(),
        (System.nanoTime() - scope.begun) / 1_000_000, scope.id));
    ctx.next();
  }

  static RequestScope of(RoutingContext ctx) {
    return ctx.get(KEY);
  }
}
