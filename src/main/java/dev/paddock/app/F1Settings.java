package dev.paddock.app;

import dev.paddock.fetch.Secret;
import dev.paddock.kernel.Limit;
import dev.paddock.f1.rules.Caution;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where what is published about Formula 1 sessions comes from, and when it is looked for.
 *
 * @param feeds            those that are asked, beside Jolpica, which has settings of its own
 * @param cacheDir         of the archive; empty: a folder of the data folder
 * @param pollInterval     whole minutes between looks for a session's data
 * @param postSessionDelay whole minutes after a session's end before the first
 * @param caution          which changes of results wait for a second source or an administrator
 * @param keepHolds        how long those that were decided are kept; what was rejected is held again after that
 */
public record F1Settings(List<Feed> feeds, Optional<Path> cacheDir, Duration pollInterval, Duration postSessionDelay, Imports imports,
    Precedence precedence, Caution caution, Duration keepHolds) {
  public static final String LIVE_TIMING = "livetiming";
  public static final String MIRROR = "livetiming-mirror";
  public static final String MULTIVIEWER = "multiviewer";
  public static final String SCHEDULE = "f1schedule";
  public static final String OPENF1 = "openf1";

  private static final URI FORMULA1 = URI.create("https://livetiming.formula1.com");
  private static final URI PUBLIC_MIRROR = URI.create("https://livetiming-mirror.fastf1.dev");
  private static final List<String> KNOWN = List.of("jolpica", LIVE_TIMING, MIRROR, MULTIVIEWER, SCHEDULE, OPENF1);
  /** As the archive has been asked for years; others are refused now and then. */
  private static final Map<String, String> BEST_HTTP = Map.of("User-Agent", "BestHTTP", "Accept-Encoding", "gzip");
  private static final int MINUTES_A_DAY = 1440;

  /**
   * @param limits  what we allow ourselves
   * @param timeout until the last byte of an answer; empty: as of all requests
   * @param maxBody bytes, packed or not; empty: as of all requests
   * @param headers other than those of all requests
   */
  public record Feed(String name, URI url, List<Limit> limits, Optional<Duration> timeout, Optional<Integer> maxBody,
      Map<String, String> headers) {
    public Feed {
      limits = List.copyOf(limits);
      headers = Map.copyOf(headers);
    }
  }

  /** @param enabled new sessions are imported by themselves; @param slackWebhook an URL that is a secret */
  public record Imports(boolean enabled, Optional<Secret> slackWebhook) {}

  /** Names of providers, the first of those that say anything is believed. */
  public record Precedence(List<String> results, List<String> schedule, List<String> session) {
    public Precedence {
      results = List.copyOf(results);
      schedule = List.copyOf(schedule);
      session = List.copyOf(session);
    }
  }

  public F1Settings {
    feeds = List.copyOf(feeds);
  }

  /** Whether a provider of that name may be asked. */
  public boolean has(String provider) {
    return feeds.stream().anyMatch(feed -> feed.name().equals(provider));
  }

  /**
   * The same without any provider, and no imports: a replay asks nobody outside. Nobody could confirm what its source says, so it is
   * believed.
   */
  F1Settings atNobody() {
    return new F1Settings(List.of(), cacheDir, pollInterval, postSessionDelay, new Imports(false, Optional.empty()), precedence,
        Caution.NONE, keepHolds);
  }

  static F1Settings read(SettingsReader r) {
    return new F1Settings(feeds(r), r.optional("f1.cache-dir", "a folder", Path::of), minutes(r, "f1.poll-interval-minutes"),
        minutes(r, "f1.post-session-delay-minutes"), new Imports(r.flag("f1.import.enabled"), slackWebhook(r)),
        new Precedence(sources(r, "f1.precedence.results"), sources(r, "f1.precedence.schedule"), sources(r, "f1.precedence.session")),
        new Caution(r.flag("f1.hold.after-final"), r.flag("f1.hold.suspicious")),
        r.duration("f1.hold.keep", Duration.ofDays(30), Duration.ofDays(3650)));
  }

  private static List<Feed> feeds(SettingsReader r) {
    var feeds = new ArrayList<Feed>();
    var liveTiming = new Feed(LIVE_TIMING, r.url("f1.livetiming.url"), r.limits("f1.livetiming.limits"),
        Optional.of(r.duration("f1.livetiming.timeout", Duration.ofMillis(100), Duration.ofHours(1))),
        Optional.of(r.bytes("f1.livetiming.max-body", 1024, 1 << 30)), BEST_HTTP);
    feeds.add(liveTiming);
    mirror(r, liveTiming.url()).ifPresent(url ->
        feeds.add(new Feed(MIRROR, url, liveTiming.limits(), liveTiming.timeout(), liveTiming.maxBody(), BEST_HTTP)));
    feeds.add(feed(r, MULTIVIEWER, "f1.multiviewer"));
    feeds.add(feed(r, SCHEDULE, "f1.schedule"));
    var openf1 = feed(r, OPENF1, "f1.openf1");
    if (r.flag("f1.openf1.enabled")) feeds.add(openf1);
    return feeds;
  }

  /** The public mirror is Formula 1's own: another archive, a stand-in's above all, has none unless one is named. */
  private static Optional<URI> mirror(SettingsReader r, URI liveTiming) {
    var named = r.optional("f1.livetiming.mirror-url", "http://host/path or none",
        text -> text.equalsIgnoreCase("none") ? Optional.<URI>empty() : Optional.of(SettingsReader.httpUrl(text)));
    return named.orElseGet(() -> liveTiming.equals(FORMULA1) ? Optional.of(PUBLIC_MIRROR) : Optional.empty());
  }

  private static Feed feed(SettingsReader r, String name, String prefix) {
    return new Feed(name, r.url(prefix + ".url"), r.limits(prefix + ".limits"), Optional.empty(), Optional.empty(), Map.of());
  }

  private static Duration minutes(SettingsReader r, String name) {
    return Duration.ofMinutes(r.number(name, 1, MINUTES_A_DAY));
  }

  private static Optional<Secret> slackWebhook(SettingsReader r) {
    var name = "f1.import.slack-webhook";
    r.require(r.isFromEnvironment(name), name, "nothing here: it is taken from the environment only");
    return r.optional(name, "http://host/path or https://…", text -> new Secret(SettingsReader.httpUrl(text).toString()));
  }

  private static List<String> sources(SettingsReader r, String name) {
    var sources = r.words(name);
    r.require(!sources.isEmpty() && KNOWN.containsAll(sources) && new HashSet<>(sources).size() == sources.size(), name,
        "some of " + String.join(" ", KNOWN) + ", each once");
    return sources;
  }
}
