package dev.paddock.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.db.Pools;
import dev.paddock.fetch.contract.ArchivedBytes;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Archived;
import dev.paddock.fetch.contract.Fetching.FileLoaded;
import dev.paddock.fetch.contract.Fetching.GetPage;
import dev.paddock.fetch.contract.Fetching.GetProviders;
import dev.paddock.fetch.contract.Fetching.Load;
import dev.paddock.fetch.contract.Fetching.Loaded;
import dev.paddock.fetch.contract.Fetching.Loaded.Kept;
import dev.paddock.fetch.contract.Fetching.Loaded.Kept.Origin;
import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.kernel.Limit;
import dev.paddock.kernel.Quota;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are kept: asked for once, asked about after that, and never half there. */
class LoadTest {
  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final int MAX_BYTES = 1_000_000;
  static final String TOPIC = "/static/2025/Race/TimingData.jsonStream";
  static final String STREAM = "\uFEFF00:00:12.345{\"Lines\":{}}\r\n00:00:13.000{\"Lines\":{\"1\":{}}}\r\n";

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  @TempDir Path folder;
  final List<HttpServerRequest> asked = new CopyOnWriteArrayList<>();
  final List<FileLoaded> told = new CopyOnWriteArrayList<>();
  volatile Handler<HttpServerRequest> answer = request -> request.response().putHeader("ETag", "\"v1\"")
      .putHeader("Last-Modified", "Sun, 16 Mar 2025 11:00:00 GMT").end(STREAM);
  Vertx vertx;
  Bus bus;
  ManualTimers timers;

  @AfterEach void close() {
    vertx.close().await();
  }

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
    answer = request -> {
      request.connection().closeHandler(cut::tryComplete);
      request.response().setChunked(true);
      pour(request);
    };
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

  @Test void when_the_quota_is_used_up_only_the_archive_answers() {
    open(Quota.of(new Limit(3, Duration.ofHours(1))));
    for (int i = 0; i < 3; i++) kept(load("/" + i + ".jsonStream", false));
    var deferred = (Loaded.Deferred) load("/3.jsonStream", false);
    assertThat(deferred.until()).isAfter(NOON.plus(Duration.ofMinutes(59)));
    assertThat(kept(load("/0.jsonStream", false)).origin()).isEqualTo(Origin.ARCHIVE);
    assertThat(asked).hasSize(3);
    vertx.close().await();
    open(Quota.of(new Limit(3, Duration.ofHours(1))));
    assertThat(load("/3.jsonStream", false)).as("the count outlives the process").isInstanceOf(Loaded.Deferred.class);
    timers.jumpTo(deferred.until());
    assertThat(kept(load("/3.jsonStream", false)).origin()).isEqualTo(Origin.FETCHED);
  }

  @Test void no_more_files_come_at_a_time_than_there_are_connections() {
    open();
    Promise<Void> goOn = Promise.promise();
    var comes = new AtomicInteger();
    var most = new AtomicInteger();
    answer = request -> {
      most.accumulateAndGet(comes.incrementAndGet(), Math::max);
      goOn.future().onSuccess(v -> {
        comes.decrementAndGet();
        request.response().end(STREAM);
      });
    };
    var all = IntStream.range(0, 20).mapToObj(i -> ask("/" + i + ".jsonStream", false)).toList();
    until(() -> comes.get() == 8);
    goOn.complete();
    Future.join(all).await();
    assertThat(most).hasValue(8);
    assertThat(asked).hasSize(20);
  }

  @Test void all_of_the_quota_may_be_used_at_once() {
    open(Quota.of(new Limit(200, Duration.ofHours(1))));
    Future.join(IntStream.range(0, 200).mapToObj(i -> ask("/" + i + ".jsonStream", false)).toList()).await();
    assertThat(asked).hasSize(200);
    var quota = bus.ask(Fetching.PROVIDERS, new GetProviders(), PATIENCE).await().providers().getFirst().quota();
    assertThat(quota).singleElement().satisfies(hour -> assertThat(hour.used()).isEqualTo(200));
  }

