package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OriginsTest {
  private static final String GAME = "https://game.example.org";

  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);
  private int port;

  @BeforeAll void open() {
    var door = new Door(Limits.NONE, Proxies.NONE, new Origins(Set.of(GAME)), Repeats.NONE, true);
    port = HttpVerticle.deploy(vertx, 1, new HttpVerticle.Site("127.0.0.1", 0, PartOfSite.completed(new Exhibit().operations()), Map.of()).behind(door)).await();
  }

  @AfterAll void close() {
    vertx.close().await();
  }

  private HttpResponse<Buffer> preflight(String origin, String method) {
    return client.request(HttpMethod.OPTIONS, port, "127.0.0.1", "/api/v1/webhooks/1").putHeader("Origin", origin)
        .putHeader("Access-Control-Request-Method", method).putHeader("Access-Control-Request-Headers", "authorization, if-match").send().await();
  }

  @Test void a_page_of_a_listed_site_may_use_the_api() {
    var may = preflight(GAME, "PATCH");
    assertThat(may.statusCode()).isEqualTo(204);
    assertThat(may.getHeader("Access-Control-Allow-Origin")).isEqualTo(GAME);
    assertThat(may.getHeader("Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(may.getHeader("Access-Control-Allow-Methods")).contains("PATCH");
    assertThat(may.getHeader("Access-Control-Allow-Headers")).contains("Authorization", "If-Match", "Idempotency-Key");
    var read = client.get(port, "127.0.0.1", "/api/v1/seasons").putHeader("Origin", GAME).send().await();
    assertThat(read.getHeader("Access-Control-Allow-Origin")).isEqualTo(GAME);
    assertThat(read.getHeader("Access-Control-Expose-Headers")).contains("ETag", "RateLimit");
    assertThat(read.headers().getAll("Vary").toString()).contains("origin", "Accept-Encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "https://game.example.org.evil.net", "http://game.example.org", "https://game.example.org:444", "https://evil.net"})
  void no_other_may(String origin) {
    assertThat(preflight(origin, "PATCH").statusCode()).isEqualTo(403);
    assertThat(preflight(origin, "PATCH").getHeader("Access-Control-Allow-Origin")).isNull();
    assertThat(client.get(port, "127.0.0.1", "/api/v1/seasons").putHeader("Origin", origin).send().await()
        .getHeader("Access-Control-Allow-Origin")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "null", "https://game.example.org/", "https://game.example.org/path", "game.example.org", "ftp://x.org",
      "https://me@game.example.org"})
  void is_no_origin(String text) {
    assertThatThrownBy(() -> Origins.parse(text)).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"/", "/nothing-here.js", "/api/v1/seasons", "/api/v1/seasons/soon", "/api/v1/webhooks", "/api/v1/nothing"})
  void whatever_is_answered_has_the_headers_that_keep_a_browser_safe(String path) {
    var answered = client.get(port, "127.0.0.1", path).send().await();
    assertThat(answered.getHeader("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    assertThat(answered.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answered.getHeader("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(answered.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answered.getHeader("X-Request-Id")).isNotBlank();
  }
}
