package dev.paddock.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a browser may do with an answer: with a document run our own modules and styles, our own API and nothing inline but the import map
 * and the scripts of these very bytes; with anything else nothing.
 */
final class SecurityHeaders {
  private static final Pattern INLINE = Pattern.compile("<script(?: type=\"importmap\")?>(.*?)</script>", Pattern.DOTALL);

  private final Map<String, String> policies = new ConcurrentHashMap<>();
  private final boolean tls;

  /** @param tls browsers are to come by HTTPS only, for a year */
  SecurityHeaders(boolean tls) {
    this.tls = tls;
  }

  void add(RoutingContext ctx) {
    ctx.response().headers()
        .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .set("X-Content-Type-Options", "nosniff")
        .set("Referrer-Policy", "no-referrer")
        .set("Cross-Origin-Resource-Policy", "same-origin");
    if (tls) ctx.response().putHeader("Strict-Transport-Security", "max-age=31536000");
    ctx.next();
  }

  void ofDocument(RoutingContext ctx, Asset document) {
    ctx.response().headers()
        .set("Content-Security-Policy", policies.computeIfAbsent(document.tag(), tag -> policy(document.plain().toString())))
        .set("Cross-Origin-Opener-Policy", "same-origin")
        .set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  }

  private static String policy(String html) {
    var hashes = INLINE.matcher(html).results()
        .map(script -> " 'sha256-" + Base64.getEncoder().encodeToString(Reply.sha256(Buffer.buffer(script.group(1)))) + "'")
        .collect(Collectors.joining());
    return "default-src 'none'; script-src 'self'" + hashes + "; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self' ws:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  /** True for a browser on one of our pages, and for a client that is no browser and names no origin. */
  static boolean sameOrigin(HttpServerRequest request) {
    return sameOrigin(Optional.ofNullable(request.getHeader("Origin")), Optional.ofNullable(request.getHeader("Host")));
  }

  static boolean sameOrigin(Optional<String> origin, Optional<String> host) {
    return origin.isEmpty() || host.isPresent() && origin.get().contains("://")
        && origin.get().substring(origin.get().indexOf("://") + 3).equalsIgnoreCase(host.get());
  }
}
