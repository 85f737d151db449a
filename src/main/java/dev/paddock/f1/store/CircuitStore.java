package dev.paddock.f1.store;

import static dev.paddock.f1.store.ResultStore.utc;
import static dev.paddock.f1.store.SessionTables.real;

import dev.paddock.f1.rules.circuit.CircuitMap;
import dev.paddock.f1.rules.circuit.CircuitMap.Point;
import dev.paddock.f1.rules.circuit.Marker;
import dev.paddock.f1.rules.circuit.MarkerDistances;
import dev.paddock.f1.rules.telemetry.LapTelemetry;
import dev.paddock.f1.store.TelemetryStore.DrivenLap;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Maps of circuits with their markers, and which of them a race was on. */
public final class CircuitStore {
  private static final String MAP = """
      insert into circuit_map (circuit_key, year, name, location, country, rotation, outline_x, outline_y, source, fetched_at)
      values ($1::int, $2::int, $3, $4, $5, $6::real, $7::int[], $8::int[], $9, $10::timestamptz)
      on conflict (circuit_key, year) do update
         set name = excluded.name, location = excluded.location, country = excluded.country, rotation = excluded.rotation,
             outline_x = excluded.outline_x, outline_y = excluded.outline_y, source = excluded.source, fetched_at = excluded.fetched_at
       where (circuit_map.name, circuit_map.location, circuit_map.country, circuit_map.rotation, circuit_map.outline_x,
              circuit_map.outline_y, circuit_map.source)
             is distinct from (excluded.name, excluded.location, excluded.country, excluded.rotation, excluded.outline_x,
                               excluded.outline_y, excluded.source)
      """;
  private static final String MARKERS = """
      insert into circuit_marker (circuit_key, year, kind, number, letter, x, y, angle, distance_m)
      select $1::int, $2::int, u.kind, u.number, u.letter, u.x, u.y, u.angle, u.distance_m
        from unnest($3::text[], $4::int[], $5::text[], $6::real[], $7::real[], $8::real[], $9::real[])
             as u (kind, number, letter, x, y, angle, distance_m)
      on conflict (circuit_key, year, kind, number, letter) do update
         set x = excluded.x, y = excluded.y, angle = excluded.angle, distance_m = excluded.distance_m
       where (circuit_marker.x, circuit_marker.y, circuit_marker.angle, circuit_marker.distance_m)
             is distinct from (excluded.x, excluded.y, excluded.angle, excluded.distance_m)
      """;
  private static final String DROP_OTHERS = """
      delete from circuit_marker m
       where m.circuit_key = $1::int and m.year = $2::int
         and not exists (select 1 from unnest($3::text[], $4::int[], $5::text[]) as u (kind, number, letter)
                          where u.kind = m.kind and u.number = m.number and u.letter = m.letter)
      """;
  private static final String READ_MAP = """
      select circuit_key, year, name, location, country, rotation, outline_x, outline_y, source, fetched_at from circuit_map
       where circuit_key = $1::int and year = $2::int
      """;
  private static final String READ_MARKERS = """
      select kind, number, letter, x, y, angle, distance_m from circuit_marker
       where circuit_key = $1::int and year = $2::int order by kind, number, letter collate "C"
      """;
  private static final String LATEST = """
      select year from circuit_map where circuit_key = $1::int order by year desc limit 1
      """;
  private static final String KEY = """
      select circuit_key, season from race where race_id = $1 and circuit_key is not null
      """;

  /**
   * @param source     who drew it
   * @param measuredBy what the distances of its markers are along: {@value #OUTLINE}, or a lap that was driven
   */
  public record Stored(CircuitMap map, String source, Instant fetchedAt, String measuredBy) {
    public static final String OUTLINE = "outline";

    /** With the distances of a lap's telemetry. */
    public Stored along(DrivenLap lap) {
      return new Stored(MarkerDistances.along(map, LapTelemetry.of(lap.start(), lap.end(), lap.blocks())), source, fetchedAt,
          "lap " + lap.lap() + " of car " + lap.car() + " in " + lap.sessionId());
    }
  }

