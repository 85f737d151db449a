package dev.paddock.fetch;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.spi.BodyStream;
import io.vertx.core.streams.WriteStream;

/** Collects a body, and gives up as soon as it is longer than allowed: an endless answer must not fill the heap. */
final class BoundedBody implements BodyStream<Buffer> {
  private final int maxBytes;
  private final Buffer body = Buffer.buffer();
  private final Promise<Buffer> result = Promise.promise();

  BoundedBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override public Future<Buffer> result() {
    return result.future();
  }

  @Override public void handle(Throwable failure) {
    result.tryFail(failure);
  }

  @Override public Future<Void> write(Buffer chunk) {
    if (body.length() + chunk.length() > maxBytes) {
      var tooLong = new IllegalStateException("the body is longer than " + maxBytes + " bytes");
      result.tryFail(tooLong);
      return Future.failedFuture(tooLong);
    }
    body.appendBuffer(chunk);
    return Future.succeededFuture();
  }

  @Override public Future<Void> end() {
    result.tryComplete(body);
    return Future.succeededFuture();
  }

  @Override public boolean writeQueueFull() {
    return false;
  }

  @Override public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
    return this;
  }
}
