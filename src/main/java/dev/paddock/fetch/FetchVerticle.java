package dev.paddock.fetch;

import static dev.paddock.fetch.contract.Fetching.GET_PAGE;
import static dev.paddock.fetch.contract.Fetching.PAGE_FETCHED;
import static dev.paddock.fetch.contract.Fetching.PROVIDERS;
import static dev.paddock.fetch.contract.Fetching.PROVIDER_CHANGED;

import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.fetch.contract.Fetching.GetPage;
import dev.paddock.fetch.contract.Fetching.PageFetched;
import dev.paddock.fetch.contract.Fetching.ProviderChanged;
import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import dev.paddock.fetch.contract.Fetching.Providers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one door out: nobody else sends HTTP requests. Event loop, exactly one instance. */
public final class FetchVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(FetchVerticle.class);
  private static final int CONNECTIONS = 8;

  private final Bus bus;
  private final InstantSource time;
  private final List<Provider> providers;
  private final Archive archive;
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private WorkerExecutor disk;

  public FetchVerticle(Bus bus, InstantSource time, List<Provider> providers, Archive archive) {
    this.bus = bus;
    this.time = time;
    this.providers = List.copyOf(providers);
    this.archive = archive;
  }

  @Override public Future<?> start() {
    disk = vertx.createSharedWorkerExecutor("archive", 1);
    var options = new HttpClientOptions().setConnectTimeout(5_000).setIdleTimeout(60).setDecompressionSupported(true);
    var client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    for (var provider : providers) sources.put(provider.name(), new Source(provider, client, time, listener()));
    return bus.answer(GET_PAGE, this::get)
        .compose(v -> bus.answer(PROVIDERS, ask -> Future.succeededFuture(
            new Providers(sources.values().stream().map(Source::status).toList()))));
  }

  private Future<Fetched> get(GetPage page) {
    var source = sources.get(page.provider());
    if (source == null) return Future.succeededFuture(new Fetched.Unavailable("no provider " + page.provider() + " is configured"));
    return source.get(page.resource()).onSuccess(fetched -> {
      if (fetched instanceof Fetched.Fresh fresh) archive(page, fresh);
    });
  }

  private Source.Listener listener() {
    return new Source.Listener() {
      @Override public void sent(PageFetched page) {
        bus.tell(PAGE_FETCHED, page);
      }

      @Override public void changed(ProviderStatus status) {
        FetchVerticle.this.changed(status);
      }
    };
  }

  private void changed(ProviderStatus status) {
    if (status.reachable()) LOG.info("{} answers again", status.provider());
    else LOG.warn("{} ({}) is unreachable since {}: {}", status.provider(), status.baseUrl(),
        status.since().orElseThrow().truncatedTo(ChronoUnit.SECONDS), status.why().orElse("unknown"));
    bus.tell(PROVIDER_CHANGED, new ProviderChanged(status));
  }

  private void archive(GetPage page, Fetched.Fresh fresh) {
    disk.executeBlocking(() -> {
      archive.keep(page.provider(), page.resource(), fresh.body(), fresh.at());
      return null;
    }).onFailure(t -> LOG.warn("cannot archive {}{}: {}", page.provider(), page.resource(), t.toString()));
  }
}
