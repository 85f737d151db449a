package dev.paddock.web;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request, already checked against the contract.
 *
 * @param parameters completed by the contract's defaults
 * @param headers    as they came
 * @param body       as it came; empty: none
 * @param asking     who asks, where the contract wants to know and he has said so
 * @param address    the client's network address
 * @param received   when its last byte was here, by the service's clock
 */
public record Request(Map<String, Object> parameters, MultiMap headers, Buffer body, Optional<Caller> asking, String address,
    Instant received) {
  private static final Pattern REVISION = Pattern.compile("\"r(\\d{1,18})\\.[0-9a-f]{32}(-gzip)?\"");
  private static final Pattern WEIGHT = Pattern.compile("q=[01](\\.\\d{0,3})?");

  /** One of parameters only. */
  public Request(Map<String, Object> parameters) {
    this(parameters, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), Optional.empty(), "127.0.0.1", Instant.EPOCH);
  }

  /** Who asks an operation that is not open to everybody. */
  public Caller caller() {
    return asking.orElseThrow(() -> new IllegalStateException("the contract lets everybody ask this"));
  }

  /**
   * The revision that an edit was made from, as {@link Answer#revised} told it: what If-Match says of an operation that the contract
   * marks {@code x-if-match}. -1, which no revision is, for an ETag that is not one of ours.
   */
  public long revision() {
    var tag = REVISION.matcher(header("if-match").orElse(""));
    return tag.matches() ? Long.parseLong(tag.group(1)) : -1;
  }

  /** The body, byte for byte: what a signature is of. */
  public byte[] bytes() {
    return body.getBytes();
  }

  /** A body that the contract requires to be a JSON object. */
  public JsonObject json() {
    return body.toJsonObject();
  }

  /** The first of that name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Whether the client would rather have the one media type than the other; if it does not care, the other. */
  public boolean prefers(String mediaType, String other) {
    var accept = header("accept").orElse("*/*");
    return quality(accept, mediaType) > quality(accept, other);
  }

  /** Of the range that names the type most closely (RFC 9110, 12.5.1). */
  private static double quality(String accept, String mediaType) {
    var ranges = List.of(mediaType, mediaType.replaceFirst("/.*", "/*"), "*/*");
    return Stream.of(accept.toLowerCase(Locale.ROOT).split(",")).map(range -> range.strip().split("\\s*;\\s*"))
        .filter(range -> ranges.contains(range[0])).min(Comparator.comparingInt(range -> ranges.indexOf(range[0])))
        .map(range -> Stream.of(range).filter(parameter -> WEIGHT.matcher(parameter).matches()).findFirst()
            .map(weight -> Double.parseDouble(weight.substring(2))).orElse(1.0)).orElse(0.0);
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

  /** Whether it comes from one of our own pages, or from a client that is no browser and names no origin. */
  public boolean sameOrigin() {
    return SecurityHeaders.sameOrigin(header("origin"), header("host"));
  }
}
