package dev.paddock.fetch;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** Collects a body, and gives up as soon as it is longer than allowed: an endless answer must not fill the heap. */
final class BoundedBody {
  private BoundedBody() {}

  /** Fails while the answer may still be coming: then whoever asked must cut the line. */
  static Future<Buffer> of(HttpClientResponse response, int maxBytes) {
    var body = Buffer.buffer();
    Promise<Buffer> whole = Promise.promise();
    response.exceptionHandler(whole::tryFail).endHandler(end -> whole.tryComplete(body)).handler(chunk -> {
      if (body.length() + chunk.length() <= maxBytes) body.appendBuffer(chunk);
      else whole.tryFail(new IllegalStateException("the body is longer than " + maxBytes + " bytes"));
    });
    return whole.future();
  }
}
