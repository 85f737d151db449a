package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.f1.provider.Malformed;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.SessionName;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A season's {@code Index.json}: its meetings and their sessions. Only race weekends: testing and other runs are left out.
 *
 * @param odd meetings and sessions that could not be read, and were left out
 */
public record SeasonIndex(int year, List<Meeting> meetings, int odd) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PATH = Pattern.compile("\\d{4}/[^/]+/[^/]+/");

  public SeasonIndex {
    meetings = List.copyOf(meetings);
  }

  /**
   * A race weekend.
   *
   * @param number     as the index counts; not everywhere the round
   * @param circuitKey MultiViewer's too; null: not said, as the number
   */
  public record Meeting(int key, Integer number, String name, String location, Integer circuitKey, List<Session> sessions) {
    public Meeting {
      sessions = List.copyOf(sessions);
    }

    public Optional<Session> session(SessionCode code) {
      return sessions.stream().filter(session -> session.code() == code).findFirst();
    }
  }

  /**
   * @param startsAt as scheduled, UTC
   * @param day      its local date
   * @param path     below static/, with a slash at its end; empty: it was cancelled, or is not archived yet
   */
  public record Session(int key, SessionCode code, Instant startsAt, Instant endsAt, LocalDate day, Optional<String> path) {}

  /** Of an archive's bytes, with or without a byte-order mark. What is no index at all is refused. */
  public static SeasonIndex parse(InputStream in) throws IOException, Malformed {
    var bytes = in.readAllBytes();
    int mark = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF ? 3 : 0;
    JsonNode root;
    try {
      root = JSON.readTree(bytes, mark, bytes.length - mark);
    } catch (IOException e) {
      throw new Malformed("season index: not JSON");
    }
    var year = Values.whole(root, "Year");
    if (year == null || !root.path("Meetings").isArray()) throw new Malformed("season index: no Year or no list Meetings");
    var meetings = new ArrayList<Meeting>();
    int odd = 0;
    for (var of : root.path("Meetings")) {
      var key = Values.whole(of, "Key");
      var name = Values.text(of, "Name");
      if (key == null || name == null) {
        odd++;
        continue;
      }
      Map<SessionCode, Session> sessions = new EnumMap<>(SessionCode.class);
      for (var session : of.path("Sessions")) {
        var code = SessionName.code(name, Values.text(session, "Type"), Values.text(session, "Name"));
        if (code.isEmpty()) continue;
        var read = session(code.get(), session);
        if (read == null) odd++;
        else sessions.merge(read.code(), read, (one, other) -> one.path().isPresent() ? one : other);
      }
      if (!sessions.isEmpty()) {
        meetings.add(new Meeting(key, Values.whole(of, "Number"), name, Values.text(of, "Location", ""),
            Values.whole(of.path("Circuit"), "Key"), sessions.values().stream().toList()));
      }
    }
    return new SeasonIndex(year, meetings, odd);
  }

  private static Session session(SessionCode code, JsonNode of) {
    var key = Values.whole(of, "Key");
    var day = Values.local(of, "StartDate");
    var offset = SessionInfoStream.offset(of);
    if (key == null || day == null || offset == null) return null;
    var starts = day.toInstant(offset);
    var ends = SessionInfoStream.instant(of, "EndDate", offset);
    var path = Optional.ofNullable(Values.text(of, "Path")).filter(text -> key > 0 && PATH.matcher(text).matches() && !text.contains(".."));
    return new Session(key, code, starts, ends == null || ends.isBefore(starts) ? starts : ends, day.toLocalDate(), path);
  }
}
