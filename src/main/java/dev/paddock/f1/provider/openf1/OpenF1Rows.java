package dev.paddock.f1.provider.openf1;

import dev.paddock.f1.rules.session.Entrant;
import dev.paddock.f1.rules.session.PitStop;
import dev.paddock.f1.rules.session.PositionChange;
import dev.paddock.f1.rules.session.RaceControlMessage;
import dev.paddock.f1.rules.session.Stint;
import dev.paddock.f1.rules.session.WeatherSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Kinds of data of which one row is one entry. Null for a row that cannot be used. */
final class OpenF1Rows {
  private OpenF1Rows() {}

  static Entrant entrant(Row row) {
    var car = row.whole("driver_number");
    var code = row.text("name_acronym", "");
    var last = row.text("last_name", "");
    var colour = row.text("team_colour", "");
    return car == null || code.isEmpty() && last.isEmpty() ? null : new Entrant(car, code, row.text("first_name", ""), last,
        row.text("team_name", ""), colour.matches("[0-9A-Fa-f]{6}") ? colour.toUpperCase(Locale.ROOT) : "");
  }

  static RaceControlMessage message(Row row, Instant began) {
    var message = row.text("message");
    return message == null ? null : new RaceControlMessage(row.at("date", began), row.instant("date"), row.whole("lap_number"),
        row.text("category", "Other"), row.text("flag"), row.text("scope"), row.whole("sector"), row.whole("driver_number"), null, null,
        message);
  }

  /** In the order of session time. */
  static List<WeatherSample> weather(RowList rows, Instant began) {
    var samples = rows.each(row -> {
      var at = row.at("date", began);
      return at == null ? null : new WeatherSample(at, row.decimal("air_temperature"), row.decimal("track_temperature"),
          row.decimal("humidity"), row.decimal("pressure"), row.decimal("wind_speed"), row.whole("wind_direction"), row.flag("rainfall"));
    });
    return sorted(latest(samples, WeatherSample::at), Comparator.comparing(WeatherSample::at));
  }

  /** In the order of session time, then of racing numbers. */
  static List<PositionChange> positions(RowList rows, Instant began) {
    var changes = rows.each(row -> {
      var at = row.at("date", began);
      var car = row.whole("driver_number");
      var position = row.whole("position");
      return at == null || car == null || position == null ? null : new PositionChange(car, at, position);
    });
    return sorted(latest(changes, change -> List.of(change.car(), change.at())),
        Comparator.comparing(PositionChange::at).thenComparing(PositionChange::car));
  }

  /** By car and number. A set of age 0 is fresh. */
  static List<Stint> stints(RowList rows) {
    var stints = rows.each(row -> {
      var car = row.whole("driver_number");
      var number = row.whole("stint_number");
      var age = row.whole("tyre_age_at_start");
      return car == null || number == null ? null : new Stint(car, number, row.text("compound", "UNKNOWN"), age == null ? null : age == 0,
          age, row.whole("lap_start"), row.whole("lap_end"));
    });
    return sorted(latest(stints, stint -> List.of(stint.car(), stint.number())),
        Comparator.comparing(Stint::car).thenComparing(Stint::number));
  }

  /**
   * By car, numbered in the order of their laps. A row tells when a car left the pit lane, and on which lap it did; it came in on the one
   * before. Who leaves it for the first time, without having been in the lane, has made no stop.
   */
  static List<PitStop> stops(RowList rows, Instant began) {
    Map<Integer, TreeMap<Integer, PitStop>> stops = new TreeMap<>();
    rows.each(row -> {
      var car = row.whole("driver_number");
      var lap = row.whole("lap_number");
      if (car == null || lap == null) return null;
      var out = row.at("date", began);
      var lane = row.millis(row.decimal("lane_duration") == null ? "pit_duration" : "lane_duration");   // its former name
      if (lane != null || lap > 1) {
        stops.computeIfAbsent(car, none -> new TreeMap<>())
            .put(lap, new PitStop(car, 0, lap - 1, out == null || lane == null ? null : Integer.valueOf(out - lane), out, lane));
      }
      return row;
    });
    var numbered = new ArrayList<PitStop>();
    stops.values().forEach(ofCar -> {
      int number = 0;
      for (var stop : ofCar.values()) numbered.add(new PitStop(stop.car(), ++number, stop.lap(), stop.in(), stop.out(), stop.lane()));
    });
    return numbered;
  }

  private static <T> Collection<T> latest(List<T> entries, Function<T, Object> identity) {
    var latest = new HashMap<Object, T>();
    for (var entry : entries) latest.put(identity.apply(entry), entry);
    return latest.values();
  }

  private static <T> List<T> sorted(Collection<T> entries, Comparator<T> order) {
    return entries.stream().sorted(order).toList();
  }
}
