package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The exhibit behind a port of its own, and how it is asked there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServedExhibit {
  final Vertx vertx = Vertx.vertx();
  final WebClient client = WebClient.create(vertx);
  final Exhibit exhibit = new Exhibit();
  Contract contract;
  int port;

  @BeforeAll void serve() {
    contract = Contract.load(vertx).await();
    port = HttpVerticle.deploy(vertx, 2, exhibit.site(0)).await();
  }

  @AfterAll void close() {
    vertx.close().await();
  }

  HttpResponse<Buffer> send(HttpMethod method, String path, String... headers) {
    var request = client.request(method, port, "127.0.0.1", path);
    for (var i = 0; i < headers.length; i += 2) request.putHeader(headers[i], headers[i + 1]);
    return request.send().await();
  }

  HttpResponse<Buffer> get(String path, String... headers) {
    return send(HttpMethod.GET, path, headers);
  }

  void assertProblem(HttpResponse<Buffer> response, int status, String slug) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
    var body = response.bodyAsJsonObject();
    assertThat(body.getString("type")).isEqualTo("/api/v1/problems/" + slug);
    assertThat(body.getString("instance")).isEqualTo(response.getHeader("X-Request-Id"));
    assertThat(response.bodyAsString()).doesNotContain("Exception", "io.vertx", "dev.paddock");
    assertThat(get(body.getString("type")).bodyAsJsonObject().getInteger("status")).isEqualTo(status);
  }
}
