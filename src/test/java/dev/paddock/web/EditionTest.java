package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page's files travel: by addresses that say which edition they are of, packed once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditionTest {
  private Vertx vertx;
  private WebClient client;
  private int port;
  private String index;

  @BeforeAll void serve() {
    vertx = Vertx.vertx();
    client = WebClient.create(vertx);
    port = HttpVerticle.deploy(vertx, 1, new Exhibit().site(0)).await();
    index = get("/").bodyAsString();
  }

  @AfterAll void close() {
    vertx.close().await();
  }

  private HttpResponse<Buffer> get(String path, String... headers) {
    var request = client.get(port, "127.0.0.1", path);
    for (int i = 0; i < headers.length; i += 2) request.putHeader(headers[i], headers[i + 1]);
    return request.send().await();
  }

  private List<String> found(String pattern) {
    return Pattern.compile(pattern).matcher(index).results().map(m -> m.group(1)).toList();
  }

  @Test void whatever_the_page_asks_for_is_there_and_kept_for_ever() {
    var asked = found("\"(/~[^\"]+\\.(?:js|css))\"");
    assertThat(asked).hasSizeGreaterThan(40).allSatisfy(address -> {
      var file = get(address);
      assertThat(file.statusCode()).as(address).isEqualTo(200);
      assertThat(file.getHeader("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    });
    assertThat(found("\"(/[^~\"][^\"]*\\.(?:js|css))\"")).as("addresses without an edition").isEmpty();
  }

  @Test void the_shell_is_asked_for_at_once_with_all_that_it_needs() {
    assertThat(needs("shell")).contains("/store.js", "/router.js", "/components/page-header.js", "/webjars/lit-html/lit-html.js")
        .doesNotContain("/pages/season-page.js");
    assertThat(needs("season-page")).contains("/pages/season-page.js", "/pages/season-page.css", "/components/leader-board.js")
        .doesNotContain("/store.js");
    assertThat(needs("race/laps-view")).contains("/components/race/laps-view.js", "/charts/laps.js").doesNotContain("/store.js");
  }

  /** As ahead.js reads it. */
  private List<String> needs(String name) {
    var needs = found("\"" + name + "\":\\[([^]]+)]");
    assertThat(needs).as(name).hasSize(1);
    return Pattern.compile("\"/~[0-9a-f]+(/[^\"]+)\"").matcher(needs.getFirst()).results().map(m -> m.group(1)).toList();
  }

  @Test void what_runs_in_the_html_is_what_the_policy_allows() throws Exception {
    var answer = get("/");
    var inline = Pattern.compile("<script(?: type=\"importmap\")?>(.*?)</script>", Pattern.DOTALL).matcher(index).results()
        .map(m -> m.group(1)).toList();
    assertThat(inline).hasSize(4);
    assertThat(index).doesNotContain("<script src=");
    for (var script : inline) {
      var hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      assertThat(answer.getHeader("Content-Security-Policy")).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'")
          .doesNotContain("unsafe");
    }
  }

  @Test void comments_stay_at_home() {
    assertThat(get("/api.js").bodyAsString()).contains("import ", "'/api/v1'").doesNotContain("/**", "// ");
    assertThat(get("/paddock.css").bodyAsString()).contains("{").doesNotContainPattern("(?m)^ */\\*");
    assertThat(index).doesNotContain("Nothing depends on it");
  }

  @Test void another_edition_s_file_is_the_one_of_now_and_not_kept() {
    var file = get("/~0123456789ab/store.js");
    assertThat(file.bodyAsString()).isEqualTo(get("/store.js").bodyAsString());
    assertThat(file.getHeader("Cache-Control")).isEqualTo("no-cache");
    assertThat(get("/~0123456789ab").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/paddock.css", "/webjars/lit-html/lit-html.js", "/"})
  void a_file_travels_packed_to_who_can_unpack_it(String path) throws IOException {
    var packed = get(path, "Accept-Encoding", "gzip, deflate, br");
    assertThat(packed.getHeader("Content-Encoding")).isEqualTo("gzip");
    var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body().getBytes())).readAllBytes();
    assertThat(unpacked).isEqualTo(get(path).body().getBytes());
    assertThat(get(path, "Accept-Encoding", "gzip", "If-None-Match", packed.getHeader("ETag")).statusCode()).isEqualTo(304);
    assertThat(get(path).getHeader("Content-Encoding")).isNull();
  }

  @Test void modules_name_each_other_relatively_or_by_the_import_map() {
    var absolute = Pattern.compile("(?:from|import)\\s*\\(?\\s*['\"](/[^'\"]+)");
    for (var module : found("\"(/~[^\"]+\\.js)\"")) {
      if (module.contains("/webjars/")) continue;
      assertThat(absolute.matcher(get(module).bodyAsString()).results().map(MatchResult::group)).as(module).isEmpty();
    }
  }
}
