package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputFormat;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A client that knows the contract and nothing else: it is told operations, never paths. What it sends is checked before it is sent, unless
 * it is told to send it {@link Ask#anyway}, and what it hears is checked always: status, media type, body.
 *
 * <pre>{@code
 * var api = ContractClient.of(vertx, port);
 * var team = api.as(token).ask("createTeam").body(new JsonObject().put("name", "Alfa")).answer().expect(201).json();
 * api.as(token).ask("changeTeam").with("teamId", 7).ifMatch(read.etag()).body(...).answer().expect(412, "precondition-failed");
 * }</pre>
 */
public final class ContractClient {
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions().setBaseUri("app://").setDraft(Draft.DRAFT202012).setOutputFormat(OutputFormat.Basic);
  private static final Pattern INNARDS = Pattern.compile("(?i)exception|dev\\.paddock|io\\.vertx|java\\.(lang|util|time)|\\bat [a-z]+\\.[a-z.]+\\("
      + "|\\bselect .* from\\b|\\binsert into\\b|\\bupdate .* set\\b|constraint|relation \\\\?\"|jdbc|netty|postgres|SQLSTATE");
  private static final Map<String, Set<Integer>> EXERCISED = new ConcurrentHashMap<>();

  private final Vertx vertx;
  private final WebClient http;
  private final int port;
  private final Contract contract;
  private final Optional<String> token;

  private ContractClient(Vertx vertx, WebClient http, int port, Contract contract, Optional<String> token) {
    this.vertx = vertx;
    this.http = http;
    this.port = port;
    this.contract = contract;
    this.token = token;
  }

  /** Nobody's, of the site on that port of this machine. Blocks; the Vertx closes it. */
  public static ContractClient of(Vertx vertx, int port) {
    return of(vertx, port, Contract.load(vertx).await());
  }

  static ContractClient of(Vertx vertx, int port, Contract contract) {
    return new ContractClient(vertx, WebClient.create(vertx), port, contract, Optional.empty());
  }

  /** The same with a token. */
  public ContractClient as(String token) {
    return new ContractClient(vertx, http, port, contract, Optional.of(token));
  }

  /** The same without one. */
  public ContractClient asNobody() {
    return new ContractClient(vertx, http, port, contract, Optional.empty());
  }

  public Ask ask(String operationId) {
    var operation = contract.routes().operation(operationId);
    assertThat(operation).as("the contract has an operation " + operationId).isNotNull();
    return new Ask(operation);
  }

  /** All operations, in the contract's order. Blocks. */
  public static List<Promised> promised() {
    var vertx = Vertx.vertx();
    try {
      return Promised.all(Contract.load(vertx).await()).toList();
    } finally {
      vertx.close().await();
    }
  }

  /** With the smallest parameters and body that the contract lets be sent to it. */
  public Ask ask(Promised operation) {
    var asking = ask(operation.id());
    operation.parameters().forEach(asking::with);
    operation.body().ifPresent(asking::body);
    if (operation.edits()) asking.ifMatch("\"r0.00000000000000000000000000000000\"");
    return asking;
  }

  /** What was answered in this process so far: statuses by operation. */
  public static Map<String, Set<Integer>> exercised() {
    return EXERCISED.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue()), (a, b) -> a, TreeMap::new));
  }

  /** A request in the making. */
  public final class Ask {
    private final Operation operation;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Optional<Buffer> body = Optional.empty();
    private boolean anyway;

    private Ask(Operation operation) {
      this.operation = operation;
    }

    /** A parameter of the path or the query, or a header or cookie that the contract names. */
    public Ask with(String name, Object value) {
      parameters.put(name, value);
      return this;
    }

    public Ask header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    /** @param etag as it was read */
    public Ask ifMatch(String etag) {
      return header("If-Match", etag);
    }

    public Ask body(JsonObject json) {
      return body("application/json", json.toBuffer());
    }

    public Ask body(String mediaType, Buffer bytes) {
      body = Optional.of(bytes);
      return header("Content-Type", mediaType);
    }

    /** Sends what the contract refuses, too. */
    public Ask anyway() {
      anyway = true;
      return this;
    }

    /** Sends, and waits. */
    public Answered answer() {
      return sent().await();
    }

    /** Sends. */
    public Future<Answered> sent() {
      if (!anyway) check();
      var request = http.request(operation.getHttpMethod(), port, "127.0.0.1", path());
      token.ifPresent(shown -> request.putHeader("Authorization", "Bearer " + shown));
      headers.forEach(request::putHeader);
      parameters.forEach((name, value) -> {
        if (in(name) == Location.HEADER) request.putHeader(name, value.toString());
        if (in(name) == Location.COOKIE) request.putHeader("Cookie", name + "=" + value);
      });
      return (body.isPresent() ? request.sendBuffer(body.get()) : request.send()).compose(this::checked);
    }

    private String path() {
      var path = operation.getAbsoluteOpenAPIPath();
      var query = new StringBuilder();
      for (var p : parameters.entrySet()) {
        switch (in(p.getKey())) {
          case PATH -> path = path.replace("{" + p.getKey() + "}", encoded(p.getValue()));
          case QUERY -> {
            for (var value : p.getValue() instanceof Iterable<?> several ? several : Set.of(p.getValue())) {
              query.append(query.isEmpty() ? '?' : '&').append(encoded(p.getKey())).append('=').append(encoded(value));
            }
          }
          default -> { }
        }
      }
      return path + query;
    }

    /** One that the contract does not name is sent in the query. */
    private Location in(String name) {
      return operation.getParameters().stream().filter(p -> p.getName().equals(name)).map(p -> p.getIn()).findFirst().orElse(Location.QUERY);
    }

    private void check() {
      for (var p : operation.getParameters()) {
        var given = parameters.get(p.getName());
        if (given != null) valid(p.getSchema(), given, "parameter " + p.getName());
        else assertThat(p.isRequired()).as(operation.getOperationId() + " requires the parameter " + p.getName()).isFalse();
      }
      var known = operation.getParameters().stream().map(p -> p.getName()).toList();
      assertThat(known).as("parameters of " + operation.getOperationId()).containsAll(parameters.keySet());
      var expected = operation.getRequestBody();
      if (expected == null || !headers.getOrDefault("Content-Type", "application/json").equals("application/json")) return;
      if (body.isPresent()) valid(expected.getContent().get("application/json").getSchema(), body.get().toJsonObject(), "the body");
      else assertThat(expected.isRequired()).as(operation.getOperationId() + " requires a body").isFalse();
    }

    private void valid(JsonSchema schema, Object value, String what) {
      var verdict = contract.routes().getSchemaRepository().validator(schema, OPTIONS).validate(value);
      assertThat(verdict.getValid()).as(() -> operation.getOperationId() + ", " + what + ": " + verdict.toJson().encodePrettily()).isTrue();
    }

    /** No stack, no class, no SQL: nothing of what the service is made of. */
    private static void assertDiscreet(Answered refused) {
      assertThat(refused.mediaType()).as(refused.operation + " refuses").isEqualTo(Problem.MEDIA_TYPE);
      assertThat(refused.text()).as(refused.operation + " refuses").doesNotContainPattern(INNARDS);
    }

    private Future<Answered> checked(HttpResponse<Buffer> response) {
      var id = operation.getOperationId();
      EXERCISED.computeIfAbsent(id, none -> ConcurrentHashMap.newKeySet()).add(response.statusCode());
      var answered = new Answered(id, response);
      if (response.body() == null || operation.getHttpMethod() == HttpMethod.HEAD) {
        assertThat(response.statusCode()).as(id + " answers without a body").isIn(200, 201, 202, 204, 303, 304);
        return Future.succeededFuture(answered);
      }
      var mediaType = answered.mediaType();
      if (response.statusCode() >= 400) assertDiscreet(answered);
      else assertThat(mediaTypes(id, response.statusCode())).as(id + " answers " + response.statusCode() + " in").contains(mediaType);
      if (!mediaType.endsWith("json") || mediaType.endsWith("ndjson")) return Future.succeededFuture(answered);
      return ResponseValidator.create(vertx, contract.routes())
          .validate(ValidatableResponse.create(response.statusCode(), response.body(), "application/json"), id)
          .map(answered)
          .recover(invalid -> Future.failedFuture(new AssertionError(id + " answers " + response.statusCode() + " "
              + response.bodyAsString() + ": " + invalid.getMessage(), invalid)));
    }
  }

  private Set<String> mediaTypes(String id, int status) {
    var responses = contract.document().getJsonObject("paths").stream().flatMap(path -> ((JsonObject) path.getValue()).stream())
        .filter(method -> method.getValue() instanceof JsonObject operation && id.equals(operation.getString("operationId")))
        .map(method -> ((JsonObject) method.getValue()).getJsonObject("responses")).findFirst().orElseThrow();
    var response = responses.getJsonObject(Integer.toString(status));
    assertThat(response).as(id + " may answer " + status).isNotNull();
    if (response.containsKey("$ref")) response = contract.document().getJsonObject("components").getJsonObject("responses")
        .getJsonObject(response.getString("$ref").replaceFirst(".*/", ""));
    return new TreeSet<>(response.getJsonObject("content", new JsonObject()).fieldNames());
  }

  private static String encoded(Object value) {
    return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** An answer that is what the contract says. */
  public record Answered(String operation, HttpResponse<Buffer> response) {
    public int status() {
      return response.statusCode();
    }

    public JsonObject json() {
      return response.bodyAsJsonObject();
    }

    public String text() {
      return response.bodyAsString();
    }

    public String etag() {
      return response.getHeader("ETag");
    }

    public String header(String name) {
      return response.getHeader(name);
    }

    public String mediaType() {
      return Optional.ofNullable(header("Content-Type")).map(type -> type.split(";")[0]).orElse("");
    }

    /** The problem's slug; empty for a success. */
    public String problem() {
      return status() < 400 ? "" : json().getString("type").replaceFirst(".*/", "");
    }

    public Answered expect(int status) {
      assertThat(status()).as(() -> operation + " answers " + text()).isEqualTo(status);
      return this;
    }

    /** @param problem its slug, such as {@code lineup-locked} */
    public Answered expect(int status, String problem) {
      assertThat(status() + " " + problem()).as(() -> operation + " answers " + text()).isEqualTo(status + " " + problem);
      return this;
    }
  }
}
