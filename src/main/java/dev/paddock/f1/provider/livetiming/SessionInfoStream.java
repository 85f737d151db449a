package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.f1.rules.session.SessionInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** {@code SessionInfo}: one line, since 2025 several. Times are local; UTC is what they say less the offset. */
public final class SessionInfoStream {
  private SessionInfoStream() {}

  /** As its last line leaves it; empty if there is no line that can be read. */
  public static Parsed<Optional<SessionInfo>> parse(InputStream in) throws IOException {
    var merge = new DeltaMerge();
    int undecodable = JsonLines.read(in, (at, json) -> merge.apply(json));
    var state = merge.state();
    return new Parsed<>(state.isEmpty() ? Optional.empty() : Optional.of(info(state)), undecodable, merge.refused());
  }

  private static SessionInfo info(JsonNode of) {
    var meeting = of.path("Meeting");
    var circuit = meeting.path("Circuit");
    var offset = offset(of);
    return new SessionInfo(Values.whole(of, "Key"), Values.whole(meeting, "Key"), Values.whole(circuit, "Key"),
        Values.text(meeting, "Name"), Values.text(meeting, "OfficialName"), Values.text(meeting, "Location"),
        Values.text(meeting.path("Country"), "Name"), Values.text(circuit, "ShortName"), Values.text(of, "Name"),
        Values.text(of, "Type"), instant(of, "StartDate", offset), instant(of, "EndDate", offset), offset, Values.text(of, "Path"),
        Values.text(of.path("ArchiveStatus"), "Status"));
  }

  /** {@code 02:00:00}, {@code -04:00:00}; null for what is none. */
  static ZoneOffset offset(JsonNode of) {
    var text = Values.text(of, "GmtOffset");
    try {
      return text == null ? null : ZoneOffset.of(text.startsWith("-") || text.startsWith("+") ? text : "+" + text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static Instant instant(JsonNode of, String field, ZoneOffset offset) {
    var local = Values.local(of, field);
    return local == null || offset == null ? null : local.toInstant(offset);
  }
}
