package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.Classification.Kind;
import dev.paddock.fantasy.rules.ConstructorScore;
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

/** Drivers' scores, and constructors' under rules that have them, one set a version of a session's result. */
public final class DriverScores {
  private static final String COLUMNS = """
      d.session_id, d.result_version, d.session_kind, d.driver_id, d.took_part, d.lines,
      (select jsonb_object_agg(c.constructor_id, c.parts) from constructor_score c
        where c.session_id = d.session_id and c.result_version = d.result_version and c.rule_hash = d.rule_hash) as constructors""";
  private static final String OF_RACE = """
      select %s from driver_score d join rule_set r on r.hash = d.rule_hash where d.race_id = $1::text and r.id = $2::text
         and d.result_version = (select max(v.result_version) from driver_score v join rule_set o on o.hash = v.rule_hash
                                  where v.session_id = d.session_id and o.id = $2::text)""".formatted(COLUMNS);
  private static final String BEFORE_AND_AFTER = """
      select %s from driver_score d join rule_set r on r.hash = d.rule_hash where d.session_id = $1::text and r.id = $3::text
         and (d.result_version = $2::int or d.result_version =
             (select max(v.result_version) from driver_score v join rule_set o on o.hash = v.rule_hash
               where v.session_id = $1::text and o.id = $3::text and v.result_version < $2::int))""".formatted(COLUMNS);
  private static final String INSERT = """
      insert into driver_score (session_id, result_version, race_id, session_kind, rule_hash, driver_id, took_part, points, lines)
      select $1::text, $2::int, $3::text, $4::text, $5::text, d.driver_id, d.took_part, d.points, d.lines::jsonb
        from unnest($6::text[], $7::boolean[], $8::int[], $9::text[]) as d (driver_id, took_part, points, lines)""";
  private static final String INSERT_CONSTRUCTORS = """
      insert into constructor_score (session_id, result_version, rule_hash, constructor_id, parts)
      select $1::text, $2::int, $3::text, c.constructor_id, c.parts::jsonb from unnest($4::text[], $5::text[]) as c (constructor_id, parts)""";

  private final SqlClient client;

  public DriverScores(SqlClient client) {
    this.client = client;
  }

  /** A race's sessions as a rule set scored them, each in the latest version that was scored, in the order of a weekend. */
  public Future<List<SessionScore>> ofRace(String raceId, String ruleSet) {
    return sessions(OF_RACE, Tuple.of(raceId, ruleSet));
  }

  /** A version's scores by a rule set, preceded by those of the version scored before it, if any. */
  public Future<List<SessionScore>> beforeAndAfter(String sessionId, int version, String ruleSet) {
    return sessions(BEFORE_AND_AFTER, Tuple.of(sessionId, version, ruleSet));
  }

  static Future<Void> insert(SqlClient tx, String raceId, String ruleHash, SessionScore session) {
    var drivers = session.drivers().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    return tx.preparedQuery(INSERT).execute(Tuple.tuple()
        .addString(session.sessionId()).addInteger(session.version()).addString(raceId).addString(session.kind().name()).addString(ruleHash)
        .addArrayOfString(drivers.stream().map(Map.Entry::getKey).toArray(String[]::new))
        .addArrayOfBoolean(drivers.stream().map(driver -> driver.getValue().tookPart()).toArray(Boolean[]::new))
        .addArrayOfInteger(drivers.stream().map(driver -> driver.getValue().points()).toArray(Integer[]::new))
        .addArrayOfString(drivers.stream().map(driver -> json(driver.getValue().lines())).toArray(String[]::new)))
        .compose(inserted -> session.constructors().isEmpty() ? Future.succeededFuture() : insertConstructors(tx, ruleHash, session));
  }

  private static Future<Void> insertConstructors(SqlClient tx, String ruleHash, SessionScore session) {
    var constructors = session.constructors().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    return tx.preparedQuery(INSERT_CONSTRUCTORS).execute(Tuple.of(session.sessionId(), session.version(), ruleHash)
        .addArrayOfString(constructors.stream().map(Map.Entry::getKey).toArray(String[]::new))
        .addArrayOfString(constructors.stream().map(constructor -> parts(constructor.getValue())).toArray(String[]::new))).mapEmpty();
  }

  private Future<List<SessionScore>> sessions(String sql, Tuple parameters) {
    return client.preparedQuery(sql).execute(parameters).map(rows -> {
      record Key(Kind kind, int version, String sessionId) {}
      return StreamSupport.stream(rows.spliterator(), false)
          .collect(Collectors.groupingBy(
              r -> new Key(Kind.valueOf(r.getString("session_kind")), r.getInteger("result_version"), r.getString("session_id"))))
          .entrySet().stream()
          .map(s -> new SessionScore(s.getKey().sessionId(), s.getKey().version(), s.getKey().kind(),
              s.getValue().stream().collect(Collectors.toMap(r -> r.getString("driver_id"), DriverScores::score)),
              constructors(s.getValue().getFirst().getJsonObject("constructors"))))
          .sorted(Comparator.comparing(SessionScore::kind).thenComparing(SessionScore::version)).toList();
    });
  }

  private static DriverScore score(Row row) {
    return new DriverScore(row.getBoolean("took_part"),
        row.getJsonArray("lines").stream().map(line -> line((JsonObject) line)).toList());
  }

  private static Map<String, ConstructorScore> constructors(JsonObject stored) {
    return stored == null ? Map.of() : stored.stream().collect(Collectors.toMap(Map.Entry::getKey,
        constructor -> new ConstructorScore(((JsonArray) constructor.getValue()).stream().map(JsonObject.class::cast)
            .map(part -> new ConstructorScore.Part(part.getString("driver"), line(part))).toList())));
  }

  private static Line line(JsonObject line) {
    return new Line(Line.What.valueOf(line.getString("what")), line.getInteger("points"), line.getString("note"));
  }

  private static String json(List<Line> lines) {
    return new JsonArray(lines.stream().map(DriverScores::json).toList()).encode();
  }

  private static String parts(ConstructorScore score) {
    return new JsonArray(score.parts().stream().map(part -> json(part.line()).put("driver", part.driverId())).toList()).encode();
  }

  private static JsonObject json(Line line) {
    return new JsonObject().put("what", line.what().name()).put("points", line.points()).put("note", line.note());
  }
}
