package dev.paddock.web;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One operation's requests against its contract: every parameter and the body, and nothing that the contract does not name. Made once for
 * an event loop, because a schema is slow to prepare and quick to ask.
 */
final class RequestCheck {
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions().setBaseUri("app://").setDraft(Draft.DRAFT202012).setOutputFormat(OutputFormat.Basic);
  /** Of faults that are told: who has more of them sees the rest the next time. */
  private static final int TOLD = 10;

  private final List<Checked> parameters;
  private final Set<String> queries;
  private final Optional<Validator> body;
  private final boolean bodyRequired;

  private record Checked(Parameter parameter, Validator validator, Optional<Object> otherwise) {
    String name() {
      return parameter.getName();
    }
  }

  /** What a request turned out to be. */
  sealed interface Found {
    /** @param parameters by name, completed by the contract's defaults */
    record Right(Map<String, Object> parameters) implements Found {}

    record Wrong(Problem problem) implements Found {}
  }

  private RequestCheck(List<Checked> parameters, Optional<Validator> body, boolean bodyRequired) {
    this.parameters = parameters;
    this.queries = parameters.stream().filter(p -> p.parameter.getIn() == Location.QUERY).map(Checked::name)
        .collect(Collectors.toUnmodifiableSet());
    this.body = body;
    this.bodyRequired = bodyRequired;
  }

  static RequestCheck of(Contract contract, Operation operation) {
    var parameters = operation.getParameters().stream().map(p -> new Checked(p, alone(p.getSchema()),
        Optional.ofNullable(p.getSchema().get("default")))).toList();
    var body = operation.getRequestBody();
    var json = body == null ? null : body.getContent().get(MediaType.APPLICATION_JSON);
    return new RequestCheck(parameters, Optional.ofNullable(json)
        .map(type -> contract.routes().getSchemaRepository().validator(type.getSchema(), OPTIONS)),
        body != null && body.isRequired());
  }

  /** A parameter's schema names no other: apart from the contract it is a thousandth of its size. */
  private static Validator alone(JsonSchema schema) {
    var words = new JsonObject();
    schema.fieldNames().stream().filter(name -> !name.startsWith("__")).forEach(name -> words.put(name, (Object) schema.get(name)));
    return Validator.create(JsonSchema.of(words), OPTIONS);
  }

  /** All but the body. */
  Found parameters(RoutingContext ctx) {
    var query = ctx.queryParams();
    for (var name : query.names()) {
      if (!queries.contains(name)) return new Found.Wrong(Problem.malformed(name, "This operation has no such parameter."));
    }
    if (parameters.isEmpty()) return new Found.Right(Map.of());
    var found = new HashMap<String, Object>();
    var faults = new ArrayList<Problem.Fault>();
    for (var p : parameters) {
      var given = given(ctx, query, p.parameter);
      if (given.isEmpty()) {
        if (p.parameter.isRequired()) faults.add(fault(p, "It is missing."));
        p.otherwise.ifPresent(value -> found.put(p.name(), value));
        continue;
      }
      switch (ParameterText.read(p.parameter, given)) {
        case ParameterText.Read.Unreadable(var why) -> faults.add(fault(p, why));
        case ParameterText.Read.Value(var value) -> {
          var verdict = p.validator.validate(value);
          if (verdict.getValid()) found.put(p.name(), value);
          else faults.add(fault(p, sentence(said(verdict).findFirst().orElse(verdict))));
        }
      }
    }
    return faults.isEmpty() ? new Found.Right(found) : new Found.Wrong(new Problem(Problem.Kind.MALFORMED, null, List.copyOf(faults)));
  }

  private static List<String> given(RoutingContext ctx, MultiMap query, Parameter parameter) {
    var name = parameter.getName();
    return switch (parameter.getIn()) {
      case PATH -> Optional.ofNullable(ctx.pathParam(name)).stream().toList();
      case QUERY -> query.getAll(name);
      case HEADER -> ctx.request().headers().getAll(name);
      case COOKIE -> Optional.ofNullable(ctx.request().getCookie(name)).map(Cookie::getValue).stream().toList();
    };
  }

  /** What is wrong with a body of JSON; empty: nothing. */
  Optional<Problem> body(Buffer bytes) {
    if (bytes.length() == 0) return bodyRequired ? Optional.of(Problem.of(Problem.Kind.MALFORMED, "The body is missing.")) : Optional.empty();
    if (body.isEmpty()) return Optional.of(Problem.of(Problem.Kind.MALFORMED, "This operation takes no body."));
    return switch (JsonText.read(bytes)) {
      case JsonText.Read.Unreadable(var why) -> Optional.of(Problem.of(Problem.Kind.MALFORMED, why));
      case JsonText.Read.Value(var value) -> faults(body.get().validate(value));
    };
  }

  private static Optional<Problem> faults(OutputUnit verdict) {
    if (verdict.getValid()) return Optional.empty();
    var faults = said(verdict).map(unit -> new Problem.Fault(unit.getInstanceLocation().replaceFirst("^#", ""), "invalid", sentence(unit)))
        .distinct().limit(TOLD).toList();
    return Optional.of(new Problem(Problem.Kind.MALFORMED, null, faults));
  }

  /** The innermost errors: those around them only say that there are some. */
  private static Stream<OutputUnit> said(OutputUnit verdict) {
    var all = Optional.ofNullable(verdict.getErrors()).orElse(List.of());
    var deepest = all.stream().mapToInt(unit -> depth(unit.getKeywordLocation())).max().orElse(0);
    return all.stream().filter(unit -> depth(unit.getKeywordLocation()) == deepest);
  }

  private static int depth(String location) {
    return location == null ? 0 : (int) location.chars().filter(c -> c == '/').count();
  }

  private static Problem.Fault fault(Checked p, String why) {
    return new Problem.Fault("#" + p.name(), "invalid", why);
  }

  private static String sentence(OutputUnit unit) {
    return SchemaWords.sentence(unit.getError());
  }
}
