package dev.paddock.app;

import dev.paddock.fetch.Access;
import dev.paddock.fetch.Secret;
import dev.paddock.horse.provider.RacingApi.Plan;
import dev.paddock.kernel.Limit;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which providers of horse racing are followed, and how.
 *
 * @param giveUp    so long after its start a race that did not become final is followed no more
 * @param timeout   of one request: shorter than the closest cadence
 * @param keep      meetings that are older are forgotten, with all of their races
 * @param providers those that are switched on
 */
public record HorseSettings(Duration giveUp, Duration timeout, Duration keep, List<Feed> providers) {
  /** More is refused as TOO_MUCH_DATA. */
  private static final int BETFAIR_HEAVIEST = 200;
  private static final String OTHERWISE = ": the provider slows down or blocks who does not say it";
  private static final Duration KEEP_ALIVE = Duration.ofHours(4);

  /**
   * A provider that is switched on.
   *
   * @param limits    what we allow ourselves
   * @param headers   of every request: who we are
   * @param zone      of its calendar
   * @param dividends whether it pays any
   * @param kind      what only this one has
   */
  public record Feed(String name, URI url, List<Limit> limits, String profile, Map<String, String> headers, Access access, ZoneId zone,
      boolean dividends, Kind kind) {
    /** The heaviest request, where weights are limited. */
    int heaviest() {
      return kind instanceof Kind.Betfair ? BETFAIR_HEAVIEST : 0;
    }

    public Feed {
      limits = List.copyOf(limits);
      headers = Map.copyOf(headers);
    }
  }

  public sealed interface Kind {
    /**
     * TAB NZ and its sisters.
     *
     * @param path      before /racing
     * @param cardEvery prices that are that old are asked for again
     * @param wholeDay  whether a batch asks for all races of the day at once
     */
    record Affiliate(String path, Duration cardEvery, boolean wholeDay) implements Kind {}

    /** @param types of events; @param countries none: all */
    record Betfair(List<String> types, List<String> countries) implements Kind {}

    record RacingApi(Plan plan) implements Kind {}
  }

  public HorseSettings {
    providers = List.copyOf(providers);
  }

  /** Of Betfair, the replay's race day follows horses only, where most is bet on them. */
  private static final List<String> STAND_IN_TYPES = List.of("7");
  private static final List<String> STAND_IN_COUNTRIES = List.of("GB", "IE", "ZA", "AU", "NZ");

  /** Two providers' stand-ins, below one address. They want to know who asks, too. */
  HorseSettings atStandIn(URI address) {
    var who = Map.of("From", "replay@localhost", "X-Partner", "replay", "X-Partner-ID", "replay");
    var access = new Access.Betfair(address + "/betfair", new Secret("replay"), "replay", new Secret("replay"), KEEP_ALIVE);
    return new HorseSettings(giveUp, timeout, keep, List.of(
        new Feed("tabnz", URI.create(address + "/tabnz"), List.of(new Limit(5, Duration.ofSeconds(1))), "horse", who, new Access.Open(),
            ZoneId.of("Pacific/Auckland"), true, new Kind.Affiliate("/affiliates/v1", Duration.ofSeconds(60), false)),
        new Feed("betfair", URI.create(address + "/betfair"), List.of(Limit.parse("15/second")), "horse", Map.of(), access, ZoneOffset.UTC,
            false, new Kind.Betfair(STAND_IN_TYPES, STAND_IN_COUNTRIES))));
  }

  /** The same without any provider: a replay asks nobody outside. */
  HorseSettings atNobody() {
    return new HorseSettings(giveUp, timeout, keep, List.of());
  }

  static boolean followedAtStandIn(String betfairType, String betfairCountry) {
    return STAND_IN_TYPES.contains(betfairType) && STAND_IN_COUNTRIES.contains(betfairCountry);
  }

