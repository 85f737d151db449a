package dev.paddock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis server of our own: a cache on the loop-back, behind a password, that writes nothing to disk and evicts what is
 * used least. It makes itself a daemon, so that a Ctrl-C meant for us does not stop it first.
 */
public final class EmbeddedRedis {
  private static final Duration START = Duration.ofSeconds(5);

  private final Path home;
  private final Path programs;
  private final int port;
  private final String password;

  private EmbeddedRedis(Path home, Path programs, int port, String password) {
    this.home = home;
    this.programs = programs;
    this.port = port;
    this.password = password;
  }

  /** Starts the server and waits until it answers; one that a killed process left running is stopped first. */
  public static EmbeddedRedis start(DataDir dir) {
    return start(dir, Server.freePort());
  }

  /** The same on a port of the caller's choice. */
  public static EmbeddedRedis start(DataDir dir, int port) {
    var home = dir.folder("redis");
    var server = new EmbeddedRedis(home, dir.folder("cache"), port, dir.text("keys/redis", EmbeddedPostgres::newPassword));
    server.stop();
    try {
      server.launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return server;
  }

  public String url() {
    return "redis://:" + password + "@127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** Stops the server; within two seconds in any case. */
  public void stop() {
    Server.end(Server.firstLine(home.resolve("pid")), programs, Duration.ofSeconds(2));
  }

  private void launch() throws IOException {
    var log = home.resolve("server.log");
    var settings = home.resolve("redis.conf");
    Files.deleteIfExists(log);
    Files.deleteIfExists(home.resolve("pid"));
    Files.writeString(settings, """
        bind 127.0.0.1
        port %d
        requirepass %s
        daemonize yes
        dir "%s"
        pidfile "%3$s/pid"
        logfile "%3$s/server.log"
        save ""
        appendonly no
        maxmemory 64mb
        maxmemory-policy allkeys-lru
        """.formatted(port, password, home));
    var program = ExecutableProvider.newJarResourceProvider(programs.toFile()).get();
    var started = Server.run(List.of(program.getPath(), settings.toString()), Optional.empty(), log, START) == 0;
    if (!started || !Server.within(START, () -> answers())) {
      throw new CannotStart("the embedded Redis does not start; its log, " + log + ", ends:" + Server.tail(log));
    }
  }

  private boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      socket.setSoTimeout(500);
      socket.getOutputStream().write(("AUTH " + password + "\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII).equals("+OK");
    } catch (IOException notYet) {
      return false;
    }
  }
}
