package dev.paddock.upstream.horses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Pages in the format of the affiliates' API that TAB NZ and Ladbrokes share: a pure function of question, instant and disorder.
 * {@code /meetings}, {@code /meetings/{id}}, {@code /events/{id}} and, of Ladbrokes, {@code /meetings-events/all}.
 */
final class AffiliatePages {
  private static final String ROOT = "/affiliates/v1/racing";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ZoneId NEW_ZEALAND = ZoneId.of("Pacific/Auckland");
  private static final DateTimeFormatter TOTE = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(NEW_ZEALAND);
  private static final int LIMIT = 100;
  private static final int MOST = 200;

  private final RaceDays days;
  private final boolean form;

  AffiliatePages(RaceDays days, HorseServer.Bodies bodies) {
    this.days = days;
    this.form = bodies == HorseServer.Bodies.WHOLE;
  }

  /** @param path below the provider's address */
  HorseAnswer page(String path, Map<String, String> query, Instant now, Draw disorder) {
    if (!path.startsWith(ROOT)) return refused(404, "not found", path, now, disorder);
    var words = path.substring(ROOT.length()).split("/", -1);
    if (words.length == 2 && words[1].equals("meetings")) return meetings(path, query, now, disorder);
    if (words.length == 3 && words[1].equals("meetings")) return meeting(path, words[2], now, disorder);
    if (words.length == 3 && words[1].equals("events")) return event(path, words[2], query, now, disorder);
    if (words.length == 3 && words[1].equals("meetings-events") && words[2].equals("all")) return all(path, query, now, disorder);
    return refused(404, "not found", path, now, disorder);
  }

  static HorseAnswer refused(int status, String error, String path, Instant now, Draw disorder) {
    var body = JSON.objectNode();
    body.set("header", header("Error", path, now, disorder).put("error", error).put("error_code", status));
    body.putNull("data");
    return new HorseAnswer(status, body);
  }

  private HorseAnswer meetings(String path, Map<String, String> query, Instant now, Draw disorder) {
    var selected = selected(query, now);
    if (selected.isEmpty()) return refused(400, "date_from and date_to are dates", path, now, disorder);
    var body = envelope("Race Meetings", path, now, disorder, query);
    var list = body.putObject("data").putArray("meetings");
    disorder.shuffled(selected.get()).forEach(meeting -> list.add(summary(meeting, now)));
    return new HorseAnswer(200, body);
  }

  private HorseAnswer meeting(String path, String id, Instant now, Draw disorder) {
    return days.meeting(id).map(meeting -> {
      var body = envelope("Get meeting by id", path, now, disorder, Map.of("id", id));
      body.putObject("data").putArray("meetings").add(summary(meeting, now));
      return new HorseAnswer(200, body);
    }).orElseGet(() -> refused(404, "meeting not found", path, now, disorder));
  }

  private HorseAnswer event(String path, String id, Map<String, String> query, Instant now, Draw disorder) {
    return days.race(id).map(race -> {
      var body = envelope("Event Details: " + id, path, now, disorder, Map.of("id", id));
      body.set("data", event(race, now, disorder).data("true".equals(query.get("with_money_tracker"))));
      return new HorseAnswer(200, body);
    }).orElseGet(() -> refused(404, "event not found", path, now, disorder));
  }

  private HorseAnswer all(String path, Map<String, String> query, Instant now, Draw disorder) {
    var selected = selected(query, now);
    if (selected.isEmpty()) return refused(400, "date_from and date_to are dates", path, now, disorder);
    var body = envelope("All Meetings and Events", path, now, disorder, query);
    var list = body.putObject("data").putArray("meetings_races");
    for (var meeting : disorder.shuffled(selected.get())) {
      var node = head(meeting);
      var races = node.putArray("races");
      for (var race : meeting.races()) races.add(event(race, now, disorder).data(false));
      list.add(node);
    }
    return new HorseAnswer(200, body);
  }

  private AffiliateEvent event(Race race, Instant now, Draw disorder) {
    return new AffiliateEvent(days.meeting(race.meetingId()).orElseThrow(), race.at(now), form, disorder);
  }

  /** Empty: the question makes no sense. */
  private Optional<List<Meeting>> selected(Map<String, String> query, Instant now) {
    try {
      var from = query.getOrDefault("date_from", "today");
      var to = query.getOrDefault("date_to", from);
      var ids = Set.copyOf(Arrays.asList(query.getOrDefault("ids", "").split(",")));
      Predicate<Meeting> wanted = query.getOrDefault("ids", "").isEmpty() ? meeting -> true : meeting -> ids.contains(meeting.id());
      var between = from.contains("T") ? days.meetings(Instant.parse(from), Instant.parse(to))
          : days.meetings(date(from, now, true), date(to, now, false));
      return Optional.of(between.stream().filter(wanted)
          .filter(meeting -> meeting.category().name().equals(query.getOrDefault("category", meeting.category().name())))
          .filter(meeting -> meeting.country().equals(query.getOrDefault("country", meeting.country())))
          .skip(number(query.get("offset"), 0)).limit(Math.clamp(number(query.get("limit"), LIMIT), 1, MOST)).toList());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static LocalDate date(String text, Instant now, boolean first) {
    var today = now.atZone(NEW_ZEALAND).toLocalDate();
    return switch (text) {
      case "today", "now" -> today;
      case "week" -> first ? today.minusDays(today.getDayOfWeek().getValue() - 1L) : today.plusDays(7L - today.getDayOfWeek().getValue());
      case "month" -> first ? today.withDayOfMonth(1) : today.withDayOfMonth(today.lengthOfMonth());
      case "all" -> first ? LocalDate.MIN : LocalDate.MAX;
      default -> LocalDate.parse(text);
    };
  }

  private static int number(String text, int otherwise) {
    return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
  }

  private static ObjectNode summary(Meeting meeting, Instant now) {
    var node = head(meeting);
    var races = node.putArray("races");
    for (var race : meeting.races()) {
      var state = race.at(now);
      var row = JSON.objectNode().put("id", race.id()).put("race_number", race.number()).put("name", race.name())
          .put("start_time", state.advertised().toString()).put("track_condition", meeting.condition()).put("distance", race.distance())
          .put("weather", meeting.weather()).put("country", meeting.country()).put("state", meeting.state())
          .put("status", state.status().word);
      if (meeting.category() == Meeting.Category.T) row.put("tote_start_time", TOTE.format(state.advertised()));
      if (state.protest().isPresent()) row.put("protest", true).put("protest_reason", state.protestReason());
      races.add(row);
    }
    return node;
  }

  private static ObjectNode head(Meeting meeting) {
    return JSON.objectNode().put("meeting", meeting.id()).put("name", meeting.name()).put("date", meeting.date() + "T00:00:00Z")
        .put("track_condition", meeting.condition()).put("category", meeting.category().name())
        .put("category_name", meeting.category().title).put("country", meeting.country()).put("state", meeting.state());
  }

  private static ObjectNode envelope(String title, String path, Instant now, Draw disorder, Map<String, String> params) {
    var body = JSON.objectNode();
    body.set("header", header(title, path, now, disorder));
    var echo = body.putObject("params").put("enc", "json");
    params.forEach(echo::put);
    return body;
  }

  private static ObjectNode header(String title, String path, Instant now, Draw disorder) {
    return JSON.objectNode().put("title", title).put("generated_time", AffiliateEvent.nanos(now, disorder.seed())).put("url", path);
  }
}
