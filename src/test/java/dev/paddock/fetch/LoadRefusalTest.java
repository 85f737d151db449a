package dev.paddock.fetch;

import static dev.paddock.fetch.Answers.endless;
import static dev.paddock.fetch.Answers.gzip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fetch.contract.Fetching.Loaded;
import dev.paddock.kernel.Quota;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no file, too long or not whole is not kept, and costs us nothing that we have. */
class LoadRefusalTest extends KeptFiles {
  @ParameterizedTest(name = "{0} with {1} is refused: {2}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "/a.json            | <!DOCTYPE html><html>sorry</html>  | not JSON: it begins with \"<!DOCTYPE html>",
      "/a.json            | `  `                               | not JSON",
      "/a.json            | ``                                 | empty",
      "/a.json            | {\"Year\":2025,\"Meetings\":[{\"Ke | cut off",
      "/circuits/63/2026  | Circuit not found                  | not JSON",
      "/a.jsonStream      | <Error><Code>AccessDenied</Code>   | not a stream",
      "/a.jsonStream      | {\"error\":\"busy\"}               | not a stream",
  })
  void a_page_that_says_sorry_with_status_200(String resource, String body, String why) {
    open();
    answer = request -> request.response().end(body);
    assertThat(refusal(load(resource, false))).contains(why);
    assertThat(leftovers()).isEmpty();
  }

  @ParameterizedTest(name = "{0} with {1} is kept")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "/a.json            | {}",
      "/a.json            | [1, 2]",
      "/circuits/63/2026  | `\uFEFF {\"x\":[]} `",
      "/a.jsonStream      | ``",
      "/a.jsonStream      | `\uFEFF`",
      "/a.jsonStream      | `ing\":1}\n00:00:01.000{}`",
  })
  void whatever_may_be_one_is_kept(String resource, String body) throws IOException {
    open();
    answer = request -> request.response().end(body);
    assertThat(text(kept(load(resource, false)).file())).isEqualTo(body);
  }

  @Test void a_worse_answer_does_not_cost_us_the_better_one() {
    open();
    var file = kept(load(TOPIC, false)).file();
    answer = request -> request.response().end("<html>maintenance</html>");
    refusal(load(TOPIC, true));
    assertThat(kept(load(TOPIC, false)).file()).isEqualTo(file);
  }

  @Test void a_body_that_announces_too_much_is_refused_with_its_size_at_once() {
    open();
    answer = request -> request.response().putHeader("Content-Length", "1000001").write("{");
    assertThat(refusal(load("/a.json", false))).contains("1000001 bytes", "1000000 are allowed");
    assertThat(leftovers()).isEmpty();
  }

  @Test void an_endless_body_is_refused_while_it_comes_and_the_line_is_cut() {
    open();
    Promise<Void> cut = Promise.promise();
    answer = endless(cut);
    assertThat(refusal(load("/a.json", false))).contains("longer than 1000000 bytes");
    cut.future().timeout(30, TimeUnit.SECONDS).await();
    assertThat(leftovers()).isEmpty();
  }

  @Test void a_bomb_is_refused_while_it_is_unpacked() {
    open();
    var bomb = gzip(("{\"a\":\"" + "0".repeat(50_000_000)).getBytes(StandardCharsets.UTF_8));
    assertThat(bomb.length()).isLessThan(MAX_BYTES);
    answer = request -> request.response().putHeader("Content-Encoding", "gzip").end(bomb);
    assertThat(refusal(load("/a.json", false))).contains("longer than 1000000 bytes once it is unpacked");
    assertThat(leftovers()).isEmpty();
  }

  @Test void what_is_cut_off_is_not_kept() {
    open();
    answer = request -> request.response().putHeader("Content-Length", "1000").write(STREAM).onSuccess(v -> request.connection().close());
    assertThat(load(TOPIC, false)).isInstanceOfSatisfying(Loaded.Unavailable.class, lost -> assertThat(lost.why()).contains("closed"));
    var half = gzip(STREAM.getBytes(StandardCharsets.UTF_8));
    answer = request -> request.response().putHeader("Content-Encoding", "gzip").end(half.slice(0, half.length() - 12));
    assertThat(refusal(load(TOPIC, false))).contains("cut off or damaged");
    answer = request -> request.response().putHeader("Content-Encoding", "gzip").end("plain");
    assertThat(refusal(load(TOPIC, false))).contains("cannot be unpacked");
    assertThat(leftovers()).isEmpty();
  }

  @Test void a_server_that_says_nothing_is_given_up() {
    open(Quota.NONE, Duration.ofMillis(200));
    answer = request -> {};
    assertThat(load(TOPIC, false)).isInstanceOfSatisfying(Loaded.Unavailable.class,
        lost -> assertThat(lost.why()).containsIgnoringCase("time"));
    answer = request -> request.response().setChunked(true).write("00:00:01.000{}");
    assertThat(load(TOPIC, false)).isInstanceOf(Loaded.Unavailable.class);
    assertThat(leftovers()).isEmpty();
  }

  private static String refusal(Loaded loaded) {
    assertThat(loaded).isInstanceOf(Loaded.Refused.class);
    return ((Loaded.Refused) loaded).why();
  }
}
