package dev.paddock.fetch;

import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Call;
import dev.paddock.fetch.contract.Fetching.Called;
import dev.paddock.fetch.contract.Fetching.Post;
import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.kernel.Quota;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A node with one provider, from which calls are made. */
final class Stall implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Timers timers;

  Stall(TestDatabase db, Provider provider, Function<Vertx, Timers> timers) {
    this.timers = timers.apply(vertx);
    vertx.deployVerticle(new FetchVerticle(bus, this.timers, List.of(provider), new Archive(Path.of("target", "test-archive")),
        new QuotaStore(db.pools().transactions(), this.timers), new TrafficStore(db.pools().transactions()))).await();
  }

  static Provider provider(int port, Quota quota, Map<String, String> headers, Access access) {
    return new Provider("tabnz", "http://127.0.0.1:" + port, quota,
        new Provider.Line(Duration.ofSeconds(1), 100_000, 8, Duration.ofMinutes(1)), headers, access);
  }

  /** A call for a race that starts at {@code nearest} and is worth sending for so long. */
  Future<Called> call(String resource, Instant nearest, Duration worth) {
    return ask(new Call("tabnz", resource, Optional.empty(), 1, nearest, timers.instant().plus(worth)));
  }

  Called get(String resource) {
    return call(resource, timers.instant(), Duration.ofSeconds(10)).await();
  }

  Called post(String resource, String body) {
    return ask(new Call("tabnz", resource, Optional.of(new Post("application/json", body)), 1, timers.instant(),
        timers.instant().plusSeconds(10))).await();
  }

  Future<Called> ask(Call call) {
    return bus.ask(Fetching.CALL, call, PATIENCE);
  }

  ProviderStatus status() {
    return bus.ask(Fetching.PROVIDERS, new Fetching.GetProviders(), PATIENCE).await().providers().getFirst();
  }

  @Override public void close() {
    vertx.close().await();
  }
}
