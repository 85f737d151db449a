package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.f1.rules.session.Entrant;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * {@code DriverList}: who drives, by racing number; keys come only when they change. What comes more than an hour after the first line is
 * not ours: after a session the list of the next one, a support series', is told in the same file, some of its cars with our numbers.
 */
public final class EntrantsStream {
  private static final int OURS_MS = 60 * 60_000;

  private EntrantsStream() {}

  /** In the order of their numbers. An entry without any name is left out: {@code {"Line": 3}} alone declares nobody. */
  public static Parsed<List<Entrant>> parse(InputStream in) throws IOException {
    var merge = new DeltaMerge();
    int[] until = {Integer.MAX_VALUE};
    int undecodable = JsonLines.read(in, (at, json) -> {
      if (until[0] == Integer.MAX_VALUE) until[0] = at + OURS_MS;
      if (at <= until[0]) merge.apply(json);
    });
    var entrants = Values.elements(merge.state()).entrySet().stream().map(EntrantsStream::entrant).filter(Objects::nonNull).toList();
    return new Parsed<>(entrants, undecodable, merge.refused());
  }

  private static Entrant entrant(Map.Entry<Integer, JsonNode> declared) {
    var says = declared.getValue();
    var first = Values.text(says, "FirstName", "");
    var last = Values.text(says, "LastName", "");
    var code = Values.text(says, "Tla", "");
    if (first.isEmpty() && last.isEmpty() && code.isEmpty()) return null;
    var colour = Values.text(says, "TeamColour", "");
    return new Entrant(declared.getKey(), code, first, last, Values.text(says, "TeamName", ""),
        colour.matches("[0-9A-Fa-f]{6}") ? colour.toUpperCase(Locale.ROOT) : "");
  }
}