  /**
   * Replaces the map of its circuit and year. What is the same is not touched.
   *
   * @return how many rows were inserted, updated or deleted
   */
  public Future<Integer> save(SqlConnection tx, CircuitMap map, String source, Instant fetchedAt) {
    return tx.preparedQuery(MAP).execute(Tuple.of(map.key(), map.year(), map.name(), map.location(), map.country())
            .addValue((float) map.rotation())
            .addValue(map.outline().stream().map(Point::x).toArray(Integer[]::new))
            .addValue(map.outline().stream().map(Point::y).toArray(Integer[]::new))
            .addValue(source).addValue(utc(fetchedAt)))
        .compose(saved -> markers(tx, map).map(changed -> saved.rowCount() + changed));
  }

  /** Empty: there is no such map. */
  public Future<Optional<Stored>> read(SqlClient in, int circuitKey, int year) {
    var which = Tuple.of(circuitKey, year);
    return in.preparedQuery(READ_MAP).execute(which).compose(maps -> {
      if (maps.size() == 0) return Future.succeededFuture(Optional.empty());
      return in.preparedQuery(READ_MARKERS).collecting(Collectors.mapping(CircuitStore::marker, Collectors.toUnmodifiableList()))
          .execute(which).map(markers -> Optional.of(stored(maps.iterator().next(), markers.value())));
    });
  }

  /** The map of the latest year. Empty: there is none. */
  public Future<Optional<Stored>> latest(SqlClient in, int circuitKey) {
    return in.preparedQuery(LATEST).execute(Tuple.of(circuitKey)).compose(years -> years.size() == 0
        ? Future.succeededFuture(Optional.empty()) : read(in, circuitKey, years.iterator().next().getInteger("year")));
  }

  /** The map that a race was on. Empty: its circuit is not known, or there is no map of it. */
  public Future<Optional<Stored>> ofRace(SqlClient in, String raceId) {
    return in.preparedQuery(KEY).execute(Tuple.of(raceId)).compose(races -> {
      if (races.size() == 0) return Future.succeededFuture(Optional.empty());
      var race = races.iterator().next();
      return read(in, race.getInteger("circuit_key"), race.getInteger("season"));
    });
  }

  private static Future<Integer> markers(SqlConnection tx, CircuitMap map) {
    var kinds = column(map, m -> m.kind().name()).toArray(String[]::new);
    var numbers = column(map, Marker::number).toArray(Integer[]::new);
    var letters = column(map, Marker::letter).toArray(String[]::new);
    return tx.preparedQuery(DROP_OTHERS)
        .execute(Tuple.of(map.key(), map.year()).addValue(kinds).addValue(numbers).addValue(letters))
        .compose(dropped -> tx.preparedQuery(MARKERS).execute(Tuple.of(map.key(), map.year())
            .addValue(kinds).addValue(numbers).addValue(letters)
            .addValue(reals(map, Marker::x)).addValue(reals(map, Marker::y)).addValue(reals(map, Marker::angle))
            .addValue(reals(map, Marker::distance)))
            .map(written -> dropped.rowCount() + written.rowCount()));
  }

  private static <T> List<T> column(CircuitMap map, Function<Marker, T> of) {
    return map.markers().stream().map(of).toList();
  }

  private static Float[] reals(CircuitMap map, Function<Marker, Double> of) {
    return column(map, of).stream().map(value -> value == null ? null : Float.valueOf(value.floatValue())).toArray(Float[]::new);
  }

  private static Stored stored(Row r, List<Marker> markers) {
    var x = r.getArrayOfIntegers("outline_x");
    var y = r.getArrayOfIntegers("outline_y");
    var outline = new ArrayList<Point>(x.length);
    for (int i = 0; i < x.length; i++) outline.add(new Point(x[i], y[i]));
    return new Stored(new CircuitMap(r.getInteger("circuit_key"), r.getInteger("year"), r.getString("name"), r.getString("location"),
        r.getString("country"), real(r, "rotation"), outline, markers), r.getString("source"),
        r.getOffsetDateTime("fetched_at").toInstant(), Stored.OUTLINE);
  }

  private static Marker marker(Row r) {
    return new Marker(Marker.Kind.valueOf(r.getString("kind")), r.getInteger("number"), r.getString("letter"), real(r, "x"), real(r, "y"),
        real(r, "angle"), real(r, "distance_m"));
  }
}
