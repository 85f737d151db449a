package dev.paddock.web;

import com.fasterxml.jackson.core.StreamReadFeature;
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

  // Of two schemas of one name the later would win without a word.
  private static final ObjectMapper YAML =
      new ObjectMapper(YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  static Future<Contract> load(Vertx vertx) {
    return load(vertx, "openapi.yaml");
  }

  /** {@code asyncapi.yaml}, as published. */
  static Future<JsonObject> ofPushes(Vertx vertx) {
    return vertx.fileSystem().readFile("asyncapi.yaml").map(yaml -> parse("asyncapi.yaml", yaml));
  }

  static Future<Contract> load(Vertx vertx, String file) {
    return vertx.fileSystem().readFile(file).map(yaml -> parse(file, yaml))
        .compose(document -> OpenAPIContract.from(vertx, mountable(document)).map(routes -> new Contract(document, routes)));
  }

  /** Who may call an operation: everybody, everybody and users are known, users, administrators. */
  enum Access { OPEN, KNOWN, USER, ADMIN }

  /**
   * What an operation asks of a request before it is read, as {@code security} and the extensions say.
   *
   * @param edits      {@code x-if-match}: not without what it was made from
   * @param keeps      {@code x-idempotent}: true for what is done once for each Idempotency-Key, {@code secret} where the answer has one
   * @param rate       {@code x-rate}: which quota it takes from
   * @param signed     {@code x-signed-body}: its bytes are checked by the operation, before anybody reads them
   * @param takes      the media types of its body; empty: it has none
   */
  record Terms(Access access, boolean edits, Once.Keeps keeps, RateClass rate, boolean signed, Set<String> takes) {}

  /** By operationId. */
  Map<String, Terms> terms() {
    return operations(document).collect(Collectors.toUnmodifiableMap(operation -> operation.getString("operationId"), Contract::terms));
  }

  private static Terms terms(JsonObject operation) {
    var body = operation.getJsonObject("requestBody", new JsonObject()).getJsonObject("content", new JsonObject());
    return new Terms(access(operation), operation.getBoolean("x-if-match", false), keeps(operation),
        RateClass.of(operation.getString("x-rate", "default")), operation.getBoolean("x-signed-body", false),
        Set.copyOf(body.fieldNames()));
  }

  private static Once.Keeps keeps(JsonObject operation) {
    var marked = operation.getValue("x-idempotent", false);
    if (marked.equals("secret")) return Once.Keeps.THAT_IT_WAS;
    return marked.equals(true) ? Once.Keeps.ANSWER : Once.Keeps.NOTHING;
  }

  private static Access access(JsonObject operation) {
    var schemes = operation.getJsonArray("security", new JsonArray()).stream()
        .flatMap(either -> ((JsonObject) either).isEmpty() ? Stream.of("") : ((JsonObject) either).fieldNames().stream()).toList();
    if (schemes.isEmpty()) return Access.OPEN;
    if (schemes.contains("")) return Access.KNOWN;
    return schemes.contains("user") ? Access.USER : Access.ADMIN;
  }

  private static Stream<JsonObject> operations(JsonObject document) {
    return document.getJsonObject("paths").stream().flatMap(path -> ((JsonObject) path.getValue()).stream())
        .filter(method -> method.getValue() instanceof JsonObject operation && operation.containsKey("operationId"))
        .map(method -> (JsonObject) method.getValue());
  }

  @SuppressWarnings("unchecked")
  private static JsonObject parse(String file, Buffer yaml) {
    try {
      return new JsonObject((Map<String, Object>) YAML.readValue(yaml.getBytes(), Map.class));
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  // vertx-openapi refuses media types that it does not know, RFC 9457's, CSV and forms among them, and servers that are relative to the
  // document. Who may call what is ours to see to.
  private static JsonObject mountable(JsonObject document) {
    var mountable = new JsonObject(document.encode().replace('"' + Problem.MEDIA_TYPE + '"', "\"application/json\""));
    operations(mountable).forEach(operation -> {
      operation.remove("security");
      operation.getJsonObject("responses").forEach(response -> onlyJson((JsonObject) response.getValue()));
      if (operation.containsKey("requestBody") && onlyJson(operation.getJsonObject("requestBody"))) operation.remove("requestBody");
    });
    return mountable.put("servers", new JsonArray().add(new JsonObject().put("url", "http://localhost" + BASE)));
  }

  /** Whether nothing is left. */
  private static boolean onlyJson(JsonObject message) {
    if (!message.containsKey("content")) return false;
    var content = message.getJsonObject("content");
    Set.copyOf(content.fieldNames()).stream().filter(type -> !type.equals("application/json")).forEach(content::remove);
    if (content.isEmpty()) message.remove("content");
    return content.isEmpty();
  }
}
