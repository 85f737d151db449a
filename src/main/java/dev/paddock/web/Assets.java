package dev.paddock.web;

import dev.paddock.web.Answer.Caching;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The page's files, from the class path, kept in memory once read: its own under {@code webroot}, its libraries from WebJars
 * under {@code /webjars/<name>/<file>} whatever version the build resolved.
 */
final class Assets {
  // No dot at the start of a segment, so neither hidden files nor a way out of the folder.
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*){0,5}");
  private static final Map<String, String> MEDIA_TYPES = Map.of("html", "text/html; charset=utf-8", "js", "text/javascript; charset=utf-8",
      "css", "text/css; charset=utf-8", "svg", "image/svg+xml", "json", "application/json", "webmanifest", "application/manifest+json");

  private final Vertx vertx;
  private final Map<String, Buffer> files = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> versions = new ConcurrentHashMap<>();

  Assets(Vertx vertx) {
    this.vertx = vertx;
  }

  void own(RoutingContext ctx) {
    var path = ctx.normalizedPath().substring(1);
    send(ctx, "webroot/", path.isEmpty() ? "index.html" : path, Caching.LIVE);
  }

  void library(RoutingContext ctx) {
    var path = ctx.normalizedPath().substring("/webjars/".length());
    var slash = path.indexOf('/');
    var version = slash < 0 ? Optional.<String>empty() : version(path.substring(0, slash));
    version.ifPresentOrElse(
        v -> send(ctx, "META-INF/resources/webjars/" + path.substring(0, slash) + "/" + v + "/",
            path.substring(slash + 1), Caching.LASTING),
        () -> missing(ctx));
  }

  private void send(RoutingContext ctx, String folder, String file, Caching caching) {
    var type = MEDIA_TYPES.get(file.substring(file.lastIndexOf('.') + 1));
    if (type == null || !FILE.matcher(file).matches()) {
      missing(ctx);
      return;
    }
    read(folder + file)
        .onSuccess(body -> Reply.send(ctx, new Answer.Content(200, type, body, caching)))
        .onFailure(none -> missing(ctx));
  }

  Future<Buffer> read(String resource) {
    var known = files.get(resource);
    if (known != null) return Future.succeededFuture(known);
    return vertx.fileSystem().readFile(resource).onSuccess(body -> files.put(resource, body));
  }

  private Optional<String> version(String library) {
    if (!FILE.matcher(library).matches()) return Optional.empty();
    var known = versions.get(library);
    if (known != null) return known;
    var found = pomVersion(library);
    if (found.isPresent()) versions.put(library, found);
    return found;
  }

  private static Optional<String> pomVersion(String library) {
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
