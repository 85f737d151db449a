package dev.paddock.fetch;

import io.vertx.core.Handler;
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

  /** A body without an end, as fast as it is taken. */
  static void pour(HttpServerRequest request) {
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
