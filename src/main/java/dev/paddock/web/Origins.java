package dev.paddock.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Set;

/**
 * Other sites whose pages may use the API from a browser, credentials and all. Nobody else's may: {@code *} and {@code null}, which is
 * what sandboxes and files call themselves, cannot be listed.
 */
public record Origins(Set<String> allowed) {
  public static final Origins NONE = new Origins(Set.of());

  private static final String METHODS = "DELETE, GET, HEAD, PATCH, POST, PUT";
  private static final String SENT = "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match";
  private static final String READ = "ETag, Idempotent-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";
  private static final String REMEMBERED_SECONDS = "600";

  public Origins {
    allowed = Set.copyOf(allowed);
  }

  /** Scheme, host and port as a browser sends them. @throws IllegalArgumentException if it is anything else */
  public static String parse(String text) {
    var uri = URI.create(text);
    boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!web || uri.getHost() == null || !text.equals(uri.getScheme() + "://" + uri.getRawAuthority()) || uri.getUserInfo() != null)
      throw new IllegalArgumentException("not an origin: " + text);
    return text;
  }

  /** Whether a client may be told what is pushed: one of our pages, one of theirs, or one that is no browser and names no origin. */
  boolean letIn(HttpServerRequest request) {
    return SecurityHeaders.sameOrigin(request) || allowed.contains(request.getHeader(HttpHeaders.ORIGIN));
  }

  boolean letIn(Request request) {
    return request.sameOrigin() || request.header("origin").filter(allowed::contains).isPresent();
  }

  /** Answers a browser that asks beforehand, and tells it about every other answer whether its page may read it. */
  void handle(RoutingContext ctx) {
    var origin = ctx.request().getHeader(HttpHeaders.ORIGIN);
    boolean asked = ctx.request().method() == HttpMethod.OPTIONS
        && ctx.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    if (!allowed.isEmpty()) ctx.response().putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    if (origin != null && allowed.contains(origin)) {
      ctx.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
          .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READ);
      if (asked) {
        ctx.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
            .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, SENT)
            .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, REMEMBERED_SECONDS)
            .setStatusCode(204).end();
        return;
      }
    } else if (asked) {
      Reply.problem(ctx, Problem.of(Problem.Kind.FORBIDDEN, "Pages of that origin may not use this service."));
      return;
    }
    ctx.next();
  }
}
