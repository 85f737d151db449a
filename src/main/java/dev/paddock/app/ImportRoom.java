package dev.paddock.app;

import dev.paddock.db.Closing;
import dev.paddock.f1.ImportVerticle;
import dev.paddock.f1.ImportWatchVerticle;
import dev.paddock.f1.provider.livetiming.Extractor;
import dev.paddock.f1.provider.livetiming.LapExtractors;
import dev.paddock.f1.provider.livetiming.StreamExtractors;
import dev.paddock.f1.provider.livetiming.TelemetryExtractors;
import dev.paddock.f1.rules.gaps.GapPlanner;
import dev.paddock.f1.store.CircuitStore;
import dev.paddock.f1.store.CoverageStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.FeedStore;
import dev.paddock.f1.store.GapReads;
import dev.paddock.f1.store.ImportStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.SessionDataStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.f1.store.SourceVersions;
import dev.paddock.f1.store.TelemetryStore;
import dev.paddock.fetch.DeliveryVerticle;
import dev.paddock.fetch.contract.Delivering;
import dev.paddock.fetch.contract.Delivering.By;
import dev.paddock.fetch.contract.Delivering.Deliver;
import dev.paddock.fetch.contract.Delivering.Delivered;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Imports of what was published about sessions: on demand, and by themselves where that is switched on. */
final class ImportRoom {
  /** So long an import without a sign of life is left to its node. */
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final List<Duration> BACK_OFF = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(70));
  private static final int PARSERS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Node node;
  private final Timers timers;
  private final Settings settings;

  ImportRoom(Node node, Timers timers, Settings settings) {
    this.node = node;
    this.timers = timers;
    this.settings = settings;
  }

  /** How the verticle wants to be deployed. */
  static DeploymentOptions options() {
    return ImportVerticle.deployment();
  }

  /** @param resumes goes on by itself with imports that nobody works on; a command goes on only with what it was asked for */
  Deployable verticle(boolean resumes) {
    var pool = node.pools().transactions();
    var stores = new ImportVerticle.Stores(new GapReads(node.pools().reads()), new CoverageStore(pool), new FeedStore(pool),
        new SourceVersions(pool), new ImportStore(pool, node.id(), LEASE), new SessionDataStore(), new TelemetryStore(), new CircuitStore(),
        new ResultStore(pool), new DisagreementStore(pool), new SessionReads(node.pools().reads()));
    var sources = settings.sessions().precedence().session().stream().filter(settings.sessions()::has).toList();
    var mirror = Optional.of(F1Settings.MIRROR).filter(settings.sessions()::has);
    return new ImportVerticle(node.bus(), timers, stores, extractors(), this::say,
        new ImportVerticle.Options(settings.sessions().postSessionDelay(), LEASE, resumes, mirror, BACK_OFF, PARSERS,
            settings.sessions().has(F1Settings.MULTIVIEWER), sources, settings.sessions().precedence().results()));
  }

  /** The scheduler's part. */
  Deployable watch(Closing closing) {
    var season = settings.f1().season().isPresent() ? Optional.of(settings.f1().season().getAsInt()) : Optional.<Integer>empty();
    return new ImportWatchVerticle(node.bus(), timers, closing, new GapReads(node.pools().reads()), season,
        settings.sessions().postSessionDelay());
  }

  /** What announcements go out by, where webhooks have no room of their own. */
  Deployable delivery() {
    var webhooks = settings.webhooks();
    return new DeliveryVerticle(node.bus(), settings.fetch().userAgent(), webhooks.privately(), webhooks.timeout());
  }

  /** @param live in real time: a replay has no archive of live timing */
  List<Plan> plans(boolean live) {
    return live && settings.sessions().imports().enabled() ? List.of(ImportWatchVerticle.plan()) : List.of();
  }

  /** From the delay after a session's end, at every interval, while what is not there may still come; and a day after it. */
  static Cadence[] cadences(F1Settings sessions) {
    var after = Band.every(sessions.pollInterval(), sessions.postSessionDelay(), GapPlanner.SETTLES.plus(sessions.postSessionDelay()));
    return new Cadence[] {new Cadence(ImportWatchVerticle.AFTER_SESSION, List.of(after), 3, Duration.ofMinutes(5)),
        new Cadence(ImportWatchVerticle.A_DAY_LATER, List.of(Band.at(Duration.ofDays(1))), 12, Duration.ofMinutes(30))};
  }

  private static List<Extractor> extractors() {
    return Stream.of(StreamExtractors.all(), LapExtractors.all(), TelemetryExtractors.all()).flatMap(List::stream).toList();
  }

  /** As Slack's incoming webhooks take it. */
  private Future<Optional<String>> say(String text) {
    var webhook = settings.sessions().imports().slackWebhook();
    if (webhook.isEmpty()) return Future.succeededFuture(Optional.of("SLACK_WEBHOOK_URL is not set"));
    var escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    var letter = new Deliver(webhook.get().value(), By.OPERATOR, Map.of(), new JsonObject().put("text", escaped).encode());
    return node.bus().ask(Delivering.DELIVER, letter, PATIENCE).map(delivered -> switch (delivered) {
      case Delivered.Answered(var status, var took) when status / 100 == 2 -> Optional.<String>empty();
      case Delivered.Answered(var status, var took) -> Optional.of("the webhook answered " + status);
      case Delivered.Failed(var why, var took) -> Optional.of(why);
    });
  }
}
