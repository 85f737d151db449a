package dev.paddock.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code openapi.yaml}: the routes and what their requests may contain.
 *
 * @param document as published
 * @param routes   as mounted
 */
record Contract(JsonObject document, OpenAPIContract routes) {
  /** Where the contract's paths begin. */
  static final String BASE = "/api/v1";

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static Future<Contract> load(Vertx vertx) {
    return vertx.fileSystem().readFile("openapi.yaml").map(Contract::parse)
        .compose(document -> OpenAPIContract.from(vertx, mountable(document)).map(routes -> new Contract(document, routes)));
  }

  /** Who may call an operation: everybody, everybody and users are known, users, administrators. */
  enum Access { OPEN, KNOWN, USER, ADMIN }

  /** By operationId, as {@code security} says. */
  Map<String, Access> access() {
    return document.getJsonObject("paths").stream().flatMap(path -> ((JsonObject) path.getValue()).stream())
        .filter(method -> method.getValue() instanceof JsonObject operation && operation.containsKey("operationId"))
        .map(method -> (JsonObject) method.getValue())
        .collect(Collectors.toUnmodifiableMap(operation -> operation.getString("operationId"), Contract::access));
  }

  private static Access access(JsonObject operation) {
    var schemes = operation.getJsonArray("security", new JsonArray()).stream()
        .flatMap(either -> ((JsonObject) either).isEmpty() ? Stream.of("") : ((JsonObject) either).fieldNames().stream()).toList();
    if (schemes.isEmpty()) return Access.OPEN;
    if (schemes.contains("")) return Access.KNOWN;
    return schemes.contains("user") ? Access.USER : Access.ADMIN;
  }

  /** The operations that say something under that name: an extension. */
  Set<String> operationsWith(String name) {
    return document.getJsonObject("paths").stream().flatMap(path -> ((JsonObject) path.getValue()).stream())
        .filter(method -> method.getValue() instanceof JsonObject operation && operation.containsKey(name))
        .map(method -> ((JsonObject) method.getValue()).getString("operationId")).collect(Collectors.toUnmodifiableSet());
  }

  @SuppressWarnings("unchecked")
  private static JsonObject parse(Buffer yaml) {
    try {
      return new JsonObject((Map<String, Object>) YAML.readValue(yaml.getBytes(), Map.class));
    } catch (IOException e) {
      throw new IllegalStateException("openapi.yaml cannot be read", e);
    }
  }

  // vertx-openapi refuses media types that it does not know, RFC 9457's and CSV among them, and servers that are relative to the document.
  // Its router wants an authentication handler for whatever names a security scheme; the guard is ours.
  private static JsonObject mountable(JsonObject document) {
    var mountable = new JsonObject(document.encode().replace('"' + Problem.MEDIA_TYPE + '"', "\"application/json\""));
    mountable.getJsonObject("paths").forEach(path -> ((JsonObject) path.getValue()).forEach(method -> {
      if (!(method.getValue() instanceof JsonObject operation)) return;
      operation.remove("security");
      operation.getJsonObject("responses").forEach(response -> withoutCsv((JsonObject) response.getValue()));
    }));
    return mountable.put("servers", new JsonArray().add(new JsonObject().put("url", "http://localhost" + BASE)));
  }

  private static void withoutCsv(JsonObject response) {
    if (response.containsKey("content")) response.getJsonObject("content").remove("text/csv");
  }
}
