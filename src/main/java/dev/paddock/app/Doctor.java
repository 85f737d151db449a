package dev.paddock.app;

import dev.paddock.db.Migration;
import dev.paddock.kernel.Limit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks whether everything is there that a run needs, and says what to do where it is not. */
public final class Doctor {
  private static final int OLDEST_POSTGRES = 14;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** WARN: a run goes on without it. FAIL: a run does not start. */
  public enum How { OK, WARN, FAIL }

  /** @param todo empty when all is well */
  public record Finding(String what, How how, String found, String todo) {}

  private final Settings settings;
  private final List<Finding> findings = new ArrayList<>();

  private Doctor(Settings settings) {
    this.settings = settings;
  }

  /** All findings, in the order in which a start would meet them. Embedded servers are started for it and stopped again. */
  public static List<Finding> examine(Settings settings) {
    var doctor = new Doctor(settings);
    doctor.java();
    doctor.dataAndServers();
    doctor.port();
    doctor.upstream();
    doctor.horses();
    return List.copyOf(doctor.findings);
  }

  private void java() {
    ok("Java", Runtime.version() + " in " + System.getProperty("java.home"));
  }

  private void dataAndServers() {
    try (var dir = DataDir.open(settings.dataDir())) {
      ok("data folder", dir.root() + ", writable and free");
      if (settings.database().isEmpty()) embeddedDatabase(dir);
      if (settings.redisUrl().isEmpty()) embeddedRedis(dir);
    } catch (CannotStart e) {
      fail("data folder", e.getMessage(), "");
      if (settings.database().isEmpty()) fail("database", "not looked at", "the embedded database lives in the data folder");
    }
    settings.database().ifPresent(named -> database(new Connection(named.toString(), named.jdbcUrl(), named.user(), named.password()),
        new Migration(named)));
    settings.redisUrl().ifPresent(this::namedRedis);
  }

  private record Connection(String described, String url, String user, String password) {}

  private void embeddedDatabase(DataDir dir) {
    try {
      var server = EmbeddedPostgres.start(dir, true);
      var db = server.database();
      database(new Connection("embedded", db.jdbcUrl(), db.user(), db.password()), new Migration(db));
      server.stop();
    } catch (CannotStart e) {
      fail("database", e.getMessage(), "");
    }
  }

  private void database(Connection to, Migration migration) {
    try (var connection = DriverManager.getConnection(to.url(), to.user(), to.password())) {
      var server = connection.getMetaData();
      var found = to.described() + ", PostgreSQL " + server.getDatabaseProductVersion();
      if (server.getDatabaseMajorVersion() < OLDEST_POSTGRES) fail("database", found, "PostgreSQL " + OLDEST_POSTGRES + " is needed");
      else ok("database", found);
      var pending = migration.pending();
      if (pending.isEmpty()) ok("schema", "up to date");
      else warn("schema", pending.size() + " migrations pending", "`run` and `demo` apply them, or run `paddock migrate`");
    } catch (SQLException e) {
      fail("database", to.described() + ": " + firstLine(e), "check DATABASE_URL and that the server is up");
    } catch (Migration.Failed e) {
      fail("schema", e.getMessage(), "use the release that made this schema, or an empty database");
    }
  }

  private void embeddedRedis(DataDir dir) {
    try {
      EmbeddedRedis.start(dir).stop();
      ok("Redis", "embedded");
    } catch (RuntimeException e) {
      warn("Redis", firstLine(e), "it works without a cache, slower; or name a Redis with REDIS_URL");
    }
  }

  private void namedRedis(String url) {
    var uri = URI.create(url);
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort()), (int) PATIENCE.toMillis());
      ok("Redis", Setting.masked(url));
    } catch (IOException e) {
      warn("Redis", Setting.masked(url) + ": " + firstLine(e), "it works without a cache, slower; check REDIS_URL");
    }
  }

  private void port() {
    var http = settings.http();
    var where = http.host() + ":" + http.port();
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(http.host(), http.port()));
      ok("port", http.port() == 0 ? http.host() + ", any free port" : where + " is free");
    } catch (IOException e) {
      fail("port", where + ": " + firstLine(e), "stop what listens there, or choose another with PADDOCK_PORT (0: any free one)");
    }
  }

  private void upstream() {
    var f1 = settings.f1();
    var base = f1.provider() == Settings.F1.Provider.JOLPICA ? Optional.of(f1.jolpica().url()) : f1.restUrl();
    base.ifPresent(url -> reach("Formula 1 source", url, Map.of(), ""));
  }

  /** @param and what else is to be said of it */
  private void reach(String what, URI url, Map<String, String> headers, String and) {
    var request = HttpRequest.newBuilder(url).timeout(PATIENCE).header("User-Agent", settings.fetch().userAgent());
    headers.forEach(request::header);
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var answer = client.send(request.build(), BodyHandlers.discarding());
      ok(what, Setting.masked(url.toString()) + " answers (" + answer.statusCode() + ")" + and);
    } catch (IOException e) {
      warn(what, Setting.masked(url.toString()) + ": " + firstLine(e), "`run` stays up and keeps trying; check the network or a proxy");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void horses() {
    var feeds = settings.horse().providers();
    if (feeds.isEmpty()) ok("horse racing", "no provider is switched on");
    for (var feed : feeds) {
      reach("horse racing, " + feed.name(), feed.url(), feed.headers(),
          ", followed by " + feed.profile() + ", at most " + feed.limits().stream().map(Limit::toString).collect(Collectors.joining(", ")));
    }
  }

  private void ok(String what, String found) {
    findings.add(new Finding(what, How.OK, found, ""));
  }

  private void warn(String what, String found, String todo) {
    findings.add(new Finding(what, How.WARN, found, todo));
  }

  private void fail(String what, String found, String todo) {
    findings.add(new Finding(what, How.FAIL, found, todo));
  }

  private static String firstLine(Exception e) {
    return Optional.ofNullable(e.getMessage()).flatMap(m -> m.lines().findFirst())
        .orElse("cannot be reached (" + e.getClass().getSimpleName() + ")");
  }
}
