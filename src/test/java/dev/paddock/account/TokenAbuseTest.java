package dev.paddock.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.account.LogIns.Granted;
import dev.paddock.account.web.AccountOperations;
import dev.paddock.web.ContractClient;
import dev.paddock.web.ContractClient.Answered;
import dev.paddock.web.Gate.Admission;
import dev.paddock.web.PartOfSite;
import dev.paddock.web.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that nobody has issued, and some that count no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenAbuseTest {
  private final AccountGround ground = new AccountGround();
  private ContractClient api;
  private Granted owner;

  @BeforeAll void serve() {
    var operations = new AccountOperations(ground.registration, ground.recovery, ground.profiles).list();
    api = ContractClient.of(ground.vertx, PartOfSite.serve(ground.vertx, operations, ground.gate, ground.timers).await());
    owner = ground.loggedIn(ground.somebody(), "127.0.0.1");
  }

  @AfterAll void close() {
    ground.close();
  }

  private Answered me(String token) {
    return api.as(token).ask("getMe").answer();
  }

  @Test void a_token_as_it_was_issued_is_let_in() {
    me(owner.accessToken()).expect(200);
    me(forged(ground.key, h -> h, c -> c)).expect(200);
  }

  @Test void a_token_lasts_ten_minutes_and_not_a_moment_longer() {
    try (var later = new AccountGround()) {
      var token = later.loggedIn(later.somebody(), "127.0.0.1").accessToken();
      later.timers.jumpTo(later.timers.instant().plus(Duration.ofMinutes(10)).minusSeconds(1));
      assertThat(later.admitted(token)).isInstanceOf(Admission.Known.class);
      later.timers.jumpTo(later.timers.instant().plusSeconds(1));
      assertThat(later.admitted(token)).isInstanceOfSatisfying(Admission.Refused.class,
          refused -> assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.TOKEN_EXPIRED));
    }
  }

  record Abuse(String what, String token) {
    @Override public String toString() {
      return what;
    }
  }

  Stream<Abuse> abuses() {
    var parts = owner.accessToken().split("\\.");
    var stranger = SigningKey.parse(SigningKey.generate());
    return Stream.of(
        new Abuse("no algorithm, no signature", unsigned("none")),
        new Abuse("no algorithm, in capitals", unsigned("None")),
        new Abuse("no algorithm, with the signature of another token", unsigned("none") + parts[2]),
        new Abuse("the public key as a secret", symmetric()),
        new Abuse("another key under our key's name", forged(stranger, h -> h.put("kid", ground.key.id()), c -> c)),
        new Abuse("another key that comes along", forged(stranger, h -> h.put("jwk", new JsonObject().put("kty", "EC")), c -> c)),
        new Abuse("another key's name", forged(ground.key, h -> h.put("kid", "other"), c -> c)),
        new Abuse("another algorithm in the header", forged(ground.key, h -> h.put("alg", "ES384"), c -> c)),
        new Abuse("another type", forged(ground.key, h -> h.put("typ", "JWT"), c -> c)),
        new Abuse("no type", forged(ground.key, TokenAbuseTest::withoutType, c -> c)),
        new Abuse("for somebody else", forged(ground.key, h -> h, c -> c.put("aud", "another-api"))),
        new Abuse("for nobody", forged(ground.key, h -> h, c -> c.put("aud", new JsonArray()))),
        new Abuse("from somebody else", forged(ground.key, h -> h, c -> c.put("iss", "another-service"))),
        new Abuse("not yet", forged(ground.key, h -> h, c -> c.put("nbf", c.getLong("nbf") + 60).put("iat", c.getLong("iat") + 60))),
        new Abuse("of a log-in that never was", forged(ground.key, h -> h, c -> c.put("sid", UUID.randomUUID().toString()))),
        new Abuse("of somebody else's log-in", forged(ground.key, h -> h, c -> c.put("sub", "999"))),
        new Abuse("of no log-in", forged(ground.key, h -> h, c -> without(c, "sid"))),
        new Abuse("without an end", forged(ground.key, h -> h, c -> without(c, "exp"))),
        new Abuse("of nobody", forged(ground.key, h -> h, c -> c.put("sub", "operator"))),
        new Abuse("changed after it was signed", parts[0] + "." + encoded(claims().put("sub", "2")) + "." + parts[2]),
        new Abuse("with half a signature", parts[0] + "." + parts[1] + "." + parts[2].substring(0, 40)),
        new Abuse("with a signature of zeros", parts[0] + "." + parts[1] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64])),
        new Abuse("without a signature", parts[0] + "." + parts[1] + "."),
        new Abuse("two parts", parts[0] + "." + parts[1]),
        new Abuse("four parts", owner.accessToken() + ".x"),
        new Abuse("dots", ".."),
        new Abuse("a refresh token", owner.refreshToken().text()),
        new Abuse("very long", parts[0] + "." + "A".repeat(6_000) + "." + parts[2]));
  }

  @ParameterizedTest(name = "{0}") @MethodSource("abuses") void is_not_let_in(Abuse abuse) {
    me(abuse.token).expect(401, "unauthenticated");
  }

  @Test void nor_is_who_shows_nothing_or_something_else() {
    api.ask("getMe").answer().expect(401, "unauthenticated");
    api.ask("getMe").header("Authorization", "Basic dXNlcjpwYXNz").answer().expect(401, "unauthenticated");
  }

  private JsonObject claims() {
    var encoded = owner.accessToken().split("\\.")[1];
    return new JsonObject(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
  }

  private JsonObject header() {
    return new JsonObject().put("alg", "ES256").put("typ", "at+jwt").put("kid", ground.key.id());
  }

  private static JsonObject withoutType(JsonObject header) {
    return without(header, "typ");
  }

  private static JsonObject without(JsonObject json, String property) {
    json.remove(property);
    return json;
  }

  private String forged(SigningKey key, UnaryOperator<JsonObject> header, UnaryOperator<JsonObject> claims) {
    var text = encoded(header.apply(header())) + "." + encoded(claims.apply(claims()));
    return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private String unsigned(String algorithm) {
    return encoded(header().put("alg", algorithm)) + "." + encoded(claims()) + ".";
  }

  private String symmetric() {
    try {
      var text = encoded(header().put("alg", "HS256")) + "." + encoded(claims());
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(ground.key.publicPem().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(JsonObject json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
  }
}
