package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.f1.rules.session.DatedChange;
import dev.paddock.f1.rules.session.DatedChange.What;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** {@code SessionData}: the only topic that tells to the millisecond when the statuses of track and session changed. */
public final class SessionDataStream {
  private SessionDataStream() {}

  /** In the order in which they came. An entry without an instant is left out; one that is told again is the same. */
  public static Parsed<List<DatedChange>> parse(InputStream in) throws IOException {
    var changes = new ArrayList<DatedChange>();
    var known = new HashSet<List<Object>>();
    int[] odd = {0};
    int undecodable = JsonLines.read(in, (at, json) -> {
      for (var series : List.of("Series", "StatusSeries")) {
        for (var entry : Values.elements(json.path(series)).values()) {
          var change = change(at, entry);
          if (change == null) odd[0]++;
          else if (known.add(List.of(change.utc(), change.what(), change.status()))) changes.add(change);
        }
      }
    });
    return new Parsed<>(List.copyOf(changes), undecodable, odd[0]);
  }

  private static DatedChange change(int at, JsonNode entry) {
    var utc = Values.utc(entry, "Utc");
    var track = Values.text(entry, "TrackStatus");
    var session = Values.text(entry, "SessionStatus");
    var lap = Values.text(entry, "Lap");
    var part = Values.text(entry, "QualifyingPart");
    if (track != null) return change(at, utc, What.TRACK, track);
    if (session != null) return change(at, utc, What.SESSION, session);
    return lap != null ? change(at, utc, What.LAP, lap) : change(at, utc, What.PART, part);
  }

  private static DatedChange change(int at, Instant utc, What what, String status) {
    return utc == null || status == null ? null : new DatedChange(at, utc, what, status);
  }
}
