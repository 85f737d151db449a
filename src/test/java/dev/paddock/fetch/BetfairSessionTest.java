package dev.paddock.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.kernel.Quota;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A login that is kept, kept alive, and made anew when it is forgotten, against a stand-in for Betfair's two hosts. */
class BetfairSessionTest {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final String FORGOTTEN = """
      {"faultcode":"Client","faultstring":"ANGX-0003","detail":{"APINGException":{"errorCode":"INVALID_SESSION_INFORMATION"}}}""";

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  final Vertx vertx = Vertx.vertx();
  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile String valid = "none";
  volatile boolean letIn = true;
  int tokens;
  HttpServer server;
  Stall node;

  @BeforeEach void open() {
    db.pools().transactions().query("truncate provider_quota").execute().await();
    server = vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> answer(request, body.toString())))
        .listen(0, "127.0.0.1").await();
    var access = new Access.Betfair("http://127.0.0.1:" + server.actualPort(), new Secret("app-k3y"), "jo", new Secret("p4ss&word"),
        Duration.ofMinutes(15));
    node = new Stall(db, Stall.provider(server.actualPort(), Quota.NONE, Map.of(), access), v -> new ManualTimers(v, NOON));
  }

  @AfterEach void close() {
    node.close();
    vertx.close().await();
  }

  private void answer(HttpServerRequest request, String body) {
    var token = request.getHeader("X-Authentication");
    asked.add(request.path() + " " + request.getHeader("X-Application") + " " + (token == null ? body : token));
    switch (request.path()) {
      case "/api/login" -> {
        if (letIn) valid = "token" + ++tokens;
        request.response().end(letIn ? "{\"token\":\"" + valid + "\",\"product\":\"x\",\"status\":\"SUCCESS\",\"error\":\"\"}"
            : "{\"token\":\"\",\"product\":\"x\",\"status\":\"FAIL\",\"error\":\"INVALID_USERNAME_OR_PASSWORD\"}");
      }
      case "/api/keepAlive" -> request.response().end("{\"token\":\"" + token + "\",\"status\":\"SUCCESS\",\"error\":\"\"}");
      case "/never" -> request.response().setStatusCode(401).end();
      default -> {
        if (valid.equals(token)) request.response().end("[]");
        else request.response().setStatusCode(400).end(FORGOTTEN);
      }
    }
  }

  @Test void one_login_is_good_for_many_calls() {
    Future.all(node.call("/a", NOON, Duration.ZERO), node.call("/b", NOON, Duration.ZERO)).await();
    assertThat(node.get("/c").fetched()).isEqualTo(new Fetched.Fresh("[]", NOON));
    assertThat(asked).containsExactlyInAnyOrder("/api/login app-k3y username=jo&password=p4ss%26word", "/a app-k3y token1",
        "/b app-k3y token1", "/c app-k3y token1");
  }

  @Test void a_session_that_is_forgotten_is_made_anew_and_the_call_made_again_once() {
    node.get("/a");
    valid = "another";
    assertThat(node.get("/b").fetched()).isEqualTo(new Fetched.Fresh("[]", NOON));
    assertThat(asked).endsWith("/b app-k3y token1", "/api/login app-k3y username=jo&password=p4ss%26word", "/b app-k3y token2");
  }

  @Test void a_session_that_stays_unknown_is_not_tried_again_and_again() {
    assertThat(node.get("/never").fetched()).isEqualTo(new Fetched.Unavailable("tabnz: HTTP 401"));
    assertThat(asked).extracting(line -> line.split(" ")[0]).containsExactly("/api/login", "/never", "/api/login", "/never");
  }

  @Test void who_is_not_let_in_does_not_knock_again_for_a_minute_and_says_no_secret() {
    letIn = false;
    assertThat(node.get("/a").fetched()).isInstanceOfSatisfying(Fetched.Unavailable.class, no ->
        assertThat(no.why()).contains("INVALID_USERNAME_OR_PASSWORD").doesNotContain("p4ss").doesNotContain("k3y"));
    node.get("/b");
    assertThat(asked).hasSize(1);
    letIn = true;
    ((ManualTimers) node.timers).jumpTo(NOON.plusSeconds(61));
    assertThat(node.get("/c").fetched()).isInstanceOf(Fetched.Fresh.class);
  }

  @Test void a_session_is_kept_alive_while_it_is_used() {
    node.get("/a");
    ((ManualTimers) node.timers).jumpTo(NOON.plus(Duration.ofMinutes(16)));
    node.get("/b");
    node.get("/c");
    assertThat(asked).filteredOn(line -> line.startsWith("/api")).containsExactly("/api/login app-k3y username=jo&password=p4ss%26word",
        "/api/keepAlive app-k3y token1");
  }

  @Test void secrets_are_never_printed() {
    assertThat(new Access.Betfair("http://x", new Secret("app-k3y"), "jo", new Secret("p4ss"), Duration.ZERO).toString())
        .doesNotContain("k3y").doesNotContain("p4ss");
    assertThat(new Access.Basic("jo", new Secret("p4ss")).toString()).doesNotContain("p4ss");
  }
}
