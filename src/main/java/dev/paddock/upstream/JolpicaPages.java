package dev.paddock.upstream;

import dev.paddock.season.Season;
import dev.paddock.season.Season.Code;
import dev.paddock.season.Season.Entry;
import dev.paddock.season.Season.Race;
import dev.paddock.season.Version;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Pages in Jolpica's format: a pure function of season, question and instant. Of results, a page shows the latest
 * version published by then and nothing else; calendar and entries are known from the start.
 */
final class JolpicaPages {
  private static final Map<Code, String> SESSIONS = Map.of(Code.FP1, "FirstPractice", Code.FP2, "SecondPractice", Code.FP3, "ThirdPractice",
      Code.SS, "SprintShootout", Code.SQ, "SprintQualifying", Code.S, "Sprint", Code.Q, "Qualifying");

  /** Filters as they are echoed in a table. */
  private static final Map<String, String> ECHOES = Map.of("circuits", "circuitId", "constructors", "constructorId", "drivers", "driverId");

  private final Season season;
  private final JolpicaRows rows;
  private final Map<Version, List<JsonObject>> encoded = new IdentityHashMap<>();
  private final Map<Code, List<List<? extends Version>>> versions = new HashMap<>();

  JolpicaPages(Season season) {
    this.season = season;
    this.rows = new JolpicaRows(season);
    for (var code : List.of(Code.Q, Code.S, Code.R)) {
      versions.put(code, season.races().stream().<List<? extends Version>>map(race -> season.versions(race.round(), code)).toList());
    }
    season.publications().forEach(version -> encoded.put(version, rows.of(version)));
  }

  /** @param page when what it says last changed */
  record Page(JsonObject body, Instant changed) {}

  /** @param url of the request without its query, echoed in lower case */
  Page page(Question question, String url, Instant now) {
    var selected = question.season().equals("current") || question.season().equals(String.valueOf(season.year()))
        ? rounds(question, now) : List.<Race>of();
    return switch (question.resource()) {
      case RACES -> races(question, url, selected, now);
      case RESULTS -> results(question, url, selected, now, Code.R, "Results");
      case SPRINT -> results(question, url, selected, now, Code.S, "SprintResults");
      case QUALIFYING -> results(question, url, selected, now, Code.Q, "QualifyingResults");
      case DRIVERS -> entered(question, url, selected, now, "Driver", Entry::driver, rows::driver);
      case CONSTRUCTORS -> entered(question, url, selected, now, "Constructor", Entry::constructor, rows::constructor);
      case CIRCUITS -> circuits(question, url, selected, now);
    };
  }

  /** {@code last} is the latest race with a result, {@code next} the first that has not started. */
  private List<Race> rounds(Question question, Instant now) {
    if (question.round().isEmpty()) return season.races();
    var chosen = switch (question.round().get()) {
      case "last" -> season.races().stream().filter(race -> published(race, Code.R, now).isPresent()).reduce((one, later) -> later);
      case "next" -> season.races().stream().filter(race -> race.start().isAfter(now)).findFirst();
      case String number -> season.race(Integer.parseInt(number));
    };
    return chosen.stream().toList();
  }

  private Optional<? extends Version> published(Race race, Code code, Instant now) {
    Version latest = null;
    for (var version : versions.get(code).get(race.round() - 1)) {
      if (!version.published().isAfter(now)) latest = version;
    }
    return Optional.ofNullable(latest);
  }

  private Page results(Question question, String url, List<Race> selected, Instant now, Code code, String name) {
    var races = new JsonArray();
    var changed = unchanged(question, now);
    int total = 0;
    for (var race : selected) {
      var version = published(race, code, now);
      if (version.isEmpty() || !matches(question.filters(), "circuits", race.circuit())) continue;
      if (version.get().published().isAfter(changed)) changed = version.get().published();
      var cars = new JsonArray();
      var all = encoded.get(version.get());
      for (int i = 0; i < all.size(); i++) {
        var row = version.get().rows().get(i);
        if (!asked(question, row.driver(), row.constructor())) continue;
        if (total >= question.offset() && total - question.offset() < question.limit()) cars.add(all.get(i));
        total++;
      }
      if (!cars.isEmpty()) races.add(rows.race(race).put(name, cars));
    }
    return new Page(envelope(question, url, total, "RaceTable", table(question, selected).put("Races", races)), changed);
  }

