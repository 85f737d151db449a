package dev.paddock.app;

import dev.paddock.app.HorseSettings.Feed;
import dev.paddock.db.Closing;
import dev.paddock.db.Outbox;
import dev.paddock.fetch.Provider;
import dev.paddock.horse.Followed;
import dev.paddock.horse.PollVerticle;
import dev.paddock.horse.provider.Betfair;
import dev.paddock.horse.provider.HorseSource;
import dev.paddock.horse.provider.Parsing;
import dev.paddock.horse.provider.RacingApi;
import dev.paddock.horse.provider.TabNz;
import dev.paddock.horse.provider.Unknown;
import dev.paddock.horse.store.CardStore;
import dev.paddock.horse.store.RaceStore;
import dev.paddock.horse.store.RaceWrites;
import dev.paddock.kernel.Quota;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.CleanupVerticle.Cleanup;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Deployable;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Horse racing: its providers as the settings name them, and its polls. */
final class HorseRoom {
  private static final int CONNECTIONS = 32;
  private static final int READERS = 2;
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration FRESHEST = Duration.ofSeconds(15);

  private final Node node;
  private final Timers timers;
  private final Settings settings;
  private final List<Followed> followed;

  HorseRoom(Node node, Timers timers, Settings settings) {
    this.node = node;
    this.timers = timers;
    this.settings = settings;
    var horse = settings.horse();
    this.followed = horse.providers().stream()
        .map(feed -> new Followed(source(feed), feed.profile(), feed.zone(), feed.dividends(), horse.giveUp())).toList();
  }

  /** Whom to ask, and how politely. */
  List<Provider> providers() {
    return settings.horse().providers().stream().map(this::provider).toList();
  }

  private Provider provider(Feed feed) {
    var fetch = settings.fetch();
    var headers = new HashMap<>(Map.of("User-Agent", fetch.userAgent(), "Accept", "application/json"));
    headers.putAll(feed.headers());
    return new Provider(feed.name(), feed.url().toString(), new Quota(feed.limits(), feed.heaviest()),
        new Provider.Line(settings.horse().timeout(), fetch.maxBody(), CONNECTIONS, PAUSE), headers, feed.access());
  }

  private HorseSource source(Feed feed) {
    var bus = node.bus();
    var parsing = Parsing.on(node.vertx().createSharedWorkerExecutor("horse-reading", READERS));
    Unknown unknown = (provider, kind, words) -> node.metrics().registry()
        .counter("paddock_horse_unknown", "provider", provider, "kind", kind.name().toLowerCase(Locale.ROOT)).increment(words.size());
    return switch (feed.kind()) {
      case HorseSettings.Kind.Affiliate(var path, var cardEvery, var wholeDay) ->
          new TabNz(new TabNz.House(feed.name(), path, FRESHEST, cardEvery, wholeDay), bus, parsing, timers, unknown);
      case HorseSettings.Kind.Betfair(var types, var countries) -> new Betfair(types, countries, bus, parsing, timers, unknown);
      case HorseSettings.Kind.RacingApi(var plan) -> new RacingApi(plan, bus, parsing, timers, unknown);
    };
  }

  Deployable verticle(Closing closing, Outbox outbox) {
    var pools = node.pools();
    var stores = new PollVerticle.Stores(new RaceStore(pools.reads(), pools.transactions()), new RaceWrites(), new CardStore());
    return new PollVerticle(node.bus(), timers, closing, stores, outbox, followed);
  }

  /** Meetings that are older than need be kept go with their races, prices and results. */
  Cleanup cleanup() {
    return new Cleanup("retention:horse", "horse.retention", tx -> {
      var day = timers.instant().minus(settings.horse().keep()).atZone(ZoneOffset.UTC).toLocalDate();
      return new CardStore().forget(tx, day).map(meetings -> "meetings before " + day + " forgotten: " + meetings);
    });
  }

  List<Plan> plans() {
    return PollVerticle.cardPlans(followed);
  }
}