  @Test void too_many_requests_means_later() {
    open();
    answer = request -> request.response().putHeader("Retry-After", "120").setStatusCode(429).end();
    assertThat(load(TOPIC, false)).isInstanceOfSatisfying(Loaded.Deferred.class,
        later -> assertThat(later.until()).isEqualTo(NOON.plusSeconds(120)));
    assertThat(load("/other.jsonStream", false)).isInstanceOf(Loaded.Deferred.class);
    assertThat(asked).hasSize(1);
  }

  @Test void a_file_that_was_cut_off_on_disk_is_none() throws IOException {
    open();
    var file = kept(load(TOPIC, false)).file();
    var whole = Files.readAllBytes(Path.of(file.path()));
    Files.write(Path.of(file.path()), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> text(file)).isInstanceOf(ArchivedBytes.Damaged.class);
    assertThat(kept(load(TOPIC, false)).origin()).isEqualTo(Origin.FETCHED);
    assertThat(asked.get(1).getHeader("If-None-Match")).isNull();
    assertThat(text(file)).isEqualTo(STREAM);
  }

  @Test void bytes_that_changed_on_disk_are_noticed_by_who_reads_them_and_fetched_anew() throws IOException {
    open();
    var file = kept(load(TOPIC, false)).file();
    var path = Path.of(file.path());
    var bytes = Files.readAllBytes(path);
    bytes[bytes.length - 5] ^= 1;     // of the check sum
    Files.write(path, bytes);
    assertThatThrownBy(() -> text(file)).isInstanceOf(ArchivedBytes.Damaged.class).hasMessageContaining(Path.of(file.path()).getFileName() + " is damaged");
    answer = request -> {
      if (request.getHeader("If-None-Match") != null) request.response().setStatusCode(304).end();
      else request.response().putHeader("ETag", "\"v1\"").end(STREAM);
    };
    assertThat(kept(load(TOPIC, true)).origin()).isEqualTo(Origin.FETCHED);
    assertThat(text(file)).isEqualTo(STREAM);
    Files.delete(path);
    assertThatThrownBy(() -> text(file)).isInstanceOf(ArchivedBytes.Damaged.class).hasMessageContaining("gone");
  }

  @Test void what_a_process_left_half_written_is_nobodys_and_goes() throws IOException {
    var incoming = Files.createDirectories(folder.resolve(".incoming"));
    var old = Files.writeString(incoming.resolve("1.part"), "half");
    var young = Files.writeString(incoming.resolve("2.part"), "another process is at it");
    Files.setLastModifiedTime(old, FileTime.from(Files.getLastModifiedTime(young).toInstant().minus(Duration.ofHours(3))));
    open();
    until(() -> !Files.exists(old));
    assertThat(young).exists();
    assertThat(kept(load(TOPIC, false)).origin()).isEqualTo(Origin.FETCHED);
  }

  /** Killed after each of the steps: the new bytes are there, then their record, and only then they count. */
  @ParameterizedTest(name = "killed after step {0}")
  @ValueSource(ints = {1, 2})
  void who_is_killed_between_the_steps_leaves_the_old_version(int step) throws IOException {
    open();
    var old = kept(load(TOPIC, false)).file();
    var current = Path.of(old.path()).resolveSibling(".current.json");
    var before = Files.readAllBytes(current);
    answer = request -> request.response().end(STREAM + "00:00:14.000{}\r\n");
    var fresh = kept(load(TOPIC, true)).file();
    Files.write(current, before);
    if (step == 1) Files.delete(Path.of(fresh.path().replace(".gz", ".json")));
    assertThat(kept(load(TOPIC, false)).file()).isEqualTo(old);
    assertThat(text(old)).isEqualTo(STREAM);
    assertThat(new Archive(folder).versions("livetiming", TOPIC)).hasSize(step);
    assertThat(kept(load(TOPIC, true)).file().hash()).as("it is fetched again").isEqualTo(fresh.hash());
    assertThat(new Archive(folder).versions("livetiming", TOPIC)).hasSize(2);
  }

