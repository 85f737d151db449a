package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.session.StatusChange;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code TrackStatus} and {@code SessionStatus}: what was in force from when on. One that is told again while it is in force is no change;
 * a line without a status, such as 2026's that only repeats whether a session has started, changes nothing.
 */
public final class StatusStream {
  private StatusStream() {}

  /** In the order in which they came. */
  public static Parsed<List<StatusChange>> parse(InputStream in) throws IOException {
    var changes = new ArrayList<StatusChange>();
    int undecodable = JsonLines.read(in, (at, json) -> {
      var status = Values.text(json, "Status");
      if (status != null && (changes.isEmpty() || !changes.getLast().status().equals(status))) {
        changes.add(new StatusChange(at, status, Values.text(json, "Message", "")));
      }
    });
    return new Parsed<>(List.copyOf(changes), undecodable, 0);
  }
}
