package dev.paddock.fetch;

import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** What a server may answer that is not simply a body. */
final class Answers {
  private Answers() {}

  static Handler<HttpServerRequest> status(int status) {
    return request -> request.response().setStatusCode(status).end();
  }

  /** A body without an end, as fast as it is taken. @param cut when the connection is */
  static Handler<HttpServerRequest> endless(Promise<Void> cut) {
    return request -> {
      request.connection().closeHandler(cut::tryComplete);
      request.response().setChunked(true);
      pour(request);
    };
  }

  private static void pour(HttpServerRequest request) {
    request.response().write(Buffer.buffer("x".repeat(8192))).onSuccess(v -> pour(request));
  }

  static Buffer gzip(byte[] body) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
