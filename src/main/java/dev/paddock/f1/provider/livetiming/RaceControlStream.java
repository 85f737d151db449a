package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.f1.rules.session.RaceControlMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * {@code RaceControlMessages}: an array first, then objects of whole-numbered keys. A message keeps its number and the session time at
 * which it was first told; what is told of it later completes it. Its UTC is of whole seconds and has no zone.
 */
public final class RaceControlStream {
  private static final String MESSAGES = "Messages";

  private RaceControlStream() {}

  /** In the order of their numbers. A message without a text is left out. */
  public static Parsed<List<RaceControlMessage>> parse(InputStream in) throws IOException {
    var merge = new DeltaMerge();
    var told = new HashMap<Integer, Integer>();
    int undecodable = JsonLines.read(in, (at, json) -> {
      if (merge.apply(json)) Values.elements(json.path(MESSAGES)).keySet().forEach(number -> told.putIfAbsent(number, at));
    });
    var messages = new ArrayList<RaceControlMessage>();
    int[] odd = {merge.refused()};
    Values.elements(merge.state().path(MESSAGES)).forEach((number, message) -> {
      if (Values.text(message, "Message") == null) odd[0]++;
      else messages.add(message(told.get(number), message));
    });
    return new Parsed<>(List.copyOf(messages), undecodable, odd[0]);
  }

  private static RaceControlMessage message(Integer at, JsonNode of) {
    return new RaceControlMessage(at, Values.utc(of, "Utc"), Values.whole(of, "Lap"), Values.text(of, "Category", "Other"),
        Values.text(of, "Flag"), Values.text(of, "Scope"), Values.whole(of, "Sector"), Values.whole(of, "RacingNumber"),
        Values.text(of, "Status"), Values.text(of, "Mode"), Values.text(of, "Message"));
  }
}
