package dev.paddock.bench;

import dev.paddock.app.OtherProcess;
import dev.paddock.f1.provider.livetiming.SyntheticRace;
import dev.paddock.f1.provider.livetiming.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "telemetry", mixinStandardHelpOptions = true, description = "Car data and positions of a whole race, made up: how fast "
    + "they are read, what they take when packed, what a season takes, in how little heap it can be done.")
public final class TelemetryBench extends Benchmark {
  private static final List<Integer> HEAPS = List.of(256, 128, 96, 64, 48);

  /** Hours that cars are sampled in a weekend: three practices, qualifying, and a race with what is before and after it. */
  private static final double HOURS_A_WEEKEND = 1.25 * 3 + 1.5 + 2.5;
  private static final int RACES = 24;

  @Option(names = "--minutes", paramLabel = "N", defaultValue = "120", description = "How long the race takes; ${DEFAULT-VALUE}.")
  private int minutes;

  public TelemetryBench() {
    super("telemetry");
  }

  @Override protected void measure(Report report) throws Exception {
    var folder = Files.createTempDirectory("telemetry");
    try {
      say("making up a race of " + minutes + " minutes");
      var race = new SyntheticRace(20, 15, 15 + minutes);
      var files = race.write(folder);
      long bytes = Files.size(files.get(Topic.CAR_DATA)) + Files.size(files.get(Topic.POSITION));
      report.fact("race", "20 cars, %d minutes and 15 before, %.1f MB of CarData.z and Position.z".formatted(minutes, bytes / 1e6));
      var best = extract(folder, HEAPS.getFirst());
      int heap = HEAPS.getFirst();
      for (int smaller : HEAPS.subList(1, HEAPS.size())) {
        if (extract(folder, smaller) == null) break;
        heap = smaller;
      }
      double samples = number(best, 0);
      double packed = number(best, 1);
      double seconds = number(best, 2) / 1000;
      report.add(Row.of("samples", samples, ""));
      report.add(Row.of("read, cut and packed on one core, of what was fetched", bytes / 1e6 / seconds, "MB/s"));
      report.add(Row.of("the same, of the JSON in it", race.plainBytes() / 1e6 / seconds, "MB/s"));
      report.add(Row.of("packed", packed / samples, "bytes a sample").atMost(4));
      report.add(Row.of("a race", packed / 1e6, "MB"));
      report.add(Row.of("a season with all its sessions", packed / 1e9 / ((15 + minutes) / 60.0) * HOURS_A_WEEKEND * RACES, "GB").atMost(4));
      report.add(Row.of("a lap read back", number(best, 3) / 1000, "ms"));
      report.add(Row.of("heap it can be done in", heap, "MB").atMost(256));
    } finally {
      try (var files = Files.list(folder)) {
        for (var file : files.toList()) Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  /** What {@link TelemetryExtraction} says, of a process with so much heap; null: it was not enough. */
  private String[] extract(Path folder, int heap) throws IOException {
    say("reading it with " + heap + " MB of heap");
    var process = OtherProcess.start(List.of("-Xmx" + heap + "m", "-Dlogback.configurationFile=conf/logback.xml", "-DLOG_LEVEL=off"),
        TelemetryExtraction.class, folder.toString());
    try {
      var line = process.line();
      return line == null ? null : line.split(" ");
    } finally {
      process.process().destroyForcibly();
    }
  }

  private static double number(String[] answer, int i) throws IOException {
    if (answer == null) throw new IOException("it cannot be read at all");
    return Double.parseDouble(answer[i]);
  }
}
