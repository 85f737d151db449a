package dev.paddock.web;

import dev.paddock.web.Answer.Caching;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The page's files, from the class path, kept in memory: its own by their path, its libraries under {@code /webjars/<name>/<file>}, and
 * both under {@code /~<edition>/}, for ever.
 */
final class Assets {
  private final Vertx vertx;
  private final Edition edition;
  private final SecurityHeaders headers;
  private final Map<String, Asset> libraries = new ConcurrentHashMap<>();

  private Assets(Vertx vertx, Edition edition, SecurityHeaders headers) {
    this.vertx = vertx;
    this.edition = edition;
    this.headers = headers;
  }

  static Future<Assets> open(Vertx vertx, SecurityHeaders headers) {
    return Edition.read(vertx).map(edition -> new Assets(vertx, edition, headers));
  }

  /** By its plain path: asked for again, because the next edition has it at the same place. */
  void current(RoutingContext ctx) {
    var path = ctx.normalizedPath().substring(1);
    if (path.startsWith(Libraries.PREFIX)) library(ctx, path, Caching.LASTING);
    else own(ctx, path.isEmpty() ? "index.html" : path, Caching.LIVE);
  }

  /** A page of an earlier edition that asks for one more part gets the one of now, and does not keep it. */
  void ofEdition(RoutingContext ctx) {
    var whole = ctx.normalizedPath().substring("/~".length());
    var slash = whole.indexOf('/');
    var path = whole.substring(slash + 1);
    var caching = whole.substring(0, Math.max(0, slash)).equals(edition.name()) ? Caching.FOR_EVER : Caching.LIVE;
    if (path.startsWith(Libraries.PREFIX)) library(ctx, path, caching);
    else own(ctx, path, caching);
  }

  private void own(RoutingContext ctx, String path, Caching caching) {
    edition.file(path).ifPresentOrElse(asset -> send(ctx, asset, caching), () -> missing(ctx));
  }

  private void library(RoutingContext ctx, String path, Caching caching) {
    var known = libraries.get(path);
    if (known != null) send(ctx, known, caching);
    else Libraries.resource(path).ifPresentOrElse(resource -> vertx.fileSystem().readFile(resource)
        .onSuccess(bytes -> send(ctx, libraries.computeIfAbsent(path, file -> Asset.of(file, bytes)), caching))
        .onFailure(none -> missing(ctx)), () -> missing(ctx));
  }

  private void send(RoutingContext ctx, Asset asset, Caching caching) {
    if (asset.isDocument()) headers.ofDocument(ctx, asset);
    Reply.file(ctx, asset, caching);
  }

  private static void missing(RoutingContext ctx) {
    Reply.send(ctx, Answer.notFound("file " + ctx.normalizedPath()));
  }
}
