package dev.paddock.web;

import dev.paddock.web.Answer.Caching;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The page's files, from the class path, kept in memory once read: its own by their path, its libraries from WebJars
 * under {@code /webjars/<name>/<file>} whatever version the build resolved, and both under {@code /~<edition>/}, for ever.
 */
final class Assets {
  // No dot at the start of a segment, so neither hidden files nor a way out of the folder.
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*){0,5}");
  private static final String LIBRARIES = "webjars/";

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
    return Edition.read(vertx, Assets::version).map(edition -> new Assets(vertx, edition, headers));
  }

  /** By its plain path: asked for again each time, because the next edition has it at the same place. */
  void current(RoutingContext ctx) {
    var path = ctx.normalizedPath().substring(1);
    if (path.startsWith(LIBRARIES)) library(ctx, path, Caching.LASTING);
    else own(ctx, path.isEmpty() ? "index.html" : path, Caching.LIVE);
  }

  /** A page of an earlier edition that asks for one more part gets the one of now, and does not keep it. */
  void ofEdition(RoutingContext ctx) {
    var whole = ctx.normalizedPath().substring("/~".length());
    var slash = whole.indexOf('/');
    var path = whole.substring(slash + 1);
    var caching = whole.substring(0, Math.max(0, slash)).equals(edition.name()) ? Caching.FOR_EVER : Caching.LIVE;
    if (path.startsWith(LIBRARIES)) library(ctx, path, caching);
    else own(ctx, path, caching);
  }

  private void own(RoutingContext ctx, String path, Caching caching) {
    edition.file(path).ifPresentOrElse(asset -> send(ctx, asset, caching), () -> missing(ctx));
  }

  private void library(RoutingContext ctx, String path, Caching caching) {
    var known = libraries.get(path);
    if (known != null) {
      send(ctx, known, caching);
      return;
    }
    var parts = path.split("/", 3);
    var version = parts.length < 3 || !Asset.isShown(path) || !FILE.matcher(path).matches() ? Optional.<String>empty() : version(parts[1]);
    version.ifPresentOrElse(
        v -> vertx.fileSystem().readFile("META-INF/resources/webjars/" + parts[1] + "/" + v + "/" + parts[2])
            .onSuccess(bytes -> send(ctx, libraries.computeIfAbsent(path, file -> Asset.of(file, bytes)), caching))
            .onFailure(none -> missing(ctx)),
        () -> missing(ctx));
  }

  private void send(RoutingContext ctx, Asset asset, Caching caching) {
    if (asset.isDocument()) headers.ofDocument(ctx, asset);
    Reply.file(ctx, asset, caching);
  }

  private static Optional<String> version(String library) {
    try (var in = Assets.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/" + library + "/pom.properties")) {
      if (in == null) return Optional.empty();
      var properties = new Properties();
      properties.load(in);
      return Optional.ofNullable(properties.getProperty("version"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void missing(RoutingContext ctx) {
    Reply.send(ctx, Answer.notFound("file " + ctx.normalizedPath()));
  }
}
