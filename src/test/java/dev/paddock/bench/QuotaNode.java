package dev.paddock.bench;

import dev.paddock.app.OtherProcess;
import dev.paddock.app.SystemTimers;
import dev.paddock.bus.Bus;
import dev.paddock.db.Database;
import dev.paddock.db.Pools;
import dev.paddock.fetch.Access;
import dev.paddock.fetch.Archive;
import dev.paddock.fetch.FetchVerticle;
import dev.paddock.fetch.Provider;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Call;
import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.kernel.Limit;
import dev.paddock.kernel.Quota;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node in a process of its own that has more to ask than its provider allows: races in their last five minutes, each every 15 s at
 * an instant of its own, and others, far from their start, as fast as it is told. It asks for the share of both that it is given.
 */
final class QuotaNode implements AutoCloseable {
  static final Duration EVERY = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration FAR_WAITS = Duration.ofSeconds(30);
  private static final long TICK_MS = 2;

  private final OtherProcess process;

  private QuotaNode(OtherProcess process) {
    this.process = process;
  }

  /** @param limits as in {@link Limit#parseAll}; @param far calls a second of all nodes together */
  static QuotaNode start(Database database, URI provider, String limits, int races, double far) throws IOException {
    var process = OtherProcess.start(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=conf/logback.xml", "-DLOG_LEVEL=error"),
        QuotaNode.class, provider.toString(), limits, Integer.toString(races), Double.toString(far));
    var node = new QuotaNode(process);
    node.tell("postgresql://%s:%s@%s:%d/%s?sslmode=disable".formatted(database.user(), database.password(), database.host(),
        database.port(), database.name()));
    if (!"ready".equals(process.line())) throw new IOException("a node does not start");
    return node;
  }

  /** From now on it asks for the races whose number divided by {@code of} leaves one of {@code parts}, and that part of the others. */
  void share(int of, Integer... parts) throws IOException {
    tell(of + " " + String.join(" ", List.of(parts).stream().map(String::valueOf).toList()));
  }

  void kill() throws InterruptedException {
    process.kill();
  }

  /** SIGSTOP or SIGCONT. */
  void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, Long.toString(process.process().pid())).inheritIO().start().waitFor();
  }

  private void tell(String line) throws IOException {
    var in = process.process().outputWriter();
    in.write(line + "\n");
    in.flush();
  }

  @Override public void close() {
    process.process().destroyForcibly();
  }

  public static void main(String... args) throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in));
    var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    var pools = Pools.open(vertx, Database.parse(in.readLine()), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
    var timers = new SystemTimers(vertx);
    timers.follow(pools.reads()).await();
    var bus = Bus.of(vertx);
    var provider = new Provider("bench", args[0], new Quota(Limit.parseAll(args[1]), 0),
        new Provider.Line(Duration.ofSeconds(10), 100_000, 32, Duration.ofMinutes(1)), Map.of(), new Access.Open());
    vertx.deployVerticle(new FetchVerticle(bus, timers, List.of(provider), new Archive(Path.of("target", "bench", "archive")),
        new QuotaStore(pools.transactions(), timers), new TrafficStore(pools.transactions()))).await();
    var demand = new Demand(bus, timers, Integer.parseInt(args[2]), Double.parseDouble(args[3]));
    vertx.setPeriodic(TICK_MS, tick -> demand.tick());
    System.out.println("ready");
    for (var line = in.readLine(); line != null; line = in.readLine()) demand.share(line);
    System.exit(0);
  }

  /** When race number {@code race} of so many is due in each quarter of a minute. */
  static long phaseNanos(int race, int races) {
    return EVERY.toNanos() * race / races;
  }

  private static final class Demand {
    private final Bus bus;
    private final SystemTimers timers;
    private final int races;
    private final double far;
    private volatile List<Integer> parts = List.of();
    private volatile int of = 1;
    private long last;
    private double owed;

    Demand(Bus bus, SystemTimers timers, int races, double far) {
      this.bus = bus;
      this.timers = timers;
      this.races = races;
      this.far = far;
    }

    void share(String line) {
      var numbers = List.of(line.split(" ")).stream().map(Integer::valueOf).toList();
      parts = List.of();
      of = numbers.getFirst();
      parts = numbers.subList(1, numbers.size());
    }

    void tick() {
      var now = timers.instant();
      long nanos = Receipt.nanos(now);
      long every = EVERY.toNanos();
      if (last > 0) {
        for (int race = 0; race < races; race++) {
          long phase = phaseNanos(race, races);
          long due = Math.floorDiv(nanos - phase, every) * every + phase;
          if (due > last && parts.contains(race % of)) near(race, due);
        }
        owed += far * parts.size() / of * (nanos - last) / 1e9;
        for (; owed >= 1; owed--) call("/far", now.plus(Duration.ofMinutes(30)), now.plus(FAR_WAITS));
      }
      last = nanos;
    }

    private void near(int race, long due) {
      var at = Instant.ofEpochSecond(0, due);
      call("/near?race=" + race + "&slot=" + due, at.plusSeconds(120), at.plus(EVERY));
    }

    private void call(String resource, Instant nearest, Instant until) {
      bus.ask(Fetching.CALL, new Call("bench", resource, Optional.empty(), 1, nearest, until), PATIENCE);
    }
  }
}
