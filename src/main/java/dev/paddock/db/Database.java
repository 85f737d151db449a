package dev.paddock.db;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the database is and how to get in. Printing it never shows the password.
 *
 * @param rootCertificate PEM file of the authority to trust with {@code verify-ca} and {@code verify-full}
 */
public record Database(String host, int port, String name, String user, String password, SslMode ssl, Optional<String> rootCertificate) {
  /** What other tools call the same thing: libpq, Heroku-like hosts, SQLAlchemy. */
  private static final List<String> SCHEMES = List.of("postgresql", "postgres", "postgresql+asyncpg");

  private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:\\[\\]]*)(?::(\\d{1,5}))?");

  /**
   * Reads {@code postgresql://user:password@host:port/name?sslmode=require}. User, password and name may be percent-encoded;
   * {@code ssl=} is taken for {@code sslmode=}; parameters that are of no use here are ignored.
   *
   * @throws IllegalArgumentException if it is none of the known forms
   */
  public static Database parse(String url) {
    var uri = URI.create(url);
    if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) throw new IllegalArgumentException("not a postgresql:// URL");
    var authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
    int at = authority.lastIndexOf('@');
    var who = at < 0 ? new String[] {""} : authority.substring(0, at).split(":", 2);
    var where = HOST_AND_PORT.matcher(authority.substring(at + 1));
    if (!where.matches()) throw new IllegalArgumentException("not a host and a port: " + authority.substring(at + 1));
    var query = query(uri.getRawQuery());
    var user = first(decoded(who[0]), query.get("user"), "postgres");
    var host = first(where.group(1), query.get("host"), "localhost");
    return new Database(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        Integer.parseInt(first(where.group(2), query.get("port"), "5432")),
        first(decoded(Optional.ofNullable(uri.getRawPath()).orElse("").replaceFirst("^/", "")), query.get("dbname"), user),
        user,
        first(who.length > 1 ? decoded(who[1]) : null, query.get("password"), ""),
        sslMode(first(query.get("sslmode"), query.get("ssl"), "prefer")),
        Optional.ofNullable(query.get("sslrootcert")));
  }

  /** The same server and user, another database. */
  public Database named(String other) {
    return new Database(host, port, other, user, password, ssl, rootCertificate);
  }

  /** For Flyway, which speaks JDBC; user and password go separately. */
  public String jdbcUrl() {
    var url = "jdbc:postgresql://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + encoded(name)
        + "?sslmode=" + ssl.name().toLowerCase().replace('_', '-') + "&connectTimeout=10&ApplicationName=paddock";
    if (rootCertificate.isPresent()) return url + "&sslrootcert=" + encoded(rootCertificate.get());
    return verified() ? url + "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory" : url;
  }

  /**
   * For the reactive client, with the statement cache on.
   *
   * @param statementTimeout after which the server gives up on a statement
   */
  public PgConnectOptions connectOptions(Duration statementTimeout) {
    var options = new PgConnectOptions().setHost(host).setPort(port).setDatabase(name).setUser(user).setPassword(password).setSslMode(ssl)
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheSqlLimit(8192)
        .addProperty("application_name", "paddock")
        .addProperty("TimeZone", "UTC")
        .addProperty("statement_timeout", Long.toString(statementTimeout.toMillis()));
    if (ssl == SslMode.DISABLE) return options;
    var tls = new ClientSSLOptions().setTrustAll(!verified());
    rootCertificate.ifPresent(file -> tls.setTrustOptions(new PemTrustOptions().addCertPath(file)));
    if (verified() && rootCertificate.isEmpty()) tls.setTrustOptions(SystemTrust.OPTIONS);
    tls.setHostnameVerificationAlgorithm(ssl == SslMode.VERIFY_FULL ? "HTTPS" : "");
    return options.setSslOptions(tls);
  }

  @Override public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + name;
  }

  private boolean verified() {
    return ssl == SslMode.VERIFY_CA || ssl == SslMode.VERIFY_FULL;
  }

  private static SslMode sslMode(String word) {
    return switch (word) {
      case "true", "on", "1" -> SslMode.REQUIRE;
      case "false", "off", "0" -> SslMode.DISABLE;
      default -> SslMode.of(word);
    };
  }

  private static Map<String, String> query(String raw) {
    var pairs = new LinkedHashMap<String, String>();
    for (var pair : raw == null ? new String[0] : raw.split("&")) {
      var parts = pair.split("=", 2);
      if (parts.length == 2) pairs.put(decoded(parts[0]), decoded(parts[1]));
    }
    return pairs;
  }

  private static String first(String one, String other, String otherwise) {
    return one != null && !one.isEmpty() ? one : other != null && !other.isEmpty() ? other : otherwise;
  }

  /** Percent-decoding as in URLs: a plus sign is a plus sign. */
  private static String decoded(String s) {
    return URLDecoder.decode(s.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encoded(String s) {
    return URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
