package dev.paddock.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A provider in a process of its own: answers every GET with the same small race, and keeps a ledger of the instant at which each
 * request arrived. {@code GET /ledger} hands it out, a line a request; {@code DELETE /ledger} begins anew.
 * It prints its port, and ends with its standard input.
 */
public final class FakeProvider {
  private static final Buffer BODY = Buffer.buffer("""
      {"header":{"title":"Event Details","generated_time":"2025-07-17T10:48:13.805562713Z"},"data":{"race":{"event_id":"bench",\
      "status":"Open","advertised_start":1752749280,"actual_start":1752749280,"track_condition":"Good","weather":"FINE"},"results":[]}}
      """);
  private static final String LEDGER = "/ledger";

  /** Text in chunks: it grows without ever being copied, so that keeping it delays no answer. */
  private final List<Buffer> ledger = new ArrayList<>();

  private FakeProvider() {}

  public static void main(String... args) throws Exception {
    var vertx = Vertx.vertx();
    var provider = new FakeProvider();
    var server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0).setTcpNoDelay(true).setAcceptBacklog(8192)
            .setMaxInitialLineLength(1 << 17))
        .requestHandler(provider::answer).listen().await();
    System.out.println(server.actualPort());
    while (System.in.read() >= 0) { /* whoever started it lives */ }
    System.exit(0);
  }

  private Future<Void> answer(HttpServerRequest request) {
    var now = Instant.now();
    if (!request.path().equals(LEDGER)) {
      note(now, request.uri());
      return request.response().putHeader("Content-Type", "application/json").end(BODY);
    }
    if (request.method() == HttpMethod.DELETE) {
      ledger.clear();
      return request.response().end();
    }
    var response = request.response().setChunked(true);
    ledger.forEach(response::write);
    return response.end();
  }

  private void note(Instant at, String uri) {
    if (ledger.isEmpty() || ledger.getLast().length() > 1_000_000) ledger.add(Buffer.buffer(1_100_000));
    ledger.getLast().appendString(Receipt.nanos(at) + " " + uri + "\n");
  }
}
