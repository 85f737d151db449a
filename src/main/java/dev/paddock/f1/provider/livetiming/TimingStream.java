package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.paddock.f1.rules.session.Timing;
import dev.paddock.f1.rules.timing.Delta;
import dev.paddock.f1.rules.timing.LapBuilder;
import dev.paddock.f1.rules.timing.QualifyingParts;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The topic TimingData. Reads tokens, not trees: of each line only what laps are made of is kept, which is a small part of it.
 */
public final class TimingStream {
  private static final JsonFactory JSON = new JsonFactory();

  private final TreeMap<Integer, List<Delta>> cars = new TreeMap<>();
  private final TimingLine line = new TimingLine();
  private int undecoded;

  private TimingStream() {}

  public static Timing read(InputStream in) throws IOException {
    var stream = new TimingStream();
    var tally = StreamLines.read(in, stream::line);
    var parts = QualifyingParts.of(stream.cars.values());
    return new Timing(LapBuilder.laps(stream.cars, parts), List.of(), parts, Map.of(), stream.undecoded + tally.skipped());
  }

  private void line(int at, byte[] bytes, int from, int to) {
    try (var parser = JSON.createParser(bytes, from, to - from)) {
      line.read(at, parser);
    } catch (IOException e) {
      undecoded++;
      return;
    }
    for (int i = 0; i < line.size(); i++) cars.computeIfAbsent(line.car(i), _ -> new ArrayList<>()).add(line.delta(i));
  }
}
