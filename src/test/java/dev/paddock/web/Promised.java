package dev.paddock.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operation as the contract promises it, with values that may be sent to it.
 *
 * @param access     open, known, user or admin
 * @param edits      needs If-Match
 * @param signed     checks its body itself
 * @param parameters smallest values of those of the path, and of others that are required
 * @param inPath     names of those of the path
 * @param body       the smallest that may be sent; empty: it takes none, or none of JSON
 * @param takes      media types of its body
 */
public record Promised(String id, String method, String path, String access, boolean edits, boolean signed, Map<String, Object> parameters,
    List<String> inPath, Optional<JsonObject> body, List<String> takes) {
  private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

  static Stream<Promised> all(Contract contract) {
    var document = contract.document();
    var terms = contract.terms();
    var sample = new Sample(document);
    return document.getJsonObject("paths").stream().flatMap(path -> METHODS.stream()
        .filter(((JsonObject) path.getValue())::containsKey).map(method -> {
          var operation = ((JsonObject) path.getValue()).getJsonObject(method);
          var id = operation.getString("operationId");
          var parameters = new LinkedHashMap<String, Object>();
          var inPath = new ArrayList<String>();
          var shared = ((JsonObject) path.getValue()).getJsonArray("parameters", new JsonArray());
          Stream.concat(shared.stream(), operation.getJsonArray("parameters", new JsonArray()).stream()).forEach(listed -> {
            var parameter = resolved(document, (JsonObject) listed);
            boolean isInPath = parameter.getString("in").equals("path");
            if (isInPath) inPath.add(parameter.getString("name"));
            if (isInPath || parameter.getBoolean("required", false)) parameters.put(parameter.getString("name"),
                parameter.containsKey("example") ? parameter.getValue("example") : sample.of(parameter.getJsonObject("schema")));
          });
          var body = Optional.ofNullable(operation.getJsonObject("requestBody")).map(b -> b.getJsonObject("content").getJsonObject("application/json"))
              .map(json -> json.containsKey("example") ? json.getJsonObject("example") : (JsonObject) sample.of(json.getJsonObject("schema")));
          var known = terms.get(id);
          return new Promised(id, method.toUpperCase(Locale.ROOT), path.getKey(), known.access().name().toLowerCase(Locale.ROOT), known.edits(),
              known.signed(), parameters, inPath, body, List.copyOf(known.takes()));
        }));
  }

  private static JsonObject resolved(JsonObject document, JsonObject parameter) {
    var ref = parameter.getString("$ref");
    return ref == null ? parameter : document.getJsonObject("components").getJsonObject("parameters").getJsonObject(ref.replaceFirst(".*/", ""));
  }

  @Override public String toString() {
    return id;
  }
}
