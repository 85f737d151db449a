package dev.paddock.f1.store;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.gaps.Fixtures;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calendar as gaps are looked for in it. */
public final class GapReads {
  private static final String FIXTURES = """
      select r.race_id, r.round, r.name, s.session_id, s.code, s.starts_at, s.ends_at, (r.cancelled or s.phase = 'CANCELLED') as cancelled
        from race r join session s using (race_id) where r.season = $1::int order by r.round, r.starts_at, s.starts_at, s.session_id
      """;

  // who drove which car: by the session's result, else by the codes of its drivers
  private static final String CARS = """
      select d.driver_id, e.car from entrant e join session s using (session_id) join race r using (race_id)
        join driver d on d.season = r.season and d.code = e.code
       where e.session_id = $1
         and not exists (select from result_version v where v.session_id = s.session_id and v.version = s.version)
      union
      select row ->> 'driverId', (row ->> 'number')::int
        from session s join result_version v using (session_id, version), jsonb_array_elements(v.rows) as row
       where s.session_id = $1
      """;

  private record Line(String raceId, int round, String name, Fixtures.Session session) {}

  private final SqlClient reads;

  public GapReads(SqlClient reads) {
    this.reads = reads;
  }

  /** By round, the sessions by start; cancelled ones too. Without races: there is no calendar of that year. */
  public Future<Fixtures> fixtures(int year) {
    return reads.preparedQuery(FIXTURES).collecting(mapping(GapReads::line, toList())).execute(Tuple.of(year))
        .map(found -> fixtures(year, found.value()));
  }

  /** Racing numbers by driver. */
  public Future<Map<String, Integer>> cars(String sessionId) {
    return reads.preparedQuery(CARS)
        .collecting(toMap((Row r) -> r.getString("driver_id"), r -> r.getInteger("car"), (one, other) -> one))
        .execute(Tuple.of(sessionId)).map(found -> found.value());
  }

  private static Fixtures fixtures(int year, List<Line> lines) {
    var races = new LinkedHashMap<String, List<Line>>();
    lines.forEach(line -> races.computeIfAbsent(line.raceId(), first -> new ArrayList<>()).add(line));
    return new Fixtures(year, races.values().stream().map(of -> new Fixtures.Race(of.getFirst().raceId(), of.getFirst().round(),
        of.getFirst().name(), of.stream().map(Line::session).toList())).toList());
  }

  private static Line line(Row r) {
    return new Line(r.getString("race_id"), r.getInteger("round"), r.getString("name"), new Fixtures.Session(r.getString("session_id"),
        SessionCode.valueOf(r.getString("code")), r.getOffsetDateTime("starts_at").toInstant(),
        Optional.ofNullable(r.getOffsetDateTime("ends_at")).map(OffsetDateTime::toInstant), r.getBoolean("cancelled")));
  }
}