  @Test void a_record_that_cannot_be_read_is_none() throws IOException {
    open();
    var file = kept(load(TOPIC, false)).file();
    for (var record : List.of("", "{", "[]", "{\"file\":\"../../../../x\",\"packedBytes\":1}")) {
      Files.writeString(Path.of(file.path()).resolveSibling(".current.json"), record);
      assertThat(kept(load(TOPIC, false)).origin()).as(record).isEqualTo(Origin.FETCHED);
    }
  }

  @Test void an_archive_that_cannot_be_written_makes_nothing_available() throws IOException {
    open();
    load(TOPIC, false);
    Files.writeString(folder.resolve("livetiming/blocked"), "not a folder");
    assertThat(load("/blocked/a.jsonStream", false)).isInstanceOfSatisfying(Loaded.Unavailable.class,
        lost -> assertThat(lost.why()).contains("archive"));
    assertThat(load("/fine.jsonStream", false)).isInstanceOf(Kept.class);
  }

  @Test void nobody_is_asked_of_whom_nothing_is_configured() {
    open();
    assertThat(bus.ask(Fetching.LOAD, new Load("nobody", "/a", false), PATIENCE).await()).isInstanceOf(Loaded.Unavailable.class);
  }

  private void open() {
    open(Quota.NONE);
  }

  private void open(Quota quota) {
    open(quota, Duration.ofSeconds(20));
  }

  private void open(Quota quota, Duration timeout) {
    boolean again = vertx != null;
    vertx = Vertx.vertx();
    bus = Bus.of(vertx);
    timers = new ManualTimers(vertx, NOON);
    var pools = quota.limits().isEmpty() ? db.pools() : Pools.open(vertx, db.database(), new Pools.Sizes(2, 1, Duration.ofSeconds(30)));
    var server = vertx.createHttpServer().requestHandler(request -> {
      asked.add(request);
      answer.handle(request);
    }).listen(0, "127.0.0.1").await();
    bus.on(Fetching.FILE_LOADED, told::add).await();
    if (!again) pools.transactions().query("truncate provider_quota").execute().await();
    var provider = new Provider("livetiming", "http://127.0.0.1:" + server.actualPort(), quota,
        new Provider.Line(timeout, MAX_BYTES, 8, Duration.ofMinutes(1)), Map.of("User-Agent", "BestHTTP"),
        new Access.Open());
    vertx.deployVerticle(new FetchVerticle(bus, timers, List.of(provider), new Archive(folder),
        new QuotaStore(pools.transactions(), timers), new TrafficStore(pools.transactions()))).await();
  }

  private Future<Loaded> ask(String resource, boolean refresh) {
    return bus.ask(Fetching.LOAD, new Load("livetiming", resource, refresh), PATIENCE);
  }

  private Loaded load(String resource, boolean refresh) {
    return ask(resource, refresh).await();
  }

  private static Kept kept(Loaded loaded) {
    assertThat(loaded).isInstanceOf(Kept.class);
    return (Kept) loaded;
  }

  private static String refusal(Loaded loaded) {
    assertThat(loaded).isInstanceOf(Loaded.Refused.class);
    return ((Loaded.Refused) loaded).why();
  }

  private static String text(Archived file) throws IOException {
    try (var in = ArchivedBytes.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<Path> leftovers() {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Handler<HttpServerRequest> status(int status) {
    return request -> request.response().setStatusCode(status).end();
  }

  private static void pour(HttpServerRequest request) {
    request.response().write(Buffer.buffer("x".repeat(8192))).onSuccess(v -> pour(request));
  }

  private static Buffer gzip(byte[] body) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private static void until(BooleanSupplier isSo) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) throw new AssertionError("not so after " + PATIENCE);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
