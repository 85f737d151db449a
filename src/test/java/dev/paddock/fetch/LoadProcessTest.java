package dev.paddock.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.app.OtherProcess;
import dev.paddock.bus.Bus;
import dev.paddock.db.Database;
import dev.paddock.db.Pools;
import dev.paddock.fetch.contract.ArchivedBytes;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Load;
import dev.paddock.fetch.contract.Fetching.Loaded;
import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.kernel.Quota;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that loads files: in a small heap, and killed while it does. */
class LoadProcessTest {
  static final String TOPIC = "/static/2025/Race/CarData.z.jsonStream";
  static final byte[] LINE = "00:00:01.000{\"Lines\":{\"44\":{\"InPit\":false}}}\r\n".getBytes();
  static final int CHUNK = 4096;
  static final int CHUNKS = 25_600;   // 100 MB and more
  static final Buffer CHUNK_OF_LINES = chunk();

  @TempDir Path folder;
  final Vertx vertx = Vertx.vertx();
  volatile Handler<HttpServerRequest> answer;
  OtherProcess loader;

  @AfterEach void close() throws InterruptedException {
    if (loader != null) loader.kill();
    vertx.close().await();
  }

  @Test void a_hundred_megabytes_need_a_small_heap() throws Exception {
    answer = request -> {
      request.response().setChunked(true);
      pour(request, 0);
    };
    assertThat(outcome(loader(serve(), "-Xmx40m"))).isEqualTo("Kept");
    var file = new Archive(folder).current("livetiming", TOPIC).orElseThrow();
    assertThat(file.bytes()).isGreaterThan(100_000_000).isEqualTo((long) chunk().length() * CHUNKS);
    assertThat(ArchivedBytes.sound(file)).isTrue();
  }

  @Test void killed_in_the_middle_it_leaves_the_old_version() throws Exception {
    answer = request -> request.response().putHeader("ETag", "\"v1\"").end(chunk());
    int port = serve();
    assertThat(outcome(loader(port))).isEqualTo("Kept");
    var archive = new Archive(folder);
    var old = archive.current("livetiming", TOPIC).orElseThrow();
    Promise<Void> half = Promise.promise();
    answer = request -> request.response().setChunked(true).write(chunk()).onSuccess(v -> half.complete());
    var killed = loader(port);
    half.future().timeout(30, TimeUnit.SECONDS).await();
    killed.kill();
    assertThat(archive.current("livetiming", TOPIC)).contains(old);
    assertThat(archive.versions("livetiming", TOPIC)).containsExactly(old);
    assertThat(ArchivedBytes.sound(old)).isTrue();
    try (var left = Files.list(folder.resolve(".incoming"))) {
      assertThat(left).as("what it had got so far").isNotEmpty();
    }
  }

  private OtherProcess loader(int port, String... flags) throws IOException {
    loader = OtherProcess.start(List.of(flags), Loader.class, Integer.toString(port), folder.toString());
    return loader;
  }

  /** What it says last; a log may be before it. */
  private static String outcome(OtherProcess loader) throws IOException {
    var last = "";
    for (var line = loader.line(); line != null; line = loader.line()) last = line;
    return last;
  }

  private int serve() {
    return vertx.createHttpServer().requestHandler(request -> answer.handle(request)).listen(0, "127.0.0.1").await().actualPort();
  }

  private static void pour(HttpServerRequest request, int chunks) {
    if (chunks == CHUNKS) request.response().end();
    else request.response().write(CHUNK_OF_LINES.copy()).onSuccess(v -> pour(request, chunks + 1));
  }

  private static Buffer chunk() {
    var chunk = Buffer.buffer();
    while (chunk.length() < CHUNK) chunk.appendBytes(LINE);
    return chunk;
  }

  /** Asks for the file anew, and says what came of it. */
  static final class Loader {
    private Loader() {}

    public static void main(String[] args) {
      var vertx = Vertx.vertx();
      var bus = Bus.of(vertx);
      var timers = new ManualTimers(vertx, Instant.parse("2025-03-16T12:00:00Z"));
      var nowhere = Pools.open(vertx, Database.parse("postgresql://nobody@127.0.0.1:1/x"), new Pools.Sizes(1, 1, Duration.ofSeconds(1)));
      var provider = new Provider("livetiming", "http://127.0.0.1:" + args[0], Quota.NONE,
          new Provider.Line(Duration.ofMinutes(1), 200_000_000, 8, Duration.ofMinutes(1)), Map.of(), new Access.Open());
      vertx.deployVerticle(new FetchVerticle(bus, timers, List.of(provider), new Archive(Path.of(args[1])),
          new QuotaStore(nowhere.transactions(), timers), new TrafficStore(nowhere.transactions()))).await();
      var loaded = bus.ask(Fetching.LOAD, new Load("livetiming", TOPIC, true), Duration.ofMinutes(1))
          .otherwise(failure -> new Loaded.Unavailable(failure.toString(), false)).await();
      System.out.println(loaded instanceof Loaded.Kept ? "Kept" : loaded.toString());
      System.exit(0);
    }
  }
}
