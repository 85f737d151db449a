package dev.paddock.account;

import static dev.paddock.account.AccountWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.web.ContractClient.Answered;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log-ins of browsers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshCookieTest {
  private final AccountWorld world = new AccountWorld();

  @AfterAll void close() {
    world.close();
  }

  private Answered logIn() {
    return world.api().ask("logIn").header("User-Agent", "test")
        .body(new JsonObject().put("email", world.registered().email()).put("password", PASSWORD)).answer().expect(200);
  }

  private static String cookie(Answered answered) {
    return answered.header("Set-Cookie").replaceFirst(";.*", "");
  }

  private Answered refresh(String cookie, String... headers) {
    var ask = world.api().ask("refresh").header("User-Agent", "test").header("Cookie", "theme=dark; " + cookie);
    for (int i = 0; i < headers.length; i += 2) ask.header(headers[i], headers[i + 1]);
    return ask.answer();
  }

  @Test void no_script_sees_it_and_no_other_site_sends_it() {
    var answered = logIn();
    assertThat(answered.json().containsKey("refreshToken")).isFalse();
    assertThat(answered.header("Set-Cookie")).startsWith("paddock_refresh=").contains("; HttpOnly", "; Secure", "; SameSite=Strict",
        "; Path=/api/v1/auth", "; Max-Age=2592000").doesNotContain("Domain");
    assertThat(answered.header("Cache-Control")).isEqualTo("private, no-store");
  }

  @Test void a_browser_refreshes_by_its_cookie_and_gets_the_next_one() {
    var first = logIn();
    var second = refresh(cookie(first), "Origin", "http://127.0.0.1:" + world.world.port()).expect(200);
    assertThat(cookie(second)).isNotEqualTo(cookie(first));
    assertThat(second.json().containsKey("refreshToken")).isFalse();
    world.api().as(second.json().getString("accessToken")).ask("getMe").answer().expect(200);
    refresh(cookie(second)).expect(200);
  }

  @ParameterizedTest @ValueSource(strings = {"https://evil.example", "http://127.0.0.1:1", "null", "http://127.0.0.1.evil.example"})
  void another_sites_page_cannot_refresh(String origin) {
    var first = logIn();
    refresh(cookie(first), "Origin", origin).expect(403, "forbidden");
    world.api().ask("logIn").header("Origin", origin).body(new JsonObject().put("email", "a@example.org").put("password", PASSWORD)).answer()
        .expect(403, "forbidden");
    refresh(cookie(first)).expect(200);
  }

  @Test void a_page_that_the_operator_has_named_may() {
    var first = logIn();
    refresh(cookie(first), "Origin", AccountWorld.OTHER_PAGE).expect(200);
  }

  @Test void a_cookie_that_is_worth_nothing_is_taken_away() {
    var first = logIn();
    assertThat(refresh("paddock_refresh=nonsense").expect(401, "unauthenticated").header("Set-Cookie")).contains("Max-Age=0", "Path=/api/v1/auth");
    assertThat(world.api().as(first.json().getString("accessToken")).ask("logOut").answer().expect(204).header("Set-Cookie"))
        .startsWith("paddock_refresh=;").contains("Max-Age=0");
    refresh(cookie(first)).expect(401, "unauthenticated");
    world.api().ask("refresh").answer().expect(401, "unauthenticated");
  }

  @Test void a_stolen_cookie_ends_the_log_in() {
    var first = logIn();
    var second = refresh(cookie(first)).expect(200);
    refresh(cookie(first), "User-Agent", "a thief's").expect(401, "refresh-reused");
    refresh(cookie(second)).expect(401, "unauthenticated");
    world.world.advance(Duration.ofSeconds(1));
    world.api().as(second.json().getString("accessToken")).ask("getMe").answer().expect(401, "unauthenticated");
  }

  @Test void whoever_checks_our_tokens_finds_the_key() {
    var header = new JsonObject(new String(Base64.getUrlDecoder().decode(logIn().json().getString("accessToken").split("\\.")[0]),
        StandardCharsets.UTF_8));
    var keys = world.api().ask("getKeys").answer().expect(200);
    assertThat(keys.json().getJsonArray("keys").getJsonObject(0).getString("kid")).isEqualTo(header.getString("kid"));
    assertThat(header.getMap()).containsEntry("alg", "ES256").containsEntry("typ", "at+jwt");
    assertThat(keys.etag()).isNotNull();
    var outside = WebClient.create(world.world.vertx()).get(world.world.port(), "127.0.0.1", "/.well-known/jwks.json").send().await();
    assertThat(outside.bodyAsString()).isEqualTo(keys.text());
  }
}
