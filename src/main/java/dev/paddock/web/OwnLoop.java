package dev.paddock.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** What several wait for comes on the event loop of whoever asked first: each of them goes on on his own. */
final class OwnLoop {
  private OwnLoop() {}

  /** The same, on the caller's context, if he has one. */
  static <T> Future<T> back(Future<T> elsewhere) {
    var own = Vertx.currentContext();
    if (own == null) return elsewhere;
    var promise = Promise.<T>promise();
    elsewhere.onComplete(done -> {
      if (Vertx.currentContext() == own) promise.handle(done);
      else own.runOnContext(turn -> promise.handle(done));
    });
    return promise.future();
  }
}
