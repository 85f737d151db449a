package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the head of an answer: who may keep it, what names its bytes, what a page may run. */
class AnswerHeadTest extends ServedExhibit {
  @ParameterizedTest
  @CsvSource({"/api/v1/leaderboards/season-2025?limit=10, 200", "/api/v1/races/2025-atlantis, 404", "/, 200"})
  void a_head_is_a_get_without_the_body(String path, int status) {
    var head = send(HttpMethod.HEAD, path);
    assertThat(head.statusCode()).isEqualTo(status).isEqualTo(get(path).statusCode());
    assertThat(head.getHeader("ETag")).isEqualTo(get(path).getHeader("ETag"));
    assertThat(head.getHeader("Content-Type")).isEqualTo(get(path).getHeader("Content-Type"));
    assertThat(head.body()).isNull();
    assertThat(get(path).body().length()).isPositive();
  }

  @Test void an_unchanged_answer_is_not_sent_twice() {
    var first = get("/api/v1/seasons/2025");
    var etag = first.getHeader("ETag");
    assertThat(etag).matches("\"[0-9a-f]{32}\"");

    var second = get("/api/v1/seasons/2025", "If-None-Match", "\"other\", " + etag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isNull();
    assertThat(second.getHeader("ETag")).isEqualTo(etag);

    exhibit.move(Duration.ofMinutes(1));
    var status = get("/api/v1/status");
    exhibit.move(Duration.ofMinutes(1));
    assertThat(get("/api/v1/status", "If-None-Match", status.getHeader("ETag")).statusCode()).isEqualTo(200);
  }

  @Test void compressed_bodies_have_an_etag_of_their_own() {
    var plain = get("/api/v1/seasons/2025");
    var packed = get("/api/v1/seasons/2025", "Accept-Encoding", "gzip");
    assertThat(packed.getHeader("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.getHeader("Vary")).containsIgnoringCase("accept-encoding");
    assertThat(packed.body().length()).isLessThan(plain.body().length() / 2);
    assertThat(packed.getHeader("ETag")).isNotEqualTo(plain.getHeader("ETag"));
    assertThat(get("/api/v1/seasons/2025", "Accept-Encoding", "gzip", "If-None-Match", packed.getHeader("ETag"))
        .statusCode()).isEqualTo(304);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
      "/api/v1/races/2025-las-vegas,                         no-cache",
      "/api/v1/races/2025-las-vegas/versions/1/diff/2,       'public, max-age=86400'",
      "/api/v1/leaderboards/season-2025?snapshot=40,         'public, max-age=86400'",
      "/api/v1/users/3/notifications,                        'private, no-store'",
      "/,                                                    no-cache",
      "/webjars/lit/index.js,                                'public, max-age=86400'",
  })
  void says_who_may_keep_it(String path, String caching) {
    assertThat(get(path).getHeader("Cache-Control")).isEqualTo(caching);
  }

  @Test void status_fits_a_kilobyte() {
    assertThat(get("/api/v1/status").body().length()).isLessThan(1024);
  }

  @Test void the_page_may_run_nothing_inline() {
    var policy = get("/").getHeader("Content-Security-Policy");
    assertThat(policy).contains("script-src 'self' 'sha256-", "default-src 'none'", "connect-src 'self' ws:").doesNotContain("unsafe");
    assertThat(get("/").getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
  }
}
