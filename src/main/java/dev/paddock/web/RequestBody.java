package dev.paddock.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * What a client sends, read into memory up to a limit and no further, whatever length it gave: what comes after is let go of as it comes,
 * so that the answer can be heard, and the connection is closed once that is more than a megabyte or takes more than half a minute.
 */
final class RequestBody {
  private static final long LET_GO = 1 << 20;
  private static final long PATIENCE_MILLIS = 30_000;

  /** Of an operation that has none, and of one that was not sent. */
  static final Read NONE = new Read.Whole(Buffer.buffer());

  private final Promise<Read> promise = Promise.promise();
  private final HttpServerRequest request;
  private final int limit;
  private final Buffer body = Buffer.buffer();
  private long length;

  /** The body, or that it is too large. */
  sealed interface Read {
    record Whole(Buffer bytes) implements Read {}

    record TooLarge() implements Read {}
  }

  private RequestBody(HttpServerRequest request, int limit) {
    this.request = request;
    this.limit = limit;
  }

  /** @param limit bytes */
  static Future<Read> read(Vertx vertx, HttpServerRequest request, int limit) {
    if (!request.headers().contains(HttpHeaders.CONTENT_LENGTH) && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return Future.succeededFuture(NONE);
    }
    var reading = new RequestBody(request, limit);
    long timer = vertx.setTimer(PATIENCE_MILLIS, late -> request.connection().close());
    request.handler(reading::take)
        .endHandler(end -> {
          vertx.cancelTimer(timer);
          reading.promise.tryComplete(new Read.Whole(reading.body));
        })
        .exceptionHandler(gone -> {
          vertx.cancelTimer(timer);
          reading.promise.tryFail(gone);
        });
    return reading.promise.future();
  }

  private void take(Buffer part) {
    length += part.length();
    if (length <= limit) body.appendBuffer(part);
    else promise.tryComplete(new Read.TooLarge());
    if (length > LET_GO) request.connection().close();
  }
}
