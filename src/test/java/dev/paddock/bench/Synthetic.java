package dev.paddock.bench;

import dev.paddock.f1.provider.livetiming.StreamLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A session that is longer than any: a recorded one again and again, with its laps counted on. */
final class Synthetic {
  private static final Pattern LAPS = Pattern.compile("\"NumberOfLaps\":(\\d+)");

  private Synthetic() {}

  static Path race(byte[] recorded, int times, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (var out = Files.newBufferedWriter(file)) {
      var last = new int[2];
      for (int n = 0; n < times; n++) {
        int since = last[0];
        int laps = last[1];
        StreamLines.read(new ByteArrayInputStream(recorded), (at, bytes, from, to) -> {
          int session = since + at;
          last[0] = session;
          var json = LAPS.matcher(new String(bytes, from, to - from, StandardCharsets.UTF_8)).replaceAll(found -> {
            last[1] = Math.max(last[1], laps + Integer.parseInt(found.group(1)));
            return "\"NumberOfLaps\":" + (laps + Integer.parseInt(found.group(1)));
          });
          int seconds = session / 1000;
          out.write("%02d:%02d:%02d.%03d%s\r\n".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60, session % 1000, json));
        });
      }
    }
    return file;
  }
}
