package dev.paddock.app;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.db.Database;
import dev.paddock.season.Season;
import dev.paddock.season.SeasonFile;
import dev.paddock.upstream.Limits;
import dev.paddock.upstream.UpstreamServer;
import dev.paddock.web.ContractClient;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The whole house with nothing left out: its own database and Redis, every room, a bundled season's provider, and HTTP. Time stands still
 * until {@link #advanceTo}, and then everything that was due has happened.
 */
public final class World implements AutoCloseable {
  /** Whoever shows it is the operator. */
  public static final String OPERATOR = "operator-of-the-world";

  /** Of all who are new. */
  public static final String PASSWORD = "a long lap around Spa";

  private final Node node;
  private final Paddock house;
  private final ManualTimers timers;
  private final Season season;
  private final ContractClient api;

  private World(Node node, Paddock house, ManualTimers timers, Season season) {
    this.node = node;
    this.house = house;
    this.timers = timers;
    this.season = season;
    this.api = ContractClient.of(node.vertx(), house.port());
  }

  /** One for the whole JVM, two days before the first session of 2025's last rounds; whoever uses it leaves others their things. */
  public static World shared() {
    return Shared.WORLD;
  }

  private static final class Shared {
    static final World WORLD = open(2025, round -> round >= 22, Map.of());

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(WORLD::close));
    }
  }

  /** Two days before the first session of the first of these rounds. */
  public static World open(int year, IntPredicate rounds, Map<String, String> settings) {
    var season = SeasonFile.bundled(year);
    var first = season.races().stream().filter(race -> rounds.test(race.round())).findFirst().orElseThrow();
    return open(season, rounds, first.sessions().values().stream().min(Instant::compareTo).orElseThrow().minus(Duration.ofDays(2)), settings);
  }

  /** @param settings that differ from their defaults, by name */
  public static World open(Season season, IntPredicate rounds, Instant start, Map<String, String> settings) {
    return open(season, rounds, start, settings, 0);
  }

  /** The whole season and as many teams of players who play it by chance, two days before its first session. */
  public static World peopled(int year, int teams, Map<String, String> settings) {
    var season = SeasonFile.bundled(year);
    var first = season.races().getFirst().sessions().values().stream().min(Instant::compareTo).orElseThrow();
    return open(season, round -> true, first.minus(Duration.ofDays(2)), settings, teams);
  }

  private static World open(Season season, IntPredicate rounds, Instant start, Map<String, String> settings, int teams) {
    var all = new HashMap<>(Map.of("data-dir", folder().toString(), "http.port", "0", "admin.token", OPERATOR));
    // A test asks in seconds what people ask in an hour.
    Stream.of("user", "address", "login", "lineup", "join", "expensive").forEach(quota -> all.put("http.limits." + quota, ""));
    all.putAll(settings);
    all.computeIfAbsent("database.url", own -> url(TestDatabase.fresh()));
    var read = Settings.read(Optional.empty(), Map.of(), all);
    var node = Node.open(read, UnaryOperator.identity());
    if (teams > 0) Players.seed(node, season, teams, start);
    var timers = new ManualTimers(node.vertx(), start);
    var upstream = new UpstreamServer(node.vertx(), season, timers, Limits.NONE).listen(0).await();
    try {
      var house = Paddock.open(node, read.following(season.year(), URI.create("http://127.0.0.1:" + upstream)),
          new Paddock.Course("demo", timers, rounds));
      timers.advanceTo(start);
      return new World(node, house, timers, season);
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  /** Where a browser finds a page of it, such as {@code /teams}. */
  public String address(String place) {
    return "http://localhost:" + port() + "/#" + place;
  }

  /** Nobody's. */
  public ContractClient api() {
    return api;
  }

  public ContractClient operator() {
    return api.as(OPERATOR);
  }

  /**
   * Somebody with an account whose address is verified.
   *
   * @param token a fresh one: good for ten minutes of this world's time
   */
  public record Somebody(long id, String name, String email, String token, ContractClient api) {}

  /** Registers, opens the link that was mailed, logs in: all as people do it. */
  public Somebody newcomer(String name) {
    var email = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.org";
    api.ask("register").body(new JsonObject().put("name", name).put("email", email).put("password", PASSWORD)).answer().expect(202);
    api.ask("verifyEmail").body(new JsonObject().put("token", mailed(email, "verify-email"))).answer().expect(204);
    return logIn(name, email);
  }

  /** The same somebody with a token that is good for another ten minutes. */
  public Somebody again(Somebody somebody) {
    return logIn(somebody.name, somebody.email);
  }

  private Somebody logIn(String name, String email) {
    var tokens = api.ask("logIn").body(new JsonObject().put("email", email).put("password", PASSWORD).put("cookie", false)).answer()
        .expect(200).json();
    var token = tokens.getString("accessToken");
    return new Somebody(tokens.getJsonObject("user").getLong("userId"), name, email, token, api.as(token));
  }

  /** The token of the latest link of that kind in the outbox. */
  public String mailed(String email, String link) {
    var body = database().preparedQuery("select body from mail where lower(recipient) = $1 and body like '%#' || $2 || '=%' order by id desc")
        .execute(Tuple.of(email, link)).await().iterator().next().getString("body");
    return body.replaceFirst("(?s).*#" + link + "=(\\S+).*", "$1");
  }

  /** The service's key, for forgers. */
  String signingKey() {
    return node.signingKey();
  }

  public int port() {
    return house.port();
  }

  public Vertx vertx() {
    return node.vertx();
  }

  /** For what no operation tells, such as which mail lies in the outbox. */
  public Pool database() {
    return node.pools().transactions();
  }

  public Season season() {
    return season;
  }

  public Instant now() {
    return timers.instant();
  }

  /** Blocks until all that was due by then is done. */
  public void advanceTo(Instant until) {
    timers.advanceTo(until);
  }

  public void advance(Duration by) {
    advanceTo(now().plus(by));
  }

  @Override public void close() {
    house.close();
    node.close();
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("paddock-world");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For {@code database.url}: another than its own. */
  public static String url(Database database) {
    return "postgresql://" + database.user() + ":" + URLEncoder.encode(database.password(), StandardCharsets.UTF_8) + "@" + database.host()
        + ":" + database.port() + "/" + database.name() + "?sslmode=disable";
  }
}
