package dev.paddock.bench;

import dev.paddock.app.OtherProcess;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "push", mixinStandardHelpOptions = true, description = "A score change that very many sockets hear: how long it takes to the "
    + "last of them beside a bare SockJS bridge, what it costs, and that nobody hears what is not his.")
public final class PushBench extends Benchmark {
  private static final int WARM_UP = 20;
  private static final int STRANGERS = 100;
  private static final double HEAP_MB = 400;
  private static final String BARE = "bare SockJS bridge";
  /** A message's body, as ours are on that topic. */
  private static final int BODY = 155;
  private static final List<String> SERVER = List.of("-Xmx400m", "-Dlogback.configurationFile=conf/logback.xml", "-DLOG_LEVEL=off",
      "-Dio.netty.noUnsafe=false");
  private static final List<String> CROWD = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @Option(names = "--sockets", paramLabel = "N", defaultValue = "10000", description = "${DEFAULT-VALUE}.")
  private int sockets;

  @Option(names = "--changes", paramLabel = "N", defaultValue = "30", description = "Measured; ${DEFAULT-VALUE}.")
  private int changes;

  @Option(names = "--teams", paramLabel = "N", defaultValue = "10000", description = "In the game; ${DEFAULT-VALUE}.")
  private int teams;

  public PushBench() {
    super("push");
  }

  /** A process that is told what to do, a line at a time. */
  private record Told(OtherProcess process) implements AutoCloseable {
    static Told start(List<String> flags, Class<?> main, String... args) throws IOException {
      return new Told(OtherProcess.start(flags, main, args));
    }

    String ask(String order) throws IOException {
      say(order);
      return heard();
    }

    void say(String order) throws IOException {
      var in = process.process().outputWriter();
      in.write(order + "\n");
      in.flush();
    }

    String heard() throws IOException {
      var line = process.line();
      if (line == null) throw new IOException("it broke off, see above");
      return line;
    }

    long cpuNanos() {
      return process.process().info().totalCpuDuration().orElseThrow().toNanos();
    }

    @Override public void close() {
      process.process().destroyForcibly();
    }
  }

  /** Milliseconds, and microseconds of the server's CPU for a message. */
  private record Found(double p50, double p99, double told50, double told99, long missed, long members, long strangers, double cpu, long heap) {}

  @Override protected void measure(Report report) throws Exception {
    report.fact("sockets", "%,d".formatted(sockets));
    report.fact("changes", changes);
    report.fact("teams", "%,d".formatted(teams));
    report.fact("heap of each server", "at most %.0f MB".formatted(HEAP_MB));
    say("a bare bridge");
    Found bare;
    try (var server = Told.start(SERVER, PushServer.class, "bare", String.valueOf(BODY))) {
      bare = push(server, Integer.parseInt(server.heard()), false);
    }
    try (var postgres = BenchPostgres.start();
        var server = Told.start(SERVER, PushServer.class, "ours", String.valueOf(teams))) {
      say("a node with a game of %,d teams".formatted(teams));
      var database = postgres.fresh("bench_push");
      server.say("postgresql://%s:%s@%s:%d/%s?sslmode=disable".formatted(database.user(), database.password(), database.host(), database.port(),
          database.name()));
      tell(report, push(server, Integer.parseInt(server.heard()), true), bare);
    }
  }

  private Found push(Told server, int port, boolean ours) throws IOException {
    try (var crowd = Told.start(CROWD, PushCrowd.class, String.valueOf(port))) {
      crowd.heard();
      say("  " + crowd.ask("open %d %s %s -".formatted(sockets, PushCrowd.Group.CROWD, PushServer.TOPIC)) + " sockets");
      if (ours) privates(server, crowd);
      say("  warming up");
      for (int n = 0; n < WARM_UP; n++) change(server, crowd);
      crowd.ask("forget");
      say("  measuring");
      long cpu = server.cpuNanos();
      for (int n = 0; n < changes; n++) change(server, crowd);
      var micros = (server.cpuNanos() - cpu) / 1e3 / ((double) changes * sockets);
      var words = crowd.ask("figures").split(" ");
      var found = new Found(number(words[0]), number(words[1]), number(words[2]), number(words[3]), Long.parseLong(words[4]),
          Long.parseLong(words[5]), Long.parseLong(words[6]), micros, Long.parseLong(server.ask("heap")));
      say("  " + found);
      return found;
    }
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  private static void change(Told server, Told crowd) throws IOException {
    crowd.ask("since " + server.ask("change"));
  }

  /** Members before their own league and own address; guests who are put out; and strangers with another's ticket, or none. */
  private static void privates(Told server, Told crowd) throws IOException {
    for (int n = 1; n <= PushServer.LEAGUES; n++) crowd.ask(one(PushCrowd.Group.MEMBERS, own(n), server.ask("ticket " + n), league(n), "-"));
    for (int n = 1; n <= STRANGERS; n++) {
      crowd.ask(one(PushCrowd.Group.STRANGERS, league(n), server.ask("ticket " + (PushServer.GUEST + n))));
      crowd.ask(one(PushCrowd.Group.STRANGERS, own(n), server.ask("ticket " + (2 * PushServer.GUEST + n)), league(n), "-"));
      crowd.ask(one(PushCrowd.Group.STRANGERS, own(n), "-", league(n), "-"));
    }
    server.ask("leave");
  }

  private static String one(PushCrowd.Group group, String... addressesAndTickets) {
    return "open 1 " + group + " " + String.join(" ", addressesAndTickets);
  }

  private static String own(int user) {
    return "push.user." + user;
  }

  private static String league(int n) {
    return "push.board.league-" + n;
  }

  private void tell(Report report, Found ours, Found bare) {
    report.add(Row.of("result stored to message at the client: p50", ours.p50, "ms").beside(BARE, bare.p50));
    report.add(Row.of("result stored to message at the client: p99", ours.p99, "ms").atMost(400).beside(BARE, bare.p99));
    report.add(Row.of("that p99, as a multiple of the bare bridge's", ours.p99 / bare.p99, "").atMost(1.5));
    report.add(Row.of("board shown to message at the client: p99", ours.told99, "ms").beside(BARE, bare.p99));
    report.add(Row.of("CPU of the server a message, scoring included", ours.cpu, "µs").beside(BARE, bare.cpu));
    report.add(Row.of("heap of the server in use after a collection", ours.heap, "MB").atMost(HEAP_MB).beside(BARE, bare.heap));
    report.add(Row.of("messages that one of the crowd missed, or heard twice", ours.missed, "").atMost(0).beside(BARE, bare.missed));
    report.add(Row.of("messages of their own that members missed, or heard twice",
        Math.abs(2L * PushServer.LEAGUES * changes - ours.members), "").atMost(0));
    report.add(Row.of("messages to %,d sockets without the right".formatted(3 * STRANGERS), ours.strangers, "").atMost(0));
  }
}
