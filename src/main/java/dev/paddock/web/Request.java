package dev.paddock.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * A request, already checked against the contract.
 *
 * @param parameters completed by the contract's defaults
 * @param headers    of one value each, names in lower case
 * @param body       as it came; empty: none
 */
public record Request(Map<String, Object> parameters, Map<String, String> headers, Buffer body) {
  /** One of parameters only. */
  public Request(Map<String, Object> parameters) {
    this(parameters, Map.of(), Buffer.buffer());
  }

  /** The body, byte for byte: what a signature is of. */
  public byte[] bytes() {
    return body.getBytes();
  }

  /** A body that the contract requires to be a JSON object. */
  public JsonObject json() {
    return body.toJsonObject();
  }

  /** @param name in lower case */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** A parameter that the contract requires or has a default for. */
  public String text(String name) {
    return maybeText(name).orElseThrow(() -> new IllegalStateException("the contract neither requires " + name + " nor has a default"));
  }

  public Optional<String> maybeText(String name) {
    return Optional.ofNullable(parameters.get(name)).map(Object::toString);
  }

  /** A parameter that the contract requires or has a default for. */
  public long number(String name) {
    return maybeNumber(name).orElseThrow(() -> new IllegalStateException("the contract neither requires " + name + " nor has a default"));
  }

  public Optional<Long> maybeNumber(String name) {
    return Optional.ofNullable(parameters.get(name)).map(n -> ((Number) n).longValue());
  }

  /** A number that the contract bounds well below two billion. */
  public int count(String name) {
    return Math.toIntExact(number(name));
  }
}
