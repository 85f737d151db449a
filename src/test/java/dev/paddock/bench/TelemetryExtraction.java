package dev.paddock.bench;

import dev.paddock.f1.provider.livetiming.Extracted;
import dev.paddock.f1.provider.livetiming.SessionLoad;
import dev.paddock.f1.provider.livetiming.TelemetryExtractors;
import dev.paddock.f1.provider.livetiming.Topic;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.telemetry.LapTelemetry;
import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads a session's telemetry from a folder, a few times, and prints what the best CPU time was: in a process with little heap. */
final class TelemetryExtraction {
  private static final int TURNS = 5;
  private static final int LAPS = 300;

  private TelemetryExtraction() {}

  public static void main(String... args) throws IOException {
    var folder = Path.of(args[0]);
    long best = Long.MAX_VALUE;
    List<TelemetryBlock> blocks = List.of();
    try {
      for (int turn = 0; turn < TURNS; turn++) {
        blocks = List.of();
        long started = cpu();
        blocks = extract(folder);
        best = Math.min(best, cpu() - started);
      }
    } catch (OutOfMemoryError tooLittle) {
      System.exit(3);
    }
    long samples = blocks.stream().mapToLong(TelemetryBlock::samples).sum();
    long packed = blocks.stream().mapToLong(b -> b.body().length).sum();
    System.out.println(samples + " " + packed + " " + best / 1_000_000 + " " + readBack(blocks));
  }

  private static List<TelemetryBlock> extract(Path folder) throws IOException {
    Map<Topic, SessionLoad.Source> topics = new EnumMap<>(Topic.class);
    for (var topic : Topic.values()) {
      var file = folder.resolve(topic.file());
      if (Files.exists(file)) topics.put(topic, () -> Files.newInputStream(file));
    }
    var load = new SessionLoad(SessionCode.R, topics, Map.of());
    var blocks = new ArrayList<TelemetryBlock>();
    for (var extractor : TelemetryExtractors.all()) blocks.addAll(((Extracted.Blocks) extractor.extract(load)).blocks());
    return blocks;
  }

  /** What this thread worked: others may be measuring too. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Microseconds that unpacking and merging a lap takes. */
  private static long readBack(List<TelemetryBlock> blocks) {
    long best = Long.MAX_VALUE;
    for (int turn = 0; turn < TURNS; turn++) {
      long started = cpu();
      for (int n = 0; n < LAPS; n++) {
        var block = blocks.get(n * 7 % blocks.size());
        var around = blocks.stream().filter(b -> b.car() == block.car() && Math.abs(b.lap() - block.lap()) <= 1).toList();
        LapTelemetry.of(block.from() - 50, block.to() + 50, around);
      }
      best = Math.min(best, cpu() - started);
    }
    return best / 1000 / LAPS;
  }
}
