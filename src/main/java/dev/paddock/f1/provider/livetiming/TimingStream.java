package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.core.JsonFactory;
import dev.paddock.f1.rules.session.Timing;
import dev.paddock.f1.rules.timing.Heard;
import dev.paddock.f1.rules.timing.LapBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The topic TimingData. Reads tokens, not trees: of each line only what laps are made of is kept, a small part of it.
 */
public final class TimingStream {
  private static final JsonFactory JSON = JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

  private final Map<Integer, Heard> cars = new HashMap<>();
  private final TimingLine line = new TimingLine();
  private int undecoded;

  private TimingStream() {}

  /** Reads to the end. A line that cannot be read is counted and left out. Throws what reading throws. */
  public static Timing read(InputStream in) throws IOException {
    var stream = new TimingStream();
    var tally = StreamLines.read(in, stream::line);
    return LapBuilder.build(stream.cars, stream.undecoded + tally.skipped());
  }

  private void line(int at, byte[] bytes, int from, int to) {
    try (var json = JSON.createParser(bytes, from, to - from)) {
      line.read(at, json);
    } catch (IOException e) {
      undecoded++;
      return;
    }
    for (int i = 0; i < line.size(); i++) cars.computeIfAbsent(line.car(i), _ -> new Heard()).hear(line.delta(i));
  }
}
