package dev.paddock.bench;

import dev.paddock.app.OtherProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * {@link Clients} in a process of their own, which shares nothing with the server but the box. Arguments: port, connections, rate (0: as
 * fast as answers come), seconds, load ("hot N", "page N", "around N" of N teams; "saves FIRST N"). Prints answers a second, p50 and p99
 * in ms, answers, those that were not 2xx.
 */
final class LoadProcess {
  private LoadProcess() {}

  public static void main(String... args) throws IOException {
    var found = new Clients(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), load(args[4].split(" ")))
        .run(Duration.ofSeconds(Integer.parseInt(args[3])));
    System.out.printf("%.1f %.3f %.3f %d %d%n", found.perSecond(), found.latency().millis(0.5), found.latency().millis(0.99),
        found.answered(), found.failed());
  }

  private static Load load(String[] words) {
    return words[0].equals("saves") ? new LineupSaves(Long.parseLong(words[1]), Integer.parseInt(words[2]))
        : new BoardReads(words[0], Integer.parseInt(words[1]));
  }

  record Found(double perSecond, double p50, double p99, long answered, long failed) {}

  /** Blocks until they are done. */
  static Found run(int port, int connections, int rate, int seconds, String load) throws IOException {
    var process = OtherProcess.start(List.of("-Xmx256m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=conf/logback.xml"),
        LoadProcess.class, String.valueOf(port), String.valueOf(connections), String.valueOf(rate), String.valueOf(seconds), load);
    var line = process.line();
    if (line == null) throw new IOException("the clients of " + load + " broke off, see above");
    var words = line.split(" ");
    return new Found(Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]), Long.parseLong(words[3]),
        Long.parseLong(words[4]));
  }
}
