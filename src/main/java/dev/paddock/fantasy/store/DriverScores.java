package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.Classification.Kind;
import dev.paddock.fantasy.rules.DriverScore;
import dev.paddock.fantasy.rules.Line;
import dev.paddock.fantasy.rules.SessionScore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Drivers' scores, one set a version of a session's result. */
public final class DriverScores {
  private static final String COLUMNS = "d.session_id, d.result_version, d.session_kind, d.driver_id, d.took_part, d.lines";
  private static final String OF_RACE = """
      select %s from driver_score d where d.race_id = $1::text
         and d.result_version = (select max(v.result_version) from driver_score v where v.session_id = d.session_id)""".formatted(COLUMNS);
  private static final String BEFORE_AND_AFTER = """
      select %s from driver_score d where d.session_id = $1::text and (d.result_version = $2::int or d.result_version =
             (select max(v.result_version) from driver_score v
               where v.session_id = $1::text and v.result_version < $2::int))""".formatted(COLUMNS);
  private static final String INSERT = """
      insert into driver_score (session_id, result_version, race_id, session_kind, rule_hash, driver_id, took_part, points, lines)
      select $1::text, $2::int, $3::text, $4::text, $5::text, d.driver_id, d.took_part, d.points, d.lines::jsonb
        from unnest($6::text[], $7::boolean[], $8::int[], $9::text[]) as d (driver_id, took_part, points, lines)""";

  private final SqlClient client;

  public DriverScores(SqlClient client) {
    this.client = client;
  }

  /** A race's scored sessions, each in the latest version that was scored, in the order of a weekend. */
  public Future<List<SessionScore>> ofRace(String raceId) {
    return sessions(OF_RACE, Tuple.of(raceId));
  }

  /** A version's scores, preceded by those of the version scored before it, if any. */
  public Future<List<SessionScore>> beforeAndAfter(String sessionId, int version) {
    return sessions(BEFORE_AND_AFTER, Tuple.of(sessionId, version));
  }

  static Future<Void> insert(SqlClient tx, String raceId, String ruleHash, SessionScore session) {
    var drivers = session.drivers().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    return tx.preparedQuery(INSERT).execute(Tuple.tuple()
        .addString(session.sessionId()).addInteger(session.version()).addString(raceId).addString(session.kind().name()).addString(ruleHash)
        .addArrayOfString(drivers.stream().map(Map.Entry::getKey).toArray(String[]::new))
        .addArrayOfBoolean(drivers.stream().map(driver -> driver.getValue().tookPart()).toArray(Boolean[]::new))
        .addArrayOfInteger(drivers.stream().map(driver -> driver.getValue().points()).toArray(Integer[]::new))
        .addArrayOfString(drivers.stream().map(driver -> json(driver.getValue().lines())).toArray(String[]::new))).mapEmpty();
  }

  private Future<List<SessionScore>> sessions(String sql, Tuple parameters) {
    return client.preparedQuery(sql).execute(parameters).map(rows -> {
      record Key(Kind kind, int version, String sessionId) {}
      return StreamSupport.stream(rows.spliterator(), false)
          .collect(Collectors.groupingBy(
              r -> new Key(Kind.valueOf(r.getString("session_kind")), r.getInteger("result_version"), r.getString("session_id")),
              Collectors.toMap(r -> r.getString("driver_id"), DriverScores::score)))
          .entrySet().stream()
          .map(s -> new SessionScore(s.getKey().sessionId(), s.getKey().version(), s.getKey().kind(), s.getValue()))
          .sorted(Comparator.comparing(SessionScore::kind).thenComparing(SessionScore::version)).toList();
    });
  }

  private static DriverScore score(Row row) {
    return new DriverScore(row.getBoolean("took_part"), row.getJsonArray("lines").stream().map(JsonObject.class::cast)
        .map(line -> new Line(Line.What.valueOf(line.getString("what")), line.getInteger("points"), line.getString("note"))).toList());
  }

  private static String json(List<Line> lines) {
    var array = new JsonArray();
    for (var line : lines) {
      array.add(new JsonObject().put("what", line.what().name()).put("points", line.points()).put("note", line.note()));
    }
    return array.encode();
  }
}
