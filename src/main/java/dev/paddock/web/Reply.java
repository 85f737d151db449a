package dev.paddock.web;

import dev.paddock.web.Answer.Caching;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Answers to bytes: the one place that writes a response. */
final class Reply {
  static final String JSON = "application/json";

  private static final String HEAD_ALONE = "head.alone";

  private Reply() {}

  /** Only the head is wanted. Vert.x sends no body in answer to a HEAD, whatever is written; what would go on for ever is ended. */
  static void headAlone(RoutingContext ctx) {
    ctx.put(HEAD_ALONE, true);
  }

  static void send(RoutingContext ctx, Answer answer) {
    switch (answer) {
      case Answer.Json(var body, var caching) -> content(ctx, 200, JSON, Wire.write(body), caching);
      case Answer.Made(var status, var body, var location) -> {
        location.ifPresent(where -> ctx.response().putHeader(HttpHeaders.LOCATION, where));
        content(ctx, status, JSON, Wire.write(body), Caching.PERSONAL);
      }
      case Answer.Content(var status, var mediaType, var body, var caching) -> content(ctx, status, mediaType, body, caching);
      case Answer.Tagged(var mediaType, var body, var tag, var caching) -> content(ctx, 200, mediaType, body, caching, tag);
      case Answer.Streamed streamed -> stream(ctx, streamed);
      case Answer.Endless(var mediaType, var taken) -> {
        ctx.response().setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, mediaType).putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY).putHeader("X-Accel-Buffering", "no");
        taken.accept(ctx.response());
        if (ctx.get(HEAD_ALONE, false)) ctx.response().end();
      }
      case Answer.Held(var inner, var holds) -> {
        HotPages.of(ctx).ifPresent(pages -> pages.keep(ctx, inner, holds));
        send(ctx, inner);
      }
      case Answer.Revised(var body, var revision, var caching) -> {
        var bytes = Wire.write(body);
        content(ctx, 200, JSON, bytes, caching, "r" + revision + "." + hash(bytes));
      }
      case Answer.With(var inner, var headers) -> {
        headers.forEach(ctx.response()::putHeader);
        send(ctx, inner);
      }
      case Answer.Nothing() -> ctx.response().setStatusCode(204).end();
      case Answer.Refused(var problem) -> problem(ctx, problem);
    }
  }

  static void problem(RoutingContext ctx, Problem problem) {
    ctx.response().setStatusCode(problem.kind().status)
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(Wire.write(problem.body(RequestScope.of(ctx).id())));
  }

  private static void content(RoutingContext ctx, int status, String mediaType, Buffer body, Caching caching) {
    content(ctx, status, mediaType, body, caching, hash(body));
  }

  private static void content(RoutingContext ctx, int status, String mediaType, Buffer body, Caching caching, String tag) {
    if (!isKnown(ctx, status, caching, tag)) ctx.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, mediaType).end(body);
  }

  /** Names the answer, if it shows what the address is of; true when the client has it, and was told so. */
  private static boolean isKnown(RoutingContext ctx, int status, Caching caching, String tag) {
    var etag = etag(ctx, tag);
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, caching.header);
    ctx.response().headers().add(HttpHeaders.VARY, "Accept, Accept-Encoding");
    if (status != 200) return false;
    ctx.response().putHeader(HttpHeaders.ETAG, etag);
    if (!matches(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH), etag)) return false;
    ctx.response().setStatusCode(304).end();
    return true;
  }

  /** A file of the page. What says how it is encoded is not encoded again. */
  static void file(RoutingContext ctx, Asset asset, Caching caching) {
    if (isKnown(ctx, 200, caching, asset.tag())) return;
    var packed = asset.packed().filter(smaller -> takesGzip(ctx));
    packed.ifPresent(smaller -> ctx.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip"));
    ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, asset.mediaType()).end(packed.orElse(asset.plain()));
  }

  private static void stream(RoutingContext ctx, Answer.Streamed streamed) {
    if (isKnown(ctx, 200, streamed.caching(), streamed.tag())) return;
    ctx.response().setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, streamed.mediaType());
    next(ctx, streamed);
  }

  /** What was begun cannot become a problem any more: a failure cuts the connection, so that nobody takes a part for the whole. */
  private static void next(RoutingContext ctx, Answer.Streamed streamed) {
    streamed.pieces().get()
        .compose(piece -> piece.isEmpty() ? ctx.response().end() : ctx.response().write(piece.get()).onSuccess(sent -> next(ctx, streamed)))
        .onFailure(broken -> ctx.request().connection().close());
  }

  /** What an ETag says of a body. */
  static String hash(Buffer body) {
    return HexFormat.of().formatHex(sha256(body), 0, 16);
  }

  /** Strong, so the compressed form of the same body has another one (RFC 9110, 8.8.3.3). */
  private static String etag(RoutingContext ctx, String tag) {
    return '"' + tag + (takesGzip(ctx) ? "-gzip" : "") + '"';
  }

  private static boolean takesGzip(RoutingContext ctx) {
    var accepts = ctx.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepts != null && accepts.contains("gzip");
  }

  /** Weakly, as RFC 9110, 13.1.2 wants it. */
  private static boolean matches(String ifNoneMatch, String etag) {
    return ifNoneMatch != null && Stream.of(ifNoneMatch.split(",")).map(t -> t.strip().replaceFirst("^W/", ""))
        .anyMatch(t -> t.equals("*") || t.equals(etag));
  }

  static byte[] sha256(Buffer body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body.getBytes());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