  static HorseSettings read(SettingsReader r) {
    var feeds = new ArrayList<Feed>();
    affiliate(r, "tabnz", "Pacific/Auckland", "/affiliates/v1", Optional.of("partner-id")).ifPresent(feeds::add);
    affiliate(r, "ladbrokes", "Australia/Sydney", "", Optional.empty()).ifPresent(feeds::add);
    affiliate(r, "neds", "Australia/Sydney", "", Optional.empty()).ifPresent(feeds::add);
    betfair(r).ifPresent(feeds::add);
    racingApi(r).ifPresent(feeds::add);
    return new HorseSettings(r.duration("horse.give-up", Duration.ofHours(1), Duration.ofDays(7)),
        r.duration("horse.timeout", Duration.ofMillis(100), Duration.ofMinutes(1)),
        r.duration("horse.keep", Duration.ofDays(2), Duration.ofDays(3650)), feeds);
  }

  /** TAB NZ and its sisters let in who says who it is. */
  private static Optional<Feed> affiliate(SettingsReader r, String name, String zone, String path, Optional<String> id) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("From", named(r, name, "from", "a mail address at which you can be reached" + OTHERWISE));
    headers.put("X-Partner", named(r, name, "partner", "your name" + OTHERWISE));
    id.ifPresent(setting -> headers.put("X-Partner-ID", named(r, name, setting, "the id that the provider gave you, or any text")));
    return feed(r, name, headers, new Access.Open(), ZoneId.of(zone), true,
        new Kind.Affiliate(path, r.duration("horse." + name + ".card-every", Duration.ZERO, Duration.ofHours(1)),
            r.flag("horse." + name + ".whole-day")));
  }

  private static Optional<Feed> betfair(SettingsReader r) {
    var identity = r.url("horse.betfair.identity-url").toString();
    var access = new Access.Betfair(identity, secret(r, "betfair", "app-key"), named(r, "betfair", "user", "the account's user name"),
        secret(r, "betfair", "password"), KEEP_ALIVE);
    return feed(r, "betfair", Map.of(), access, ZoneOffset.UTC, false,
        new Kind.Betfair(r.words("horse.betfair.types"), r.words("horse.betfair.countries")));
  }

  private static Optional<Feed> racingApi(SettingsReader r) {
    var access = new Access.Basic(named(r, "racingapi", "user", "the account's user name"), secret(r, "racingapi", "password"));
    return feed(r, "racingapi", Map.of(), access, ZoneId.of("Europe/London"), false,
        new Kind.RacingApi(Plan.valueOf(r.oneOf("horse.racingapi.plan", "free", "basic", "standard").toUpperCase(Locale.ROOT))));
  }

  private static Optional<Feed> feed(SettingsReader r, String name, Map<String, String> headers, Access access, ZoneId zone,
      boolean dividends, Kind kind) {
    var prefix = "horse." + name + ".";
    var feed = new Feed(name, r.url(prefix + "url"), r.limits(prefix + "limits"), r.word(prefix + "profile"), headers, access, zone,
        dividends, kind);
    r.require(r.hasCadence(feed.profile()), prefix + "profile", "one of the cadences, such as horse or horse-close");
    return enabled(r, name) ? Optional.of(feed) : Optional.empty();
  }

  private static boolean enabled(SettingsReader r, String name) {
    return r.flag("horse." + name + ".enabled");
  }

  /** What a provider that is switched on must have. */
  private static String named(SettingsReader r, String provider, String setting, String what) {
    var name = "horse." + provider + "." + setting;
    var value = r.optional(name, what, text -> text).orElse("");
    r.require(!value.isEmpty() || !enabled(r, provider), name, what + ", because horse." + provider + ".enabled is true");
    return value;
  }

  private static Secret secret(SettingsReader r, String provider, String setting) {
    var name = "horse." + provider + "." + setting;
    r.require(r.isFromEnvironment(name), name, "nothing here: it is taken from the environment only");
    return new Secret(named(r, provider, setting, "the account's " + setting));
  }
}
