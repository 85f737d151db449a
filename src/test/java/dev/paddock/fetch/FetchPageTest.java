package dev.paddock.fetch;

import static dev.paddock.fetch.Answers.status;
import static dev.paddock.fetch.contract.Fetching.GET_PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.fetch.contract.Fetching.GetPage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page comes as it is, once for all who ask at the same time, and is kept. */
class FetchPageTest extends AskedPages {
  @Test void a_page_comes_as_it_is_and_the_server_learns_who_asks() {
    open();
    assertThat(get("/a?b=c")).isEqualTo(new Fetched.Fresh("page", NOON));
    assertThat(asked).singleElement().satisfies(request -> {
      assertThat(request.uri()).isEqualTo("/a?b=c");
      assertThat(request.getHeader("User-Agent")).isEqualTo("paddock-test");
      assertThat(request.getHeader("If-None-Match")).isNull();
    });
  }

  @Test void what_has_not_changed_is_not_sent_again() {
    open();
    answer = request -> {
      if (request.getHeader("If-None-Match") == null) request.response().putHeader("ETag", "\"v1\"")
          .putHeader("Last-Modified", "Sun, 16 Mar 2025 11:00:00 GMT").end("page");
      else request.response().setStatusCode(304).end();
    };
    get("/a");
    timers.jumpTo(NOON.plusSeconds(60));
    assertThat(get("/a")).isEqualTo(new Fetched.Fresh("page", NOON.plusSeconds(60)));
    assertThat(asked.get(1).getHeader("If-None-Match")).isEqualTo("\"v1\"");
    assertThat(asked.get(1).getHeader("If-Modified-Since")).isEqualTo("Sun, 16 Mar 2025 11:00:00 GMT");
    get("/other");
    assertThat(asked.get(2).getHeader("If-None-Match")).isNull();
  }

  @Test void a_304_to_somebody_who_knows_nothing_is_no_answer() {
    open();
    answer = status(304);
    assertThat(why(get("/a"))).contains("304");
  }

  @ParameterizedTest @ValueSource(ints = {403, 404, 410})
  void what_is_not_there_is_absent(int status) {
    open();
    answer = status(status);
    assertThat(get("/a")).isEqualTo(new Fetched.Absent(status));
  }

  @ParameterizedTest @ValueSource(ints = {301, 400, 401, 500, 502, 503})
  void any_other_status_is_no_answer(int status) {
    open();
    answer = status(status);
    assertThat(why(get("/a"))).isEqualTo("jolpica: HTTP " + status);
  }

  @Test void a_body_of_just_the_allowed_length_is_fine() {
    open();
    answer = request -> request.response().end("x".repeat(MAX_BYTES));
    assertThat(get("/a")).isInstanceOf(Fetched.Fresh.class);
  }

  @Test void two_who_ask_for_the_same_page_share_one_request() {
    open();
    Promise<Void> goOn = Promise.promise();
    answer = request -> goOn.future().onSuccess(v -> request.response().end("page"));
    var both = List.of(ask("/a"), ask("/a"), ask("/b"));
    until(() -> asked.size() == 2);
    goOn.complete();
    Future.join(both).await();
    assertThat(both).allSatisfy(fetched -> assertThat(fetched.result()).isEqualTo(new Fetched.Fresh("page", NOON)));
    assertThat(asked).hasSize(2);
    get("/a");
    assertThat(asked).as("but who comes later asks again").hasSize(3);
  }

  @Test void a_provider_that_nobody_configured_is_no_answer() {
    open();
    assertThat(bus.ask(GET_PAGE, new GetPage("nobody", "/a"), PATIENCE).await()).isInstanceOf(Fetched.Unavailable.class);
  }

  @Test void what_was_sent_is_in_the_archive() {
    open();
    get("/a");
    until(() -> archived() == 1);
    get("/a");
    answer = request -> request.response().end("another");
    get("/a");
    until(() -> archived() == 2);
  }

  private long archived() {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".gz")).count();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
