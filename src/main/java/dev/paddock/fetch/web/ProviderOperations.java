package dev.paddock.fetch.web;

import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Allowance;
import dev.paddock.fetch.contract.Fetching.GetProviders;
import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import dev.paddock.fetch.contract.Fetching.Providers;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The contract's operation on those whom we ask: whether they answer, and what of their quotas is left. */
public final class ProviderOperations {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Supplier<Future<Providers>> providers;

  public ProviderOperations(Supplier<Future<Providers>> providers) {
    this.providers = providers;
  }

  public static ProviderOperations of(Bus bus) {
    return new ProviderOperations(() -> bus.ask(Fetching.PROVIDERS, new GetProviders(), PATIENCE));
  }

  public List<Operation> list() {
    return List.of(new Operation("listProviders", request -> providers.get()
        .map(all -> Answer.live(new Shown(all.providers().stream().map(ProviderOperations::source).toList())))));
  }

  record Shown(List<Source> providers) {}

  /** A provider as it is known now, here. */
  public record Source(String provider, String state, Instant since, String reason, Instant nextTry, List<Statistics> quota) {}

  /** What a limit allows, and what of it is used. */
  public record Statistics(String limit, long calls, long maximum, long remaining, Instant resets, String status) {}

  /** In the contract's words. */
  public static Source source(ProviderStatus p) {
    return new Source(p.provider(), p.state().name().toLowerCase(Locale.ROOT), p.since().orElse(null), p.why().orElse(null),
        p.nextTry().orElse(null), p.quota().stream().map(ProviderOperations::statistics).toList());
  }

  private static Statistics statistics(Allowance a) {
    return new Statistics(a.limit(), a.used(), a.allowed(), a.remaining(), a.resets(), a.status().name());
  }
}
