package dev.paddock.upstream;

import dev.paddock.season.Season;
import dev.paddock.upstream.JolpicaPages.Page;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A season's provider on loop-back: {@code /ergast/f1/…} in Jolpica's format, {@code /rest/results/race/{round}} in the
 * plain REST shape. It answers with what was published by the instant of the given clock: a replay's or a fixed one.
 * Unknown path 404, method 405, over the limits 429 without {@code Retry-After}, unchanged since {@code If-Modified-Since} 304.
 */
public final class UpstreamServer {
  private static final String REST = "/rest/results/race/";
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final HttpServer http;
  private final InstantSource clock;
  private final JolpicaPages jolpica;
  private final RestPages rest;
  private final Throttle throttle;
  private final AtomicInteger requests = new AtomicInteger();

  public UpstreamServer(Vertx vertx, Season season, InstantSource clock, Limits limits) {
    this.clock = clock;
    this.jolpica = new JolpicaPages(season);
    this.rest = new RestPages(season);
    this.throttle = new Throttle(limits);
    this.http = vertx.createHttpServer().requestHandler(this::answer);
  }

  /** @param port 0 for a free one; the future is the port that is used */
  public Future<Integer> listen(int port) {
    return http.listen(port, "127.0.0.1").map(HttpServer::actualPort);
  }

  public Future<Void> close() {
    return http.close();
  }

  /** Requests that arrived since the start, refused ones too. */
  public int requests() {
    return requests.get();
  }

  private void answer(HttpServerRequest request) {
    requests.incrementAndGet();
    var now = clock.instant();
    if (!throttle.admits(now)) refuse(request, 429, "Request was throttled.");
    else if (request.method() != HttpMethod.GET) refuse(request, 405, "Method \"" + request.method() + "\" not allowed.");
    else page(request, now).ifPresentOrElse(page -> send(request, page), () -> refuse(request, 404, "Not found."));
  }

  private Optional<Page> page(HttpServerRequest request, Instant now) {
    var path = request.path();
    if (path.startsWith(REST)) {
      var round = path.substring(REST.length());
      return round.matches("\\d{1,2}") ? rest.result(Integer.parseInt(round), now) : Optional.empty();
    }
    return Question.of(path, request.getParam("limit"), request.getParam("offset"))
        .map(question -> jolpica.page(question, request.scheme() + "://" + request.authority() + path, now));
  }

  private static void send(HttpServerRequest request, Page page) {
    var response = request.response().putHeader("Cache-Control", "max-age=600")
        .putHeader("last-modified", HTTP_DATE.format(page.changed()));
    if (unchanged(request.getHeader("If-Modified-Since"), page.changed())) response.setStatusCode(304).end();
    else response.putHeader("Content-Type", "application/json").end(page.body().toBuffer());
  }

  /** HTTP dates have whole seconds. A date that cannot be read is as good as none. */
  private static boolean unchanged(String since, Instant changed) {
    if (since == null) return false;
    try {
      return !changed.truncatedTo(ChronoUnit.SECONDS).isAfter(Instant.from(HTTP_DATE.parse(since)));
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static void refuse(HttpServerRequest request, int status, String detail) {
    request.response().setStatusCode(status).putHeader("Content-Type", "application/json")
        .end(new JsonObject().put("detail", detail).toBuffer());
  }
}
