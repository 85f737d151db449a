package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.web.ContractClient;
import dev.paddock.web.Promised;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the contract, whatever it is, against those who want what is not theirs or send what makes no sense. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryOperationTest {
  private static final List<Promised> OPERATIONS = ContractClient.promised();
  /** Whoever waits for the end of their answers waits for ever. */
  private static final Set<String> ENDLESS = Set.of("listen");

  private World world;
  private World.Somebody alice;
  private Forger forger;
  private Map<String, String> forged;

  @BeforeAll void open() throws GeneralSecurityException {
    world = World.open(2025, round -> round >= 22, Map.of());
    alice = world.newcomer("Alice");
    forger = new Forger(world.signingKey(), alice.token());
    forged = forger.forgeries(world.now().getEpochSecond());
  }

  @AfterAll void close() {
    world.close();
  }

  static Stream<Promised> all() {
    return OPERATIONS.stream();
  }

  static Stream<Promised> withToken() {
    return OPERATIONS.stream().filter(o -> !o.access().equals("open"));
  }

  static Stream<Promised> ofAdministrators() {
    return OPERATIONS.stream().filter(o -> o.access().equals("admin"));
  }

  static Stream<Promised> edits() {
    return OPERATIONS.stream().filter(Promised::edits);
  }

  /** Signed ones are read by the operation. */
  static Stream<Promised> withBody() {
    return OPERATIONS.stream().filter(o -> o.body().isPresent() && !o.signed());
  }

  static Stream<Promised> thatMayCarryOne() {
    return OPERATIONS.stream().filter(o -> !o.method().equals("GET") && !o.signed());
  }

  /** Of somebody who may ask it. */
  private ContractClient.Ask ask(Promised operation) {
    return permitted(operation).ask(operation);
  }

  private ContractClient permitted(Promised operation) {
    return operation.access().equals("admin") ? world.operator() : operation.access().equals("open") ? world.api() : alice.api();
  }

  @ParameterizedTest
  @MethodSource("all")
  void without_a_token_only_what_is_open_is_answered(Promised operation) {
    boolean open = Set.of("open", "known").contains(operation.access());
    if (!open) world.api().ask(operation).answer().expect(401, "unauthenticated");
    else if (operation.method().equals("GET") && !ENDLESS.contains(operation.id())) assertThat(world.api().ask(operation).answer().status()).isNotIn(401, 403, 500);
  }

  @ParameterizedTest
  @MethodSource("withToken")
  void a_token_that_is_none_opens_nothing(Promised operation) {
    forged.forEach((how, token) -> assertThat(world.api().as(token).ask(operation).answer().status()).as(how).isEqualTo(401));
  }

  @ParameterizedTest
  @MethodSource("withToken")
  void an_expired_token_says_so(Promised operation) throws GeneralSecurityException {
    world.api().as(forger.expired(world.now().getEpochSecond())).ask(operation).answer().expect(401, "token-expired");
  }

  @ParameterizedTest
  @MethodSource("ofAdministrators")
  void what_is_for_administrators_is_not_for_users(Promised operation) {
    alice.api().ask(operation).answer().expect(403, "forbidden");
  }

  @ParameterizedTest
  @MethodSource("edits")
  void an_edit_says_what_it_was_made_from(Promised operation) {
    var asking = permitted(operation).ask(operation.id());
    operation.parameters().forEach(asking::with);
    operation.body().ifPresent(asking::body);
    asking.answer().expect(428, "precondition-required");
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void a_property_that_the_contract_does_not_name_is_refused(Promised operation) {
    var errors = ask(operation).body(operation.body().orElseThrow().copy().put("isAdmin", true)).anyway().answer()
        .expect(400, "malformed").json().getJsonArray("errors");
    assertThat(errors).anySatisfy(error -> assertThat(((JsonObject) error).getString("pointer")).isEqualTo("/isAdmin"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_parameter_that_the_contract_does_not_name_is_refused(Promised operation) {
    var errors = ask(operation).with("isAdmin", "true").anyway().answer().expect(400, "malformed").json().getJsonArray("errors");
    assertThat(errors.getJsonObject(0).getString("pointer")).isEqualTo("#isAdmin");
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void a_body_in_another_language_is_refused(Promised operation) {
    ask(operation).body("text/xml", Buffer.buffer("<please/>")).anyway().answer().expect(415, "unsupported-media");
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void a_body_that_is_no_json_is_refused(Promised operation) {
    ask(operation).body("application/json", Buffer.buffer("{\"a\":")).anyway().answer().expect(400, "malformed");
  }

  @ParameterizedTest
  @MethodSource("thatMayCarryOne")
  void a_body_over_64_kilobytes_is_refused(Promised operation) {
    ask(operation).body("application/json", Buffer.buffer(" ".repeat(64 * 1024 + 1))).anyway().answer().expect(413, "too-large");
  }

  @Test void no_two_operations_are_called_the_same() {
    assertThat(OPERATIONS.stream().map(Promised::id)).doesNotHaveDuplicates().hasSizeGreaterThan(100);
  }
}
