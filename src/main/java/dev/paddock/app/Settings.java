package dev.paddock.app;

import dev.paddock.db.Database;
import dev.paddock.db.Pools;
import dev.paddock.fetch.contract.Delivering.By;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Everything that can be set, read once at start. {@code conf/paddock.yaml} explains each and holds the defaults. */
public record Settings(Path dataDir, Http http, Optional<Database> database, Pools.Sizes pools, Optional<String> redisUrl, Log log, F1 f1,
    Fetch fetch, Scheduler scheduler, Optional<String> adminToken, Webhooks webhooks, HorseSettings horse,
    F1Settings sessions, Play play, ClusterSettings cluster, TcpBridgeSettings tcpBridge, List<CadenceSetting> cadences,
    List<Setting> effective) {

  /** What the game's users meet. */
  public record Play(AccountSettings accounts, MailSettings mail, LimitSettings limits) {}

  /** @param port 0 takes a free one */
  public record Http(String host, int port) {}

  /** @param level lower case: trace, debug, info, warn, error */
  public record Log(String level, Format format) {
    public enum Format { CONSOLE, JSON }
  }

  /** @param season a year; empty: the year of the clock */
  public record F1(OptionalInt season, Provider provider, Jolpica jolpica, Optional<URI> restUrl) {
    public enum Provider { JOLPICA, REST }

    /** @param perSecond and {@code perHour}: requests that we allow ourselves */
    public record Jolpica(URI url, int perSecond, int perHour) {}
  }

  /** @param timeout of one request from connect to last byte; @param maxBody bytes */
  public record Fetch(Duration timeout, int maxBody, String userAgent) {}

  /**
   * @param lease        how long claimed work stays a silent node's
   * @param horizon      how far ahead work is claimed
   * @param linger       how long the end of a slot waits for others to be committed with
   * @param verifyChecks clean checks in a row that make a result final
   * @param keepLog      how long the poll log is kept
   */
  public record Scheduler(boolean enabled, Duration lease, Duration horizon, Duration linger, int verifyChecks, Duration keepLog) {}

  /**
   * @param privately        whose endpoints may be on this machine and its network
   * @param timeout          of one delivery, from the name to the status of the answer
   * @param retry            how long to wait before each further attempt; after the last it is a dead letter
   * @param keep             how long what was settled is kept
   * @param providers        by name, the secret of each that may push events to us
   */
  public record Webhooks(Set<By> privately, Duration timeout, List<Duration> retry, Duration keep, Map<String, String> providers) {
    public Webhooks {
      privately = Set.copyOf(privately);
      retry = List.copyOf(retry);
      providers = Map.copyOf(providers);
    }

    @Override public String toString() {
      return "Webhooks[privately=" + privately + ", timeout=" + timeout + ", retry=" + retry + ", keep=" + keep
          + ", providers=" + providers.keySet() + "]";
    }
  }

  public Settings {
    cadences = List.copyOf(cadences);
    effective = List.copyOf(effective);
  }

  /** Reads and checks all settings, with the environment of this process. */
  public static Settings ofThisProcess(Optional<Path> file, Map<String, String> flags) {
    return read(file, System.getenv(), flags);
  }

  /**
   * Reads and checks all settings.
   *
   * @param file the operator's file; when empty the environment's {@code PADDOCK_CONFIG} may name one
   * @param flags setting name to value, from the command line
   * @throws SettingsProblem with all that is wrong
   */
  public static Settings read(Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    var named = file.or(() -> Optional.ofNullable(environment.get("PADDOCK_CONFIG")).filter(f -> !f.isBlank()).map(Path::of));
    var r = new SettingsReader(new SettingLayers(named, environment, flags));
    var settings = new Settings(
        r.path("data-dir"),
        new Http(r.word("http.host"), r.number("http.port", 0, 65535)),
        r.optional("database.url", "postgresql://user:password@host:5432/name", Database::parse),
        new Pools.Sizes(r.number("database.connections", 1, 100), r.number("database.read-connections", 1, 100),
            r.duration("database.statement-timeout", Duration.ofSeconds(1), Duration.ofHours(1))),
        r.optional("redis.url", "redis://host:6379 or rediss://…", SettingsReader::redisUrl),
        new Log(r.oneOf("log.level", "trace", "debug", "info", "warn", "error"),
            Log.Format.valueOf(r.oneOf("log.format", "console", "json").toUpperCase(Locale.ROOT))),
        new F1(r.year("f1.season"), F1.Provider.valueOf(r.oneOf("f1.provider", "jolpica", "rest").toUpperCase(Locale.ROOT)),
            new F1.Jolpica(r.url("f1.jolpica.url"), r.number("f1.jolpica.per-second", 1, 1000),
                r.number("f1.jolpica.per-hour", 1, 1_000_000)),
            r.optional("f1.rest.url", "http://host/path", SettingsReader::httpUrl)),
        new Fetch(r.duration("fetch.timeout", Duration.ofMillis(100), Duration.ofMinutes(10)),
            r.bytes("fetch.max-body", 1024, 1 << 30), r.word("fetch.user-agent")),
        new Scheduler(r.flag("scheduler.enabled"), r.duration("scheduler.lease", Duration.ofSeconds(1), Duration.ofHours(1)),
            r.duration("scheduler.horizon", Duration.ofSeconds(1), Duration.ofMinutes(5)),
            r.duration("scheduler.linger", Duration.ZERO, Duration.ofSeconds(1)), r.number("scheduler.verify-checks", 1, 100),
            r.duration("poll-log.keep", Duration.ofDays(1), Duration.ofDays(36_500))),
        r.secret("admin.token"),
        new Webhooks(privately(r), r.duration("webhooks.timeout", Duration.ofMillis(100), Duration.ofMinutes(1)),
            r.durations("webhooks.retry", Duration.ofMillis(1), Duration.ofDays(7)),
            r.duration("webhooks.keep", Duration.ofDays(1), Duration.ofDays(3650)), pushing(r)),
        HorseSettings.read(r),
        F1Settings.read(r),
        new Play(AccountSettings.read(r), MailSettings.read(r), LimitSettings.read(r)),
        ClusterSettings.read(r),
        TcpBridgeSettings.read(r),
        r.cadences(),
        r.effective());
    r.require(settings.f1().provider() != F1.Provider.REST || settings.f1().restUrl().isPresent(), "f1.rest.url",
        "a URL, because f1.provider is rest");
    r.done();
    return settings;
  }

  private static Set<By> privately(SettingsReader r) {
    var who = EnumSet.noneOf(By.class);
    if (r.flag("webhooks.private-addresses")) who.add(By.OPERATOR);
    if (r.flag("webhooks.users-private-addresses")) who.add(By.USER);
    return who;
  }

  private static Map<String, String> pushing(SettingsReader r) {
    var secrets = new LinkedHashMap<String, String>();
    for (var provider : List.of("tabnz", "ladbrokes", "neds", "betfair", "racingapi")) {
      r.secret("horse." + provider + ".webhook-secret").ifPresent(secret -> secrets.put(provider, secret));
    }
    return secrets;
  }

  /** The same, but following one season at another Jolpica, and asking nobody about its sessions: a replay's. */
  Settings following(int season, URI jolpica) {
    var limits = f1.jolpica();
    var replayed = new F1(OptionalInt.of(season), F1.Provider.JOLPICA,
        new F1.Jolpica(jolpica, limits.perSecond(), limits.perHour()), f1.restUrl());
    return new Settings(dataDir, http, database, pools, redisUrl, log, replayed, fetch, scheduler, adminToken, webhooks, horse,
        sessions.atNobody(), play, cluster, tcpBridge, cadences, effective);
  }

  /** The same, but following these providers of horse racing. */
  Settings racing(HorseSettings horses) {
    return new Settings(dataDir, http, database, pools, redisUrl, log, f1, fetch, scheduler, adminToken, webhooks, horses,
        sessions, play, cluster, tcpBridge, cadences, effective);
  }

  /** The cadence of that name. */
  public CadenceSetting cadence(String name) {
    return cadences.stream().filter(c -> c.name().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no cadence " + name));
  }
}
