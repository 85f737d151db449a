package dev.paddock.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.db.Pools;
import dev.paddock.fetch.contract.ArchivedBytes;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Archived;
import dev.paddock.fetch.contract.Fetching.FileLoaded;
import dev.paddock.fetch.contract.Fetching.Load;
import dev.paddock.fetch.contract.Fetching.Loaded;
import dev.paddock.fetch.contract.Fetching.Loaded.Kept;
import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.kernel.Quota;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server of files that says what the test wants, and the archive in which they are kept. */
abstract class KeptFiles {
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

  void open() {
    open(Quota.NONE);
  }

  void open(Quota quota) {
    open(quota, Duration.ofSeconds(20));
  }

  void open(Quota quota, Duration timeout) {
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

  Future<Loaded> ask(String resource, boolean refresh) {
    return bus.ask(Fetching.LOAD, new Load("livetiming", resource, refresh), PATIENCE);
  }

  Loaded load(String resource, boolean refresh) {
    return ask(resource, refresh).await();
  }

  static Kept kept(Loaded loaded) {
    assertThat(loaded).isInstanceOf(Kept.class);
    return (Kept) loaded;
  }

  static String text(Archived file) throws IOException {
    try (var in = ArchivedBytes.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  List<Path> leftovers() {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static void until(BooleanSupplier isSo) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) throw new AssertionError("not so after " + PATIENCE);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
