package walls.violations.f1;

import io.vertx.core.Vertx;

/** Planted: a wall must stop it. */
public final class SeesEventBus {
  public void tell(Vertx vertx) {
    vertx.eventBus().publish("anything", "goes");
  }
}
