package dev.paddock.fetch;

import static dev.paddock.fetch.Answers.gzip;
import static dev.paddock.fetch.Answers.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Archived;
import dev.paddock.fetch.contract.Fetching.FileLoaded;
import dev.paddock.fetch.contract.Fetching.GetPage;
import dev.paddock.fetch.contract.Fetching.Load;
import dev.paddock.fetch.contract.Fetching.Loaded;
import dev.paddock.fetch.contract.Fetching.Loaded.Kept;
import dev.paddock.fetch.contract.Fetching.Loaded.Kept.Origin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are kept: asked for once, asked about after that. */
class LoadTest extends KeptFiles {
  @Test void a_file_is_asked_for_once_and_then_read_from_the_archive() throws IOException {
    open();
    var first = kept(load(TOPIC, false));
    assertThat(first.origin()).isEqualTo(Origin.FETCHED);
    assertThat(first.file().bytes()).isEqualTo(STREAM.getBytes(StandardCharsets.UTF_8).length);
    assertThat(first.file().etag()).contains("\"v1\"");
    assertThat(first.file().fetchedAt()).isEqualTo(NOON);
    assertThat(text(first.file())).isEqualTo(STREAM);
    timers.jumpTo(NOON.plusSeconds(60));
    assertThat(kept(load(TOPIC, false))).isEqualTo(new Kept(Origin.ARCHIVE, first.file()));
    assertThat(asked).hasSize(1);
    until(() -> told.size() == 2);
    assertThat(told).extracting(FileLoaded::outcome).containsExactly(FileLoaded.Outcome.FETCHED, FileLoaded.Outcome.ARCHIVE);
  }

  @Test void a_page_that_was_asked_for_is_a_file_that_is_there() throws IOException {
    open();
    answer = request -> request.response().end("{\"country\":{}}");
    var page = bus.ask(Fetching.GET_PAGE, new GetPage("livetiming", "/schedule_2025.json"), PATIENCE);
    page.await();
    var file = kept(load("/schedule_2025.json", false));
    assertThat(file.origin()).isEqualTo(Origin.ARCHIVE);
    assertThat(text(file.file())).isEqualTo("{\"country\":{}}");
    assertThat(asked).hasSize(1);
    assertThat(kept(load("/schedule_2025.json", true)).origin()).isEqualTo(Origin.FETCHED);
  }

  @Test void the_archive_is_found_again_after_a_restart() {
    open();
    var file = kept(load(TOPIC, false)).file();
    vertx.close().await();
    open();
    assertThat(kept(load(TOPIC, false))).isEqualTo(new Kept(Origin.ARCHIVE, file));
    assertThat(asked).hasSize(1);
  }

  @Test void the_server_is_asked_whether_it_is_still_that_and_says_so() {
    open();
    var file = kept(load(TOPIC, true)).file();
    answer = status(304);
    assertThat(kept(load(TOPIC, true))).isEqualTo(new Kept(Origin.NOT_MODIFIED, file));
    assertThat(asked.get(1).getHeader("If-None-Match")).isEqualTo("\"v1\"");
    assertThat(asked.get(1).getHeader("If-Modified-Since")).isEqualTo("Sun, 16 Mar 2025 11:00:00 GMT");
    assertThat(asked.get(0).getHeader("If-None-Match")).isNull();
    answer = status(500);
    assertThat(load(TOPIC, true)).isInstanceOf(Loaded.Unavailable.class);
    assertThat(kept(load(TOPIC, false)).file()).as("what we have we keep").isEqualTo(file);
  }

  @Test void every_different_version_is_kept_and_the_latest_counts() throws IOException {
    open();
    var first = kept(load(TOPIC, false)).file();
    answer = request -> request.response().putHeader("ETag", "\"v2\"").end(STREAM + "00:00:14.000{}\r\n");
    timers.jumpTo(NOON.plusSeconds(3600));
    var second = kept(load(TOPIC, true)).file();
    answer = request -> request.response().putHeader("ETag", "\"v3\"").end(STREAM);
    timers.jumpTo(NOON.plusSeconds(7200));
    var third = kept(load(TOPIC, true)).file();
    assertThat(third.path()).as("the same bytes again").isEqualTo(first.path());
    assertThat(third.fetchedAt()).isEqualTo(NOON);
    assertThat(third.etag()).contains("\"v3\"");
    assertThat(kept(load(TOPIC, false)).file()).isEqualTo(third);
    assertThat(new Archive(folder).versions("livetiming", TOPIC)).extracting(Archived::hash).containsExactly(first.hash(), second.hash());
    assertThat(text(second)).endsWith("00:00:14.000{}\r\n");
  }

  @Test void a_body_that_comes_packed_is_kept_as_it_came() throws IOException {
    open();
    var packed = gzip(STREAM.getBytes(StandardCharsets.UTF_8));
    answer = request -> request.response().putHeader("Content-Encoding", "gzip").end(packed);
    var file = kept(load(TOPIC, false)).file();
    assertThat(asked.getFirst().getHeader("Accept-Encoding")).isEqualTo("gzip");
    assertThat(asked.getFirst().getHeader("User-Agent")).isEqualTo("BestHTTP");
    assertThat(Files.readAllBytes(Path.of(file.path()))).isEqualTo(packed.getBytes());
    assertThat(text(file)).isEqualTo(STREAM);
  }

  @ParameterizedTest @ValueSource(ints = {403, 404, 410})
  void what_is_not_there_is_absent(int status) {
    open();
    answer = status(status);
    assertThat(load(TOPIC, false)).isEqualTo(new Loaded.Absent(status));
    assertThat(leftovers()).isEmpty();
  }

  @Test void those_who_want_the_same_file_share_one_request() {
    open();
    Promise<Void> goOn = Promise.promise();
    answer = request -> goOn.future().onSuccess(v -> request.response().end(STREAM));
    var all = List.of(ask(TOPIC, false), ask(TOPIC, true), ask(TOPIC, false), ask("/static/other.jsonStream", false));
    until(() -> asked.size() == 2);
    goOn.complete();
    Future.join(all).await();
    assertThat(all).extracting(loaded -> kept(loaded.result()).origin()).containsOnly(Origin.FETCHED);
    assertThat(asked).hasSize(2);
  }

  @Test void who_wants_to_hear_from_the_server_is_not_served_from_the_archive() {
    open();
    load(TOPIC, false);
    answer = status(304);
    var all = List.of(ask(TOPIC, false), ask(TOPIC, true), ask(TOPIC, true));
    Future.join(all).await();
    assertThat(all).extracting(loaded -> kept(loaded.result()).origin())
        .containsExactly(Origin.ARCHIVE, Origin.NOT_MODIFIED, Origin.NOT_MODIFIED);
    assertThat(asked).hasSize(2);
  }

  @Test void nobody_is_asked_of_whom_nothing_is_configured() {
    open();
    assertThat(bus.ask(Fetching.LOAD, new Load("nobody", "/a", false), PATIENCE).await()).isInstanceOf(Loaded.Unavailable.class);
  }
}