  private Page races(Question question, String url, List<Race> selected, Instant now) {
    var races = selected.stream().filter(race -> raced(question, race))
        .map(race -> {
          var page = rows.race(race);
          race.sessions().forEach((code, start) -> {
            if (code != Code.R) page.put(SESSIONS.get(code), JolpicaRows.start(start));
          });
          return page;
        }).toList();
    return list(question, url, selected, now, races, "RaceTable", "Races");
  }

  private Page circuits(Question question, String url, List<Race> selected, Instant now) {
    var circuits = selected.stream().filter(race -> raced(question, race)).map(Race::circuit).distinct().sorted()
        .map(rows::circuit).toList();
    return list(question, url, selected, now, circuits, "CircuitTable", "Circuits");
  }

  private Page entered(Question question, String url, List<Race> selected, Instant now, String what,
                       Function<Entry, String> id, Function<String, JsonObject> encode) {
    var found = selected.stream().filter(race -> matches(question.filters(), "circuits", race.circuit()))
        .flatMap(race -> season.entries(race.round()).stream()).filter(entry -> asked(question, entry.driver(), entry.constructor()))
        .map(id).distinct().sorted().map(encode).toList();
    return list(question, url, selected, now, found, what + "Table", what + "s");
  }

  private boolean raced(Question question, Race race) {
    return matches(question.filters(), "circuits", race.circuit())
        && season.entries(race.round()).stream().anyMatch(entry -> asked(question, entry.driver(), entry.constructor()));
  }

  private static boolean asked(Question question, String driver, String constructor) {
    return matches(question.filters(), "drivers", driver) && matches(question.filters(), "constructors", constructor);
  }

  private static boolean matches(Map<String, String> filters, String filter, String value) {
    var wanted = filters.get(filter);
    return wanted == null || wanted.equals(value);
  }

  private Page list(Question question, String url, List<Race> selected, Instant now, List<JsonObject> all, String table, String name) {
    var page = new JsonArray(all.stream().skip(question.offset()).limit(question.limit()).toList());
    return new Page(envelope(question, url, all.size(), table, table(question, selected).put(name, page)), unchanged(question, now));
  }

  /** Since when a page without results says the same: the new year, or for a moving round the latest start of a race. */
  private Instant unchanged(Question question, Instant now) {
    var newYear = Instant.parse(season.year() + "-01-01T00:00:00Z");
    if (question.round().filter(round -> round.equals("last") || round.equals("next")).isEmpty()) return newYear;
    return season.races().stream().map(Race::start).filter(start -> !start.isAfter(now)).max(Comparator.naturalOrder()).orElse(newYear);
  }

  private JsonObject table(Question question, List<Race> selected) {
    var table = new JsonObject().put("season", question.season().equals("current") ? String.valueOf(season.year()) : question.season());
    question.round().ifPresent(round -> table.put("round", selected.isEmpty() ? round : String.valueOf(selected.getFirst().round())));
    ECHOES.forEach((filter, echo) -> {
      if (question.filters().containsKey(filter)) table.put(echo, question.filters().get(filter));
    });
    return table;
  }

  private static JsonObject envelope(Question question, String url, int total, String name, JsonObject table) {
    return new JsonObject().put("MRData", new JsonObject().put("xmlns", "").put("series", "f1")
        .put("url", url.toLowerCase(Locale.ROOT)).put("limit", String.valueOf(question.limit()))
        .put("offset", String.valueOf(question.offset())).put("total", String.valueOf(total)).put(name, table));
  }
}
