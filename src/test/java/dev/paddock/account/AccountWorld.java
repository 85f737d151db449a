package dev.paddock.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.app.World;
import dev.paddock.web.ContractClient;
import dev.paddock.web.ContractClient.Answered;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/** A world in which nothing happens but to accounts, and what people do there. */
final class AccountWorld implements AutoCloseable {
  static final String PASSWORD = "a long lap around Spa";

  static final String OTHER_PAGE = "https://game.example.org";

  private static final AtomicInteger PEOPLE = new AtomicInteger();

  final World world = World.open(2025, round -> round == 22, Map.of("scheduler.enabled", "false",
      "http.limits.login", "", "http.cors-origins", OTHER_PAGE));

  /** Somebody nobody has heard of. */
  record Person(String name, String email) {}

  /** What a log-in gave. */
  record Tokens(String access, String refresh, long user) {
    static Tokens of(JsonObject body) {
      return new Tokens(body.getString("accessToken"), body.getString("refreshToken"), body.getJsonObject("user").getLong("userId"));
    }
  }

  Person stranger() {
    int n = PEOPLE.incrementAndGet();
    return new Person("Driver " + n, "Driver." + n + "@Example.org");
  }

  ContractClient api() {
    return world.api();
  }

  ContractClient as(Tokens tokens) {
    return world.api().as(tokens.access);
  }

  Answered register(Person who, String password) {
    return api().ask("register").header("Idempotency-Key", "register-" + PEOPLE.incrementAndGet())
        .body(new JsonObject().put("name", who.name).put("email", who.email).put("password", password)).answer();
  }

  Person registered() {
    var who = stranger();
    register(who, PASSWORD).expect(202);
    return who;
  }

  Answered logIn(String email, String password) {
    return api().ask("logIn").header("User-Agent", "test")
        .body(new JsonObject().put("email", email).put("password", password).put("cookie", false)).answer();
  }

  Tokens loggedIn(Person who) {
    return Tokens.of(logIn(who.email, PASSWORD).expect(200).json());
  }

  Tokens newcomer() {
    return loggedIn(registered());
  }

  Answered refresh(String token, String client) {
    return api().ask("refresh").header("User-Agent", client).body(new JsonObject().put("refreshToken", token)).answer();
  }

  /** What was mailed to somebody, the latest first. */
  List<String> mail(String address) {
    return StreamSupport.stream(world.database().preparedQuery("select body from mail where recipient = $1 order by id desc")
        .execute(Tuple.of(address)).await().spliterator(), false).map(row -> row.getString("body")).toList();
  }

  /** The token of the link in the latest mail. */
  String link(String address, String what) {
    var mail = mail(address).getFirst();
    assertThat(mail).contains("#" + what + "=");
    return mail.substring(mail.indexOf("#" + what + "=") + what.length() + 2).lines().findFirst().orElseThrow();
  }

  Answered verify(String token) {
    return api().ask("verifyEmail").body(new JsonObject().put("token", token)).answer();
  }

  @Override public void close() {
    world.close();
  }
}
