package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.paddock.f1.rules.gaps.Reading;
import java.io.IOException;
import java.io.InputStream;

/** How much a stream says: its lines, and those of them that are no JSON. Blocking; nothing of it is kept in memory. */
public final class StreamReading {
  private static final JsonFactory JSON = JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

  private StreamReading() {}

  public static Reading of(InputStream stream) throws IOException {
    var broken = new int[1];
    var tally = StreamLines.read(stream, (at, bytes, from, to) -> {
      if (!isJson(bytes, from, to)) broken[0]++;
    });
    return new Reading(tally.lines(), tally.skipped() + broken[0]);
  }

  private static boolean isJson(byte[] bytes, int from, int to) throws IOException {
    try (var parser = JSON.createParser(bytes, from, to - from)) {
      boolean any = false;
      while (parser.nextToken() != null) any = true;
      return any;
    } catch (JsonProcessingException cutOff) {
      return false;
    }
  }
}
