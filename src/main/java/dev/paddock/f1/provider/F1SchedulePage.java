package dev.paddock.f1.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.f1.rules.Schedule;
import dev.paddock.f1.rules.Schedule.Event;
import dev.paddock.f1.rules.Schedule.Format;
import dev.paddock.f1.rules.Schedule.Session;
import dev.paddock.f1.rules.SessionCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A season's schedule of the f1schedule repository: one object a column, {@code {"country": {"0": …}}}, times local with their
 * offset from UTC beside them, or in UTC too. Tests (round 0) are left out. Bytes in, records out. Format: github.com/theOehrly/f1schedule.
 */
public final class F1SchedulePage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SESSIONS = 5;

  private final JsonNode columns;
  private final int year;

  private F1SchedulePage(JsonNode columns, int year) {
    this.columns = columns;
    this.year = year;
  }

  /** Refuses what is not JSON, lacks a column, or has a cell that cannot be read; the message says which. */
  public static Schedule parse(String body, int year) throws Malformed {
    try {
      var columns = JSON.readTree(body);
      if (!columns.path("round_number").isObject()) throw new Malformed("no column round_number: " + start(body));
      return new F1SchedulePage(columns, year).schedule();
    } catch (JsonProcessingException e) {
      throw new Malformed("not JSON: " + start(body));
    }
  }

  private Schedule schedule() throws Malformed {
    var events = new ArrayList<Event>();
    for (var rows = columns.get("round_number").fields(); rows.hasNext();) {
      var row = rows.next();
      if (!row.getValue().isInt()) throw new Malformed("round_number of row " + row.getKey() + " is " + start(row.getValue().toString()));
      if (row.getValue().intValue() > 0) events.add(event(row.getKey(), row.getValue().intValue()));
    }
    events.sort(Comparator.comparingInt(Event::round));
    return new Schedule(year, events);
  }

  private Event event(String row, int round) throws Malformed {
    var format = format(text("event_format", row));
    var sessions = new ArrayList<Session>();
    for (int i = 1; i <= SESSIONS; i++) {
      var column = "session" + i;
      // A weekend may have fewer than five: Imola 2020 had two days.
      if (!cell(column, row).isBlank()) sessions.add(session(column, row, format));
    }
    return new Event(round, text("event_name", row), text("official_event_name", row), text("country", row), text("location", row), format,
        local("event_date", row).toLocalDate(), List.copyOf(sessions));
  }

  private Session session(String column, String row, Format format) throws Malformed {
    var name = text(column, row);
    var local = local(column + "_date", row);
    var utc = column + "_date_Utc";
    var startsAt = cell(utc, row).isBlank() ? local.toInstant(offset(row)) : local(utc, row).toInstant(ZoneOffset.UTC);
    return new Session(code(name, format), name, startsAt, local.toLocalDate());
  }

  private static SessionCode code(String name, Format format) throws Malformed {
    return switch (name) {
      case "Practice", "Practice 1" -> SessionCode.FP1;
      case "Practice 2" -> SessionCode.FP2;
      case "Practice 3" -> SessionCode.FP3;
      case "Qualifying" -> SessionCode.Q;
      // In 2021 the sprint itself was called that, for it decided the grid.
      case "Sprint Qualifying" -> format == Format.SPRINT ? SessionCode.S : SessionCode.SQ;
      case "Sprint Shootout" -> SessionCode.SS;
      case "Sprint" -> SessionCode.S;
      case "Race" -> SessionCode.R;
      default -> throw new Malformed("session " + start(name));
    };
  }

  private static Format format(String text) throws Malformed {
    try {
      return Format.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Malformed("event_format " + start(text));
    }
  }

  private LocalDateTime local(String column, String row) throws Malformed {
    var text = text(column, row);
    try {
      return text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeException e) {
      throw new Malformed(column + " of row " + row + ": " + start(text));
    }
  }

  private ZoneOffset offset(String row) throws Malformed {
    var text = text("gmt_offset", row);
    try {
      return ZoneOffset.of(text);
    } catch (DateTimeException e) {
      throw new Malformed("gmt_offset of row " + row + ": " + start(text));
    }
  }

  private String text(String column, String row) throws Malformed {
    var text = cell(column, row).strip();
    if (text.isEmpty()) throw new Malformed("no " + column + " in row " + row);
    return text;
  }

  /** Missing, null and empty are the same. */
  private String cell(String column, String row) {
    return columns.path(column).path(row).asText("");
  }

  private static String start(String body) {
    var line = body.strip().replaceAll("\\s+", " ");
    return line.length() <= 80 ? line : line.substring(0, 80) + "…";
  }
}
