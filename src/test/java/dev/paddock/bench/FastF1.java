package dev.paddock.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** FastF1's own parser, where a Python has it. */
final class FastF1 {
  /** The best of three: reading the lines, then its timing_data. What comes from its cache would not be parsed. */
  private static final String SCRIPT = """
      import json, logging, sys, time, warnings
      import pandas, fastf1
      from fastf1 import _api
      warnings.simplefilter("ignore")
      logging.disable(logging.CRITICAL)
      fastf1.Cache.set_disabled()
      def once(path):
          start = time.perf_counter()
          with open(path, encoding="utf-8-sig") as lines:
              response = [[line[:12], json.loads(line[12:])] for line in lines if len(line) > 14]
          _api.timing_data("", response=response)
          return time.perf_counter() - start
      print(min(once(sys.argv[1]) for _ in range(3)))
      """;

  private FastF1() {}

  /** Seconds for one stream; empty if this Python cannot do it. */
  static OptionalDouble seconds(String python, Path stream) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(python, "-c", SCRIPT, stream.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException noPython) {
      return OptionalDouble.empty();
    }
    try (var out = process.inputReader()) {
      var last = out.lines().reduce((before, line) -> line);
      if (process.waitFor() != 0 || last.isEmpty()) return OptionalDouble.empty();
      return OptionalDouble.of(Double.parseDouble(last.get()));
    }
  }
}
