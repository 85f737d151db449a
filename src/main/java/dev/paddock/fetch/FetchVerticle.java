package dev.paddock.fetch;

import static dev.paddock.fetch.contract.Fetching.CALL;
import static dev.paddock.fetch.contract.Fetching.FILE_LOADED;
import static dev.paddock.fetch.contract.Fetching.GET_PAGE;
import static dev.paddock.fetch.contract.Fetching.LOAD;
import static dev.paddock.fetch.contract.Fetching.PAGE_FETCHED;
import static dev.paddock.fetch.contract.Fetching.PROVIDERS;
import static dev.paddock.fetch.contract.Fetching.PROVIDER_CHANGED;
import static dev.paddock.fetch.contract.Fetching.QUOTA_USED;

import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching.Allowance;
import dev.paddock.fetch.contract.Fetching.Call;
import dev.paddock.fetch.contract.Fetching.Called;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.fetch.contract.Fetching.FileLoaded;
import dev.paddock.fetch.contract.Fetching.GetPage;
import dev.paddock.fetch.contract.Fetching.Load;
import dev.paddock.fetch.contract.Fetching.Loaded;
import dev.paddock.fetch.contract.Fetching.PageFetched;
import dev.paddock.fetch.contract.Fetching.ProviderChanged;
import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import dev.paddock.fetch.contract.Fetching.Providers;
import dev.paddock.fetch.contract.Fetching.QuotaUsed;
import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one door out: nobody else sends HTTP requests. Event loop, exactly one instance. */
public final class FetchVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(FetchVerticle.class);
  private static final int CONNECT_MS = 5_000;
  private static final int IDLE_SECONDS = 60;
  private static final long GAUGES_MS = 5_000;
  /** One that unpacks a large file and one for all else. */
  private static final int DISK_THREADS = 2;

  private final Bus bus;
  private final Timers timers;
  private final List<Provider> providers;
  private final Archive archive;
  private final QuotaStore quotas;
  private final Traffic traffic;
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final Map<String, Loading> files = new HashMap<>();
  private final Map<String, List<Allowance>> told = new HashMap<>();
  private final Map<String, Future<Void>> keeping = new HashMap<>();
  private WorkerExecutor disk;

  public FetchVerticle(Bus bus, Timers timers, List<Provider> providers, Archive archive, QuotaStore quotas,
      TrafficStore traffic) {
    this.bus = bus;
    this.timers = timers;
    this.providers = List.copyOf(providers);
    this.archive = archive;
    this.quotas = quotas;
    this.traffic = new Traffic(traffic, timers);
  }

  @Override public Future<?> start() {
    disk = vertx.createSharedWorkerExecutor("archive", DISK_THREADS);
    for (var provider : providers) {
      var source = source(provider);
      sources.put(provider.name(), source);
      files.put(provider.name(), new Loading(source, provider, archive, disk));
    }
    vertx.setPeriodic(GAUGES_MS, tick -> sources.forEach(this::gauge));
    return sweep().compose(v -> bus.answer(GET_PAGE, this::get))
        .compose(v -> bus.answer(CALL, this::call))
        .compose(v -> bus.answer(LOAD, this::load))
        .compose(v -> bus.answer(PROVIDERS, ask -> Future.all(sources.values().stream().map(Source::freshStatus).toList())
            .map(all -> new Providers(all.list()))));
  }

  /** What came is kept before the house closes, and what was asked counted. */
  @Override public Future<?> stop() {
    return Future.join(Stream.concat(keeping.values().stream(), Stream.of(traffic.written())).toList())
        .transform(over -> Future.succeededFuture());
  }

  private Source source(Provider provider) {
    var options = new HttpClientOptions().setConnectTimeout(CONNECT_MS).setIdleTimeout(IDLE_SECONDS);
    var client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(provider.line().connections()));
    var wire = new Wire(client, vertx.fileSystem(), provider.line(), timers);
    var ledger = new Ledger(provider.name(), quotas, timers);
    return new Source(provider, wire, new Turnstile(provider.name(), provider.quota(), ledger, timers),
        session(provider.access(), wire), timers, listener());
  }

  private Session session(Access access, Wire wire) {
    return switch (access) {
      case Access.Open() -> Session.of(Map.of());
      case Access.Basic(var user, var password) -> Session.of(Map.of("Authorization", "Basic "
          + Base64.getEncoder().encodeToString((user + ":" + password.value()).getBytes(StandardCharsets.UTF_8))));
      case Access.Betfair betfair -> new BetfairSession(betfair, wire, timers);
    };
  }

  private Future<Called> call(Call call) {
    var source = sources.get(call.provider());
    return source == null ? Future.succeededFuture(new Called(unknown(call.provider()), Optional.empty())) : source.call(call);
  }

  private Future<Loaded> load(Load load) {
    var loading = files.get(load.provider());
    if (loading == null) return Future.succeededFuture(new Loaded.Unavailable(unknown(load.provider()).why(), false));
    // a page that just came is on its way to where the file is looked for
    return keeping.getOrDefault(load.provider() + load.resource(), Future.succeededFuture())
        .transform(kept -> loading.load(load)).onSuccess(loaded -> bus.tell(FILE_LOADED, new FileLoaded(load.provider(), outcome(loaded))));
  }

  private static FileLoaded.Outcome outcome(Loaded loaded) {
    return switch (loaded) {
      case Loaded.Kept(var origin, var file) -> switch (origin) {
        case ARCHIVE -> FileLoaded.Outcome.ARCHIVE;
        case NOT_MODIFIED -> FileLoaded.Outcome.NOT_MODIFIED;
        case FETCHED -> FileLoaded.Outcome.FETCHED;
      };
      case Loaded.Absent absent -> FileLoaded.Outcome.ABSENT;
      case Loaded.Deferred later -> FileLoaded.Outcome.DEFERRED;
      case Loaded.Refused refused -> FileLoaded.Outcome.REFUSED;
      case Loaded.Unavailable unavailable -> FileLoaded.Outcome.UNAVAILABLE;
    };
  }

  private static Fetched.Unavailable unknown(String provider) {
    return new Fetched.Unavailable("no provider " + provider + " is configured");
  }

  /** An archive that cannot be used is said so, and what need not be kept is fetched all the same. */
  private Future<Void> sweep() {
    return disk.executeBlocking(archive::sweep, false)
        .onSuccess(swept -> {
          if (swept > 0) LOG.info("what was left half written is gone from the archive: {}", swept);
        })
        .onFailure(failure -> LOG.warn("the archive cannot be used: {}", failure.toString()))
        .otherwise(0).mapEmpty();
  }

  /** Nobody took anything, and yet less is used than before: so it is looked at again and again, without asking the database. */
  private void gauge(String provider, Source source) {
    var quota = source.allowances();
    if (!quota.isEmpty() && !quota.equals(told.put(provider, quota))) bus.tell(QUOTA_USED, new QuotaUsed(provider, quota));
  }

  private Future<Fetched> get(GetPage page) {
    var source = sources.get(page.provider());
    if (source == null) return Future.succeededFuture(unknown(page.provider()));
    return source.page(page.resource(), page.next()).onSuccess(fetched -> {
      if (fetched instanceof Fetched.Fresh fresh) archive(page, fresh);
    });
  }

  private Source.Listener listener() {
    return new Source.Listener() {
      @Override public void sent(PageFetched page) {
        traffic.count(page);
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
    var kept = disk.<Void>executeBlocking(() -> {
      archive.keep(page.provider(), page.resource(), fresh.body(), fresh.at());
      return null;
    }, false).onFailure(t -> LOG.warn("cannot archive {}{}: {}", page.provider(), page.resource(), t.toString()));
    var key = page.provider() + page.resource();
    keeping.put(key, kept);
    kept.onComplete(over -> keeping.remove(key, kept));
  }
}
