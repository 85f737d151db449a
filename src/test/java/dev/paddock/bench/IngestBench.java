package dev.paddock.bench;

import com.fasterxml.jackson.core.JsonFactory;
import dev.paddock.app.OtherProcess;
import dev.paddock.f1.provider.livetiming.StreamLines;
import dev.paddock.f1.provider.livetiming.TimingStream;
import dev.paddock.f1.provider.livetiming.Topic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "ingest", mixinStandardHelpOptions = true, description = "How fast recorded timing streams become laps, beside reading "
    + "their tokens alone and beside FastF1's own parser; and how much heap that takes.")
public final class IngestBench extends Benchmark {
  private static final int WARM_UP = 60;
  private static final int ROUNDS = 41;
  private static final int HEAP = 256;
  private static final int SYNTHETIC = 20;
  /** CPU time of the thread that reads: what else the machine does is left out of it, and so is collecting garbage, which dies young. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final JsonFactory JSON = new JsonFactory();

  @Spec private CommandSpec spec;

  @Option(names = "--recordings", paramLabel = "DIR", defaultValue = "../shared/recordings/livetiming.formula1.com/static",
      description = "Recorded sessions; ${DEFAULT-VALUE}.")
  private Path recordings;

  @Option(names = "--python", paramLabel = "PROGRAM", defaultValue = "python3",
      description = "Where pandas and fastf1 may be; ${DEFAULT-VALUE}.")
  private String python;

  private long sink;

  public IngestBench() {
    super("ingest");
  }

  private record Stream(String session, Path file, byte[] bytes) {}

  /** CPU seconds of one pass each. */
  private record Pace(double ours, double tokens) {}

  private interface Pass {
    void over(byte[] stream) throws IOException;
  }

  @Override protected void measure(Report report) throws Exception {
    var streams = recorded();
    var largest = streams.getLast();
    report.fact("streams", streams.size());
    report.fact("megabytes", "%.1f".formatted(megabytes(streams)));
    say("warming up");
    for (int n = 0; n < WARM_UP; n++) pace(streams);
    say("measuring");
    var all = median(streams);
    report.add(speed("all streams, parsed and made into laps", streams, all));
    var one = median(List.of(largest));
    report.add(speed("the largest, " + largest.session(), List.of(largest), one));
    report.add(beside(largest, one.ours()));
    say("in a heap of " + HEAP + " MB");
    report.add(heap("the largest", largest.file()));
    var synthetic = Synthetic.race(largest.bytes(), SYNTHETIC, Path.of("target", "bench", "ingest.jsonStream"));
    report.add(heap("%d times that, one session of %.0f MB".formatted(SYNTHETIC, Files.size(synthetic) / 1e6), synthetic));
    Files.delete(synthetic);
  }

  /** From the smallest to the largest. */
  private List<Stream> recorded() throws IOException {
    if (!Files.isDirectory(recordings)) throw new ParameterException(spec.commandLine(), "no recordings at " + recordings);
    var streams = new ArrayList<Stream>();
    try (var files = Files.walk(recordings)) {
      for (var file : files.filter(file -> file.endsWith(Topic.TIMING_DATA.file())).toList()) {
        streams.add(new Stream(file.getParent().getFileName().toString(), file, Files.readAllBytes(file)));
      }
    }
    if (streams.isEmpty()) throw new ParameterException(spec.commandLine(), "no " + Topic.TIMING_DATA.feed() + " below " + recordings);
    streams.sort(Comparator.comparingInt(stream -> stream.bytes().length));
    return streams;
  }

  private Row speed(String what, List<Stream> streams, Pace pace) {
    double size = megabytes(streams);
    double peer = size / pace.tokens();
    return Row.of(what, size / pace.ours(), "MB/CPU s").atLeast(peer / 2).beside("their tokens alone", peer);
  }

  private Pace median(List<Stream> streams) throws IOException {
    var ours = new double[ROUNDS];
    var tokens = new double[ROUNDS];
    for (int n = 0; n < ROUNDS; n++) {
      var pace = pace(streams);
      ours[n] = pace.ours();
      tokens[n] = pace.tokens();
    }
    Arrays.sort(ours);
    Arrays.sort(tokens);
    return new Pace(ours[ROUNDS / 2], tokens[ROUNDS / 2]);
  }

  private Pace pace(List<Stream> streams) throws IOException {
    return new Pace(
        seconds(streams, bytes -> sink += TimingStream.read(new ByteArrayInputStream(bytes)).laps().size()),
        seconds(streams, bytes -> StreamLines.read(new ByteArrayInputStream(bytes), this::tokens)));
  }

  private void tokens(int at, byte[] bytes, int from, int to) throws IOException {
    try (var json = JSON.createParser(bytes, from, to - from)) {
      while (json.nextToken() != null) sink++;
    }
  }

  private static double seconds(List<Stream> streams, Pass pass) throws IOException {
    long start = THREADS.getCurrentThreadCpuTime();
    for (var stream : streams) pass.over(stream.bytes());
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
  }

  private Row beside(Stream stream, double ours) throws IOException, InterruptedException {
    say("asking FastF1");
    var theirs = FastF1.seconds(python, stream.file());
    if (theirs.isEmpty()) return Row.of("times as fast as FastF1's own parser: " + python + " here has no fastf1", Double.NaN, "×");
    return Row.of("times as fast as FastF1's own parser on the largest", theirs.getAsDouble() / ours, "×").atLeast(40);
  }

  private static Row heap(String what, Path file) throws IOException, InterruptedException {
    var process = OtherProcess.start(List.of("-Xmx" + HEAP + "m", "-XX:+UseSerialGC"), IngestProcess.class, file.toString());
    var line = process.line();
    var peak = process.process().waitFor() == 0 && line != null ? OptionalDouble.of(Double.parseDouble(line)) : OptionalDouble.empty();
    return Row.of("peak heap: " + what, peak.orElse(Double.NaN), "MB").atMost(HEAP);
  }

  private static double megabytes(List<Stream> streams) {
    return streams.stream().mapToLong(stream -> stream.bytes().length).sum() / 1e6;
  }
}
