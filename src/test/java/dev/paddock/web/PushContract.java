package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code asyncapi.yaml}: holds what is pushed against it, and remembers of which types events were. */
public final class PushContract {
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions().setBaseUri("app://").setDraft(Draft.DRAFT202012).setOutputFormat(OutputFormat.Basic);
  private static final Pattern PARAMETER = Pattern.compile("\\\\\\{\\w+\\\\}");

  private final JsonObject document;
  private final Map<String, Validator> validators = new HashMap<>();
  private final Set<String> seen = new TreeSet<>();

  private PushContract(JsonObject document) {
    this.document = document;
  }

  public static PushContract load() {
    var vertx = Vertx.vertx();
    try {
      return new PushContract(Contract.ofPushes(vertx).await());
    } finally {
      vertx.close().await();
    }
  }

  /** A message of an address, as its channel says. Of several that fit, the longest. */
  public void check(String address, JsonObject push) {
    var channel = document.getJsonObject("channels").stream().map(entry -> (JsonObject) entry.getValue())
        .filter(listed -> listed.getString("address") != null && pattern(listed.getString("address")).matcher(address).matches())
        .max(java.util.Comparator.comparingInt(listed -> listed.getString("address").length()));
    assertThat(channel).as("a channel of " + address).isPresent();
    var message = channel.get().getJsonObject("messages").getJsonObject("push").getString("$ref").replaceFirst(".*/", "");
    is(message, push);
    assertThat(push.getString("topic")).isEqualTo(address);
    push.getJsonArray("events").forEach(event -> seen.add(message + " " + ((JsonObject) event).getString("type")));
  }

  /** Of the messages of that name. */
  public void is(String message, JsonObject said) {
    var verdict = validators.computeIfAbsent(message, this::validator).validate(said);
    assertThat(verdict.getValid()).as(() -> message + ": " + said.encode() + " " + verdict.toJson().encodePrettily()).isTrue();
  }

  /** Channels' messages with the types that their events may have. */
  public Set<String> documented() {
    return messages().stream().filter(message -> ((JsonObject) message.getValue()).getJsonObject("payload").containsKey("allOf"))
        .flatMap(message -> types(((JsonObject) message.getValue()).getJsonObject("payload")).stream().map(type -> message.getKey() + " " + type))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public Set<String> seen() {
    return seen;
  }

  private JsonObject messages() {
    return document.getJsonObject("components").getJsonObject("messages");
  }

  private Set<String> types(JsonObject payload) {
    var items = payload.getJsonArray("allOf").getJsonObject(1).getJsonObject("properties").getJsonObject("events").getJsonObject("items");
    return items.getJsonArray("oneOf", new JsonArray().add(items)).stream()
        .map(either -> document.getJsonObject("components").getJsonObject("schemas").getJsonObject(((JsonObject) either).getString("$ref").replaceFirst(".*/", "")))
        .map(schema -> schema.getJsonObject("properties").getJsonObject("type"))
        .flatMap(type -> type.containsKey("const") ? java.util.stream.Stream.of(type.getString("const")) : type.getJsonArray("enum").stream().map(String::valueOf))
        .collect(Collectors.toSet());
  }

  private Validator validator(String message) {
    var schema = new JsonObject(messages().getJsonObject(message).getJsonObject("payload").encode()
        .replace("#/components/schemas/", "#/$defs/"));
    schema.put("$defs", new JsonObject(document.getJsonObject("components").getJsonObject("schemas").encode()
        .replace("#/components/schemas/", "#/$defs/")));
    return Validator.create(JsonSchema.of("app://" + message, schema), OPTIONS);
  }

  private static Pattern pattern(String address) {
    return Pattern.compile(PARAMETER.matcher(address.replace(".", "\\.").replace("{", "\\{").replace("}", "\\}")).replaceAll("[a-z0-9_.-]+"));
  }
}
