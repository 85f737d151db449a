package dev.paddock.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole contract with real operations for some of it; the rest is the exhibit's. */
public final class PartOfSite {
  private PartOfSite() {}

  /** The port. */
  public static Future<Integer> serve(Vertx vertx, List<Operation> real) {
    var operations = new ArrayList<>(real);
    var known = real.stream().map(Operation::id).toList();
    new Exhibit().operations().stream().filter(operation -> !known.contains(operation.id())).forEach(operations::add);
    return HttpVerticle.deploy(vertx, 1, new HttpVerticle.Site("127.0.0.1", 0, operations, Map.of()));
  }
}
