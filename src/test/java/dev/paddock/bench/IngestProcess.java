package dev.paddock.bench;

import dev.paddock.f1.provider.livetiming.TimingStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes laps of one stream in a JVM of its own, and prints the most MB that its heap held while doing so, garbage included. */
final class IngestProcess {
  private IngestProcess() {}

  public static void main(String... args) throws Exception {
    try (var in = Files.newInputStream(Path.of(args[0]))) {
      if (TimingStream.read(in).laps().isEmpty()) throw new IllegalStateException("no laps in " + args[0]);
    }
    System.out.println(ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage).mapToLong(usage -> usage.getUsed()).sum() / 1e6);
  }
}
