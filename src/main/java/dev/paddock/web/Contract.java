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

  @SuppressWarnings("unchecked")
  private static JsonObject parse(Buffer yaml) {
    try {
      return new JsonObject((Map<String, Object>) YAML.readValue(yaml.getBytes(), Map.class));
    } catch (IOException e) {
      throw new IllegalStateException("openapi.yaml cannot be read", e);
    }
  }

  // vertx-openapi refuses media types that it does not know, RFC 9457's among them, and servers that are relative to the document.
  private static JsonObject mountable(JsonObject document) {
    return new JsonObject(document.encode().replace('"' + Problem.MEDIA_TYPE + '"', "\"application/json\""))
        .put("servers", new JsonArray().add(new JsonObject().put("url", "http://localhost" + BASE)));
  }
}
