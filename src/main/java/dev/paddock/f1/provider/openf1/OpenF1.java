package dev.paddock.f1.provider.openf1;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.paddock.f1.provider.openf1.OpenF1Answer.Malformed;
import dev.paddock.f1.provider.openf1.OpenF1Answer.Nothing;
import dev.paddock.f1.provider.openf1.OpenF1Answer.Restricted;
import dev.paddock.f1.provider.openf1.OpenF1Answer.Rows;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.session.SessionName;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers of OpenF1's API v1: lists of flat objects with real numbers, any of which may be null. A row that lacks what identifies it is
 * counted and left out; of two rows for the same thing the later counts.
 */
public final class OpenF1 {
  private static final ObjectReader JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

  private OpenF1() {}

  /**
   * A session as OpenF1 lists it.
   *
   * @param key        of live timing too, as are the meeting's and the circuit's
   * @param code       empty: testing, or none of ours
   * @param startsAt   as scheduled
   * @param circuitKey null: not said, as the meeting's
   */
  public record Session(int key, Integer meetingKey, Optional<SessionCode> code, Instant startsAt, Integer circuitKey, boolean cancelled) {}

  /** The answer to {@link OpenF1Endpoint#sessions}. */
  public static OpenF1Answer<List<Session>> sessions(InputStream body) throws IOException {
    return read(body, "sessions", rows -> rows.each(OpenF1::session));
  }

  /**
   * The answer to {@link OpenF1Endpoint#resource}.
   *
   * @param began the instant of session time 0: the session's scheduled start where nobody knows better
   */
  public static OpenF1Answer<SessionData> parse(OpenF1Endpoint endpoint, SessionCode code, Instant began, InputStream body)
      throws IOException {
    return read(body, endpoint.path(), rows -> switch (endpoint) {
      case DRIVERS -> new SessionData.Entrants(rows.each(OpenF1Rows::entrant));
      case LAPS -> new SessionData.Laps(OpenF1Laps.of(rows, began));
      case STINTS -> new SessionData.Stints(OpenF1Rows.stints(rows));
      case PIT -> new SessionData.PitStops(OpenF1Rows.stops(rows, began));
      case RACE_CONTROL -> new SessionData.RaceControl(rows.each(row -> OpenF1Rows.message(row, began)));
      case WEATHER -> new SessionData.Weather(OpenF1Rows.weather(rows, began));
      case POSITION -> new SessionData.Positions(OpenF1Rows.positions(rows, began));
      case SESSION_RESULT -> new SessionData.Results(OpenF1Results.of(rows, code));
    });
  }

  private static Session session(Row row) {
    var key = row.whole("session_key");
    var starts = row.instant("date_start");
    return key == null || starts == null ? null : new Session(key, row.whole("meeting_key"),
        SessionName.code(row.text("meeting_name"), row.text("session_type"), row.text("session_name")), starts, row.whole("circuit_key"),
        Boolean.TRUE.equals(row.flag("is_cancelled")));
  }

  private static <T> OpenF1Answer<T> read(InputStream body, String endpoint, Function<RowList, T> make) throws IOException {
    var bytes = body.readAllBytes();
    JsonNode root;
    try {
      root = JSON.readTree(bytes);
    } catch (IOException e) {
      return new Malformed<>(endpoint + ": not JSON");
    }
    if (!root.isArray()) return other(endpoint, root.path("detail").asText(""));
    if (root.isEmpty()) return new Nothing<>();
    var rows = new RowList(root);
    return new Rows<>(make.apply(rows), rows.notes(endpoint));
  }

  private static <T> OpenF1Answer<T> other(String endpoint, String detail) {
    if (detail.startsWith("No results found")) return new Nothing<>();
    if (detail.startsWith("Session in progress") || detail.contains("restricted")) return new Restricted<>(detail);
    return new Malformed<>(endpoint + ": " + (detail.isEmpty() ? "no list" : detail));
  }
}
