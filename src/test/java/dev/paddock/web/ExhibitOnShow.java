package dev.paddock.web;

import dev.paddock.bus.Bus;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Before each test a new exhibit, over the real server and bridge, on a free port. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExhibitOnShow {
  Vertx vertx;
  Bus bus;
  Exhibit exhibit;
  int port;

  @BeforeAll void serve() {
    vertx = Vertx.vertx();
    bus = Bus.of(vertx);
  }

  @AfterAll void close() {
    vertx.close().await();
  }

  @BeforeEach void show() {
    exhibit = new Exhibit();
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    port = HttpVerticle.deploy(vertx, 1, exhibit.site(0)).await();
    vertx.deployVerticle(new PushRelay(bus, exhibit.clock())).await();
  }
}
