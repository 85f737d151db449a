package dev.paddock.f1.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.paddock.f1.contract.Formula1.Car;
import dev.paddock.f1.contract.Formula1.Change;
import dev.paddock.f1.contract.Formula1.Entries;
import dev.paddock.f1.contract.Formula1.Entry;
import dev.paddock.f1.contract.Formula1.History;
import dev.paddock.f1.contract.Formula1.Lap;
import dev.paddock.f1.contract.Formula1.Race;
import dev.paddock.f1.contract.Formula1.Result;
import dev.paddock.f1.contract.Formula1.Round;
import dev.paddock.f1.contract.Formula1.Season;
import dev.paddock.f1.contract.Formula1.SessionKind;
import dev.paddock.f1.contract.Formula1.Status;
import dev.paddock.f1.contract.Formula1.Version;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.ResultDiff;
import dev.paddock.f1.rules.SessionCode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What other features ask of the calendar and of results, in the contract's words. */
public final class RoundStore {
  private static final String RACES = """
      select r.race_id, r.season, r.round, r.name, r.starts_at, min(s.starts_at) as lock_at
        from race r join session s on s.race_id = r.race_id and s.code in ('Q', 'S', 'R')
       where r.season = $1::int and not r.cancelled group by r.race_id order by r.round
      """;
  private static final String ENTRIES = """
      with drove as (
        select distinct on (driver_id) car ->> 'driverId' as driver_id, car ->> 'constructorId' as constructor_id, r.season, r.round
          from race r join session s using (race_id) join result_version v on v.session_id = s.session_id and v.version = s.version,
               jsonb_array_elements(v.rows) as car
         where r.season in ($1::int, $1::int - 1) and s.code in ('Q', 'S', 'R') order by driver_id, s.starts_at desc)
      select d.driver_id, d.given_name || ' ' || d.family_name as name, drove.constructor_id,
             case when drove.season = d.season then drove.round end as last_round, d.deleted_at is null as entered
        from driver d left join drove using (driver_id) where d.season = $1::int order by d.driver_id
      """;
  private static final String RACE_OF = """
      select r.race_id, r.season, r.round, r.name, r.starts_at, min(all_of.starts_at) as lock_at
        from session s join race r using (race_id) join session all_of on all_of.race_id = r.race_id and all_of.code in ('Q', 'S', 'R')
       where s.session_id = $1 group by r.race_id
      """;
  private static final String LATEST = """
      select s.session_id, s.code, v.version, v.rows::text as rows
        from session s join result_version v on v.session_id = s.session_id and v.version = s.version
       where s.race_id = $1 and s.code in ('Q', 'S', 'R') order by s.starts_at
      """;

  private static final String RACE = """
      select r.race_id, r.season, r.round, r.name, r.starts_at, min(s.starts_at) as lock_at
        from race r join session s on s.race_id = r.race_id and s.code in ('Q', 'S', 'R')
       where r.race_id = $1 group by r.race_id
      """;
  private static final String VERSIONS = """
      select s.session_id, s.code, s.state, v.version, v.source, v.fetched_at, v.rows::text as rows, v.changes::text as changes,
             v.reason
        from session s join result_version v using (session_id)
       where s.race_id = $1 and s.code in ('Q', 'S', 'R') order by s.starts_at, v.version
      """;

  private final SqlClient reads;

  public RoundStore(SqlClient reads) {
    this.reads = reads;
  }

  public Future<Season> season(int year) {
    return reads.preparedQuery(RACES).collecting(Collectors.mapping(RoundStore::race, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(year)).map(races -> new Season(year, races.value()));
  }

  public Future<Entries> entries(int year) {
    return reads.preparedQuery(ENTRIES).collecting(Collectors.mapping((Row r) -> new Entry(r.getString("driver_id"), r.getString("name"),
        Optional.ofNullable(r.getString("constructor_id")), Optional.ofNullable(r.getInteger("last_round")), r.getBoolean("entered")),
        Collectors.toUnmodifiableList()))
        .execute(Tuple.of(year)).map(found -> new Entries(year, found.value()));
  }

  /** The round of a session with the latest version of each scored session. Fails for a session that does not exist. */
  public Future<Round> round(String sessionId) {
    return reads.preparedQuery(RACE_OF).execute(Tuple.of(sessionId))
        .map(rows -> {
          if (rows.size() == 0) throw new IllegalArgumentException("no session " + sessionId);
          return race(rows.iterator().next());
        })
        .compose(race -> reads.preparedQuery(LATEST).collecting(Collectors.mapping(RoundStore::result, Collectors.toUnmodifiableList()))
            .execute(Tuple.of(race.raceId())).map(results -> new Round(race, results.value())));
  }

  /** A race with every version of its scored sessions. */
  public Future<History> history(String raceId) {
    return reads.preparedQuery(RACE).collecting(Collectors.mapping(RoundStore::race, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(raceId)).compose(races -> reads.preparedQuery(VERSIONS)
            .collecting(Collectors.mapping(RoundStore::version, Collectors.toUnmodifiableList())).execute(Tuple.of(raceId))
            .map(versions -> new History(races.value().stream().findFirst(), versions.value())));
  }

  private static Version version(Row r) {
    var changes = ResultStore.read(r.getString("changes"), new TypeReference<List<ResultDiff.Change>>() {});
    return new Version(result(r), r.getString("state").toLowerCase(Locale.ROOT), r.getString("source"),
        r.getOffsetDateTime("fetched_at").toInstant(),
        changes.stream().map(c -> new Change(c.driver(), c.field().spoken(), c.from(), c.to())).toList(),
        Optional.ofNullable(r.getString("reason")));
  }

  private static Race race(Row r) {
    return new Race(r.getString("race_id"), r.getInteger("season"), r.getInteger("round"), r.getString("name"),
        r.getOffsetDateTime("starts_at").toInstant(), r.getOffsetDateTime("lock_at").toInstant());
  }

  private static Result result(Row r) {
    var cars = ResultStore.read(r.getString("rows"), new TypeReference<List<CarResult>>() {});
    return new Result(r.getString("session_id"), kind(SessionCode.valueOf(r.getString("code"))),
        r.getInteger("version"), cars.stream().map(RoundStore::car).toList());
  }

  private static SessionKind kind(SessionCode code) {
    return switch (code) {
      case Q -> SessionKind.QUALIFYING;
      case S -> SessionKind.SPRINT;
      default -> SessionKind.RACE;
    };
  }

  private static Car car(CarResult car) {
    var status = switch (car.finish()) {
      case CLASSIFIED -> Status.CLASSIFIED;
      case RETIRED -> Status.RETIRED;
      case NOT_CLASSIFIED -> Status.NOT_CLASSIFIED;
      case DISQUALIFIED -> Status.DISQUALIFIED;
      case DID_NOT_START -> Status.DID_NOT_START;
    };
    var lap = car.fastestLapMillis() == null ? Optional.<Lap>empty()
        : Optional.of(new Lap(car.fastestLap() == null ? 0 : car.fastestLap(), car.fastestLapMillis()));
    return new Car(car.driverId(), car.constructorId(), car.position(), status, Optional.ofNullable(car.grid()), lap);
  }
}
