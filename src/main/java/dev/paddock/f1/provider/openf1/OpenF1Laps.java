package dev.paddock.f1.provider.openf1;

import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.TimedLap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Laps as far as OpenF1 tells them: no tyres, no track status, no deletions, so none counts as accurate.
 *
 * <p>An out-lap begins at the exit of the pit lane, but its time counts from the line before, the stop included: it ends where the next
 * lap begins. Other laps end their time after their beginning.
 */
final class OpenF1Laps {
  private OpenF1Laps() {}

  private record Told(int car, int number, Integer start, boolean out, Row row) {}

  /** By car and number. */
  static List<Lap> of(RowList rows, Instant began) {
    Map<Integer, TreeMap<Integer, Told>> cars = new TreeMap<>();
    rows.each(row -> {
      var car = row.whole("driver_number");
      var number = row.whole("lap_number");
      if (car == null || number == null || number < 1) return null;
      return cars.computeIfAbsent(car, none -> new TreeMap<>())
          .merge(number, new Told(car, number, row.at("date_start", began), Boolean.TRUE.equals(row.flag("is_pit_out_lap")), row),
              (earlier, later) -> later);
    });
    var laps = new ArrayList<Lap>();
    cars.values().forEach(ofCar -> {
      int stops = 0;
      int best = Integer.MAX_VALUE;
      for (var told : ofCar.values()) {
        if (told.out() && told.number() > 1) stops++;
        var time = told.row().millis("lap_duration");
        boolean fastest = time != null && time < best;
        if (fastest) best = time;
        laps.add(lap(told, ofCar.get(told.number() + 1), stops, fastest));
      }
    });
    return laps;
  }

  private static Lap lap(Told told, Told next, int stops, boolean fastest) {
    var row = told.row();
    var time = row.millis("lap_duration");
    var s2 = row.millis("duration_sector_2");
    var s3 = row.millis("duration_sector_3");
    Integer nextStart = next == null || next.out() ? null : next.start();
    Integer end = told.out() ? nextStart : sum(told.start(), time);
    Integer sector2At = less(end, s3);
    var timed = new TimedLap(told.car(), told.number(), time, row.millis("duration_sector_1"), s2, s3, end, less(sector2At, s2), sector2At,
        s3 == null ? null : end, null, told.out() ? told.start() : null, stops, row.whole("i1_speed"), row.whole("i2_speed"), null,
        row.whole("st_speed"), fastest);
    return new Lap(timed, told.start(), null, null, null, null, null, "", false, "", false, false);
  }

  private static Integer sum(Integer at, Integer ms) {
    return at == null || ms == null ? null : Integer.valueOf(at + ms);
  }

  private static Integer less(Integer at, Integer ms) {
    return at == null || ms == null ? null : Integer.valueOf(at - ms);
  }
}
