package dev.paddock.upstream.horses;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.upstream.horses.Fault.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Providers of horse racing on loop-back, each below its own path: {@code /tabnz}, {@code /ladbrokes}, {@code /neds}, {@code /betfair}.
 * They answer as of the instant of the given clock. {@code GET} and {@code PUT /faults} is the switchboard, {@code GET /ledger?from=N}
 * what was asked, line by line.
 */
public final class HorseServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  /** Little is gained by more, and a day has gigabytes. */
  private static final int COMPRESSION = 1;
  private static final int MOST_BODY = 1 << 20;
  /** A hundred meetings by their ids. */
  private static final int LONGEST_QUESTION = 8_192;

  private final Vertx vertx;
  private final HttpServer http;
  private final InstantSource clock;
  private final InstantSource wall;
  private final Desk desk;
  private final Switchboard switchboard;
  private final Ledger ledger = new Ledger();
  private final long seed;
  private long calls;

  /** With all of the form guide, as bodies really are; or without it: much less to send, and the same to be read. */
  public enum Bodies { WHOLE, BRIEF }

  /**
   * @param clock what time it is at the races
   * @param wall  what time it is here, for the ledger
   * @param seed  of disorder and of faults
   */
  public HorseServer(Vertx vertx, RaceDays days, Bodies bodies, InstantSource clock, InstantSource wall, long seed) {
    this.vertx = vertx;
    this.clock = clock;
    this.wall = wall;
    this.seed = seed;
    this.desk = new Desk(days, bodies);
    this.switchboard = new Switchboard(seed);
    this.http = vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(LONGEST_QUESTION)
        .setCompressionSupported(true).setCompressionLevel(COMPRESSION)).requestHandler(this::answer);
  }

  /** @param port 0 for a free one; the future is the port that is used */
  public Future<Integer> listen(int port) {
    return http.listen(port, "127.0.0.1").map(HttpServer::actualPort);
  }

  public Future<Void> close() {
    return http.close();
  }

  public Switchboard switchboard() {
    return switchboard;
  }

  public Ledger ledger() {
    return ledger;
  }

  private void answer(HttpServerRequest request) {
    switch (request.path()) {
      case "/faults" -> switchboard(request);
      case "/ledger" -> request.response().putHeader("Content-Type", "application/x-ndjson").end(ledger.ndjson(from(request)));
      default -> {
        var received = wall.instant();
        var now = clock.instant();
        if (request.method() != HttpMethod.POST) answer(request, "", received, now);
        else request.body().onSuccess(body -> answer(request, body.length() > MOST_BODY ? "" : body.toString(), received, now));
      }
    }
  }

  private void answer(HttpServerRequest request, String body, Instant received, Instant now) {
    var asked = Asked.of(request, body);
    var faults = switchboard.striking(request.path(), now);
    var frozen = find(faults, Kind.FROZEN);
    var disorder = new Draw(seed).on(frozen.isPresent() ? request.path().hashCode() : calls++);
    var throttled = find(faults, Kind.THROTTLED);
    var answer = throttled.isPresent() ? desk.refused(asked, 429, "too many requests", now, disorder)
        : find(faults, Kind.UNAVAILABLE).isPresent() ? desk.refused(asked, 503, "unavailable", now, disorder)
        : desk.answer(asked, frozen.map(Fault::from).orElse(now), now, disorder);
    var bytes = bytes(distorted(answer, faults, disorder));
    if (find(faults, Kind.TRUNCATED).isPresent()) bytes = bytes.slice(0, bytes.length() / 2);
    boolean reset = find(faults, Kind.RESET).isPresent();
    ledger.add(new Ledger.Entry(received, now, asked.provider(), asked.path(), asked.ids(),
        reset ? 0 : answer.status(), reset ? 0 : bytes.length()));
    if (reset) {
      request.connection().close();
      return;
    }
    throttled.flatMap(Fault::after).ifPresent(after -> request.response().putHeader("Retry-After", String.valueOf(after.toSeconds())));
    send(request, answer.status(), bytes, find(faults, Kind.SLOW));
  }

  private void send(HttpServerRequest request, int status, Buffer bytes, Optional<Fault> slow) {
    var response = request.response().setStatusCode(status).putHeader("Content-Type", "application/json");
    if (slow.isEmpty()) response.end(bytes);
    else vertx.setTimer(slow.get().after().orElse(Fault.SLOW).toMillis(), late -> {
      if (!response.closed()) response.end(bytes);
    });
  }

  private static JsonNode distorted(HorseAnswer answer, List<Fault> faults, Draw disorder) {
    var body = answer.body();
    if (answer.status() != 200) return body;
    var distortion = new Distortion(disorder.on("faults"));
    for (var fault : faults) body = distortion.apply(fault.kind(), body);
    return body;
  }

  private static Optional<Fault> find(List<Fault> faults, Kind kind) {
    return faults.stream().filter(fault -> fault.kind() == kind).findFirst();
  }

  private static Buffer bytes(JsonNode body) {
    try {
      return Buffer.buffer(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a body that is no JSON", e);
    }
  }

  private static int from(HttpServerRequest request) {
    var from = request.getParam("from");
    return from != null && from.matches("\\d{1,9}") ? Integer.parseInt(from) : 0;
  }

  private void switchboard(HttpServerRequest request) {
    if (request.method() == HttpMethod.GET) show(request, 200, switchboard.json());
    else if (request.method() != HttpMethod.PUT) show(request, 405, new JsonObject().put("error", "GET or PUT"));
    else request.body().onSuccess(body -> {
      try {
        switchboard.set(Switchboard.parse(new JsonArray(body)));
        show(request, 200, switchboard.json());
      } catch (IllegalArgumentException | DecodeException e) {
        show(request, 400, new JsonObject().put("error", e.getMessage()));
      }
    });
  }

  private static void show(HttpServerRequest request, int status, Object json) {
    request.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(json + "\n");
  }
}
