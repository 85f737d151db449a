package walls.violations.f1;

import io.vertx.core.Vertx;

/** Planted: a wall must stop it. */
public final class MakesVertx {
  public Vertx another() {
    return Vertx.vertx();
  }
}
