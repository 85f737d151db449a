package dev.paddock.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The whole contract with real operations for some of it; the rest answers that it is not available. */
public final class PartOfSite {
  private PartOfSite() {}

  /** The port. */
  public static Future<Integer> serve(Vertx vertx, List<Operation> real) {
    return serve(vertx, real, Gate.CLOSED);
  }

  /** @param gate knows whose tokens are whose: a test's may know {@code user-7} as user 7 */
  public static Future<Integer> serve(Vertx vertx, List<Operation> real, Gate gate) {
    return serve(vertx, real, gate, InstantSource.system());
  }

  /** @param clock by which requests are received */
  public static Future<Integer> serve(Vertx vertx, List<Operation> real, Gate gate, InstantSource clock) {
    return HttpVerticle.deploy(vertx, 1, new HttpVerticle.Site("127.0.0.1", 0, completed(real), Map.of(), gate, clock));
  }

  /** {@code real} and, for every other operation of the contract, one that is not available. */
  public static List<Operation> completed(List<Operation> real) {
    var operations = new ArrayList<>(real);
    var known = new HashSet<>(Set.of("getContract", "getPushContract", "getProblem", "listen"));
    real.forEach(operation -> known.add(operation.id()));
    operationIds().filter(known::add).forEach(id -> operations.add(new Operation(id,
        request -> Future.succeededFuture(Answer.refused(Problem.Kind.UNAVAILABLE, id + " is not in this part")))));
    return operations;
  }

  private static Stream<String> operationIds() {
    try (var yaml = PartOfSite.class.getResourceAsStream("/openapi.yaml")) {
      var paths = new ObjectMapper(new YAMLFactory()).readTree(yaml).get("paths");
      return paths.valueStream().flatMap(JsonNode::valueStream).filter(method -> method.has("operationId"))
          .map(method -> method.get("operationId").asText()).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
