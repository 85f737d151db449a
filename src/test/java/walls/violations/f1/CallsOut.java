package walls.violations.f1;

import io.vertx.core.Vertx;

/** Planted: a wall must stop it. */
public final class CallsOut {
  public void call(Vertx vertx) {
    vertx.createHttpClient();
  }
}
