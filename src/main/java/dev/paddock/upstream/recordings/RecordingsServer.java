package dev.paddock.upstream.recordings;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of recorded answers on loop-back, each at {@code /HOST/PATH}, with ETag and Last-Modified, packed for who asks for it.
 * What is missing is 403 at the live timing archive and 404 elsewhere, as at the real hosts. {@code GET /ledger} is what was asked,
 * line by line; {@code DELETE /ledger} forgets it.
 */
public final class RecordingsServer {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingsServer.class);
  private static final String LEDGER = "/ledger";
  private static final int LONGEST_QUESTION = 8_192;
  private static final int COMPRESSION = 1;
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Vertx vertx;
  private final HttpServer http;
  private final InstantSource wall;
  private final Shelf shelf;
  private final Ledger ledger = new Ledger();

  /** A file with what makes it the same. */
  private record Version(String etag, Instant changed) {
    static Version of(Path file) throws IOException {
      var changed = Files.getLastModifiedTime(file).toInstant();
      return new Version("\"%x-%x\"".formatted(changed.toEpochMilli(), Files.size(file)), changed);
    }
  }

  /** @param version of a file */
  private record Answer(Found found, Optional<Version> version) {}

  /**
   * @param folder with a folder for each host
   * @param wall   what time it is, for the ledger
   * @throws IllegalArgumentException if there is no such folder
   */
  public RecordingsServer(Vertx vertx, Path folder, InstantSource wall) {
    if (!Files.isDirectory(folder)) throw new IllegalArgumentException("no folder of recordings: " + folder);
    try {
      this.shelf = new Shelf(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.vertx = vertx;
    this.wall = wall;
    this.http = vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(LONGEST_QUESTION)
        .setCompressionSupported(true).setCompressionLevel(COMPRESSION)).requestHandler(this::answer);
  }

  /** @param port 0 for a free one; the future is the port that is used */
  public Future<Integer> listen(int port) {
    return http.listen(port, "127.0.0.1").map(HttpServer::actualPort);
  }

  public Ledger ledger() {
    return ledger;
  }

  private void answer(HttpServerRequest request) {
    if (request.path().equals(LEDGER)) ledger(request);
    else if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD)
      send(request, new Found.Nothing(405, "application/json", "{\"detail\":\"GET or HEAD\"}"));
    else {
      var asked = Question.of(request);
      if (asked.isEmpty()) send(request, new Found.Nothing(404, "application/json", "{\"detail\":\"Ask for /HOST/PATH.\"}"));
      else vertx.executeBlocking(() -> look(asked.get()), false).onSuccess(answer -> send(request, answer)).onFailure(t -> {
        LOG.warn("{} cannot be answered: {}", request.uri(), t.toString());
        send(request, new Found.Nothing(500, "application/json", "{\"detail\":\"The recording cannot be read.\"}"));
      });
    }
  }

  private Answer look(Question asked) throws IOException {
    var found = shelf.find(asked);
    return new Answer(found, found instanceof Found.Recorded(var file) ? Optional.of(Version.of(file)) : Optional.empty());
  }

  private void send(HttpServerRequest request, Answer answer) {
    var response = request.response();
    answer.version().ifPresent(version -> response.putHeader("ETag", version.etag())
        .putHeader("Last-Modified", HTTP_DATE.format(version.changed())));
    if (answer.version().filter(version -> isKnown(request, version)).isPresent()) {
      note(request, 304);
      response.setStatusCode(304).end();
    } else send(request, answer.found());
  }

  private void send(HttpServerRequest request, Found found) {
    var response = request.response();
    switch (found) {
      case Found.Recorded(var file) -> {
        note(request, 200);
        response.putHeader("Content-Type", type(file));
        if (request.method() == HttpMethod.HEAD) response.end();
        else response.sendFile(file.toString()).onFailure(t -> LOG.debug("{} was not sent: {}", request.uri(), t.toString()));
      }
      case Found.Made(var json) -> {
        note(request, 200);
        response.putHeader("Content-Type", "application/json").end(Buffer.buffer(json));
      }
      case Found.Nothing(var status, var type, var body) -> {
        note(request, status);
        response.setStatusCode(status).putHeader("Content-Type", type).end(body);
      }
    }
  }

  private void note(HttpServerRequest request, int status) {
    ledger.add(new Ledger.Entry(wall.instant(), request.method().name(), request.uri(), status));
  }

  private void ledger(HttpServerRequest request) {
    if (request.method() == HttpMethod.DELETE) {
      ledger.clear();
      request.response().setStatusCode(204).end();
    } else request.response().putHeader("Content-Type", "application/x-ndjson").end(ledger.ndjson());
  }

  private static String type(Path file) {
    return file.toString().endsWith(".json") ? "application/json" : "text/plain; charset=utf-8";
  }

  /** An ETag that is sent decides alone. A date that cannot be read is as good as none. */
  private static boolean isKnown(HttpServerRequest request, Version version) {
    var tags = request.getHeader("If-None-Match");
    if (tags != null) return Stream.of(tags.split(",")).map(tag -> tag.strip().replaceFirst("^W/", ""))
        .anyMatch(tag -> tag.equals("*") || tag.equals(version.etag()));
    var since = request.getHeader("If-Modified-Since");
    if (since == null) return false;
    try {
      return !version.changed().truncatedTo(ChronoUnit.SECONDS).isAfter(Instant.from(HTTP_DATE.parse(since)));
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
