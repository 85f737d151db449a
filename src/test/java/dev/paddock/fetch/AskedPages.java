package dev.paddock.fetch;

import static dev.paddock.fetch.contract.Fetching.GET_PAGE;
import static dev.paddock.fetch.contract.Fetching.PROVIDER_CHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.fetch.contract.Fetching.GetPage;
import dev.paddock.fetch.contract.Fetching.ProviderChanged;
import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.kernel.Quota;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server of pages that does whatever servers do, and the one door out through which they are asked for. */
abstract class AskedPages {
  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");
  static final Duration PATIENCE = Duration.ofSeconds(15);
  static final int MAX_BYTES = 100_000;

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  @TempDir Path folder;
  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final List<HttpServerRequest> asked = new CopyOnWriteArrayList<>();
  final List<ProviderChanged> told = new CopyOnWriteArrayList<>();
  volatile Handler<HttpServerRequest> answer = request -> request.response().end("page");
  final ManualTimers timers = new ManualTimers(vertx, NOON);
  HttpServer server;

  @AfterEach void close() {
    vertx.close().await();
  }

  void open() {
    open(Quota.NONE);
  }

  void open(Quota quota) {
    server = vertx.createHttpServer().requestHandler(request -> {
      asked.add(request);
      answer.handle(request);
    }).listen(0, "127.0.0.1").await();
    bus.on(PROVIDER_CHANGED, told::add).await();
    db.pools().transactions().query("truncate provider_quota").execute().await();
    var provider = new Provider("jolpica", "http://127.0.0.1:" + server.actualPort(), quota,
        new Provider.Line(Duration.ofSeconds(1), MAX_BYTES, 8, Duration.ofMinutes(1)), Map.of("User-Agent", "paddock-test"),
        new Access.Open());
    vertx.deployVerticle(new FetchVerticle(bus, timers, List.of(provider), new Archive(folder),
        new QuotaStore(db.pools().transactions(), timers), new TrafficStore(db.pools().transactions()))).await();
  }

  Future<Fetched> ask(String resource) {
    return bus.ask(GET_PAGE, new GetPage("jolpica", resource), PATIENCE);
  }

  Fetched get(String resource) {
    return ask(resource).await();
  }

  static String why(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Unavailable.class);
    return ((Fetched.Unavailable) fetched).why();
  }

  static void until(BooleanSupplier isSo) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) throw new AssertionError("not so after ten seconds");
      LockSupport.parkNanos(5_000_000);
    }
  }
}
