package dev.paddock.f1.store;

import dev.paddock.f1.rules.Edits.DriverEdit;
import dev.paddock.f1.rules.Edits.RaceEdit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Drivers, constructors and circuits of the seasons that are stored. Reads only. */
public final class CatalogueReads {
  private static final String DRIVERS = """
      select season, driver_id, code, number, given_name, family_name, nationality, deleted_at, revision from driver
      """;
  private static final String OF_SEASON = DRIVERS
      + "where season = $1::int and deleted_at is null order by family_name, given_name, driver_id";
  private static final String OF_DRIVER = DRIVERS + "where driver_id = $1::text order by season desc";
  private static final String CIRCUITS = """
      select circuit_id, circuit, locality, country, race_id, round from race
       where season = $1::int and not cancelled order by round, race_id
      """;
  private static final String STATISTICS = """
      select season, starts, wins, podiums, poles, fastest_laps, retirements, points, grid_sum, grids, finish_sum, finishes,
             form::text as form, fantasy_points, fantasy_rounds, owners, teams, refreshed_at
        from driver_statistic where driver_id = $1::text order by season desc
      """;
  private static final String RACE = """
      select race_id, season, round, name, circuit_id, circuit, locality, country, starts_at, cancelled, revision from race
       where race_id = $1::text
      """;
  private static final String STARTS = "select code, starts_at from session where race_id = $1::text order by starts_at, code";

  /** @param deleted softly */
  public record DriverRow(int season, String driverId, String code, Integer number, String givenName, String familyName, String nationality,
      boolean deleted, long revision) {}

  public record CircuitRow(String circuitId, String circuit, String locality, String country, String raceId, int round) {}

  /** Sums of a season, see the table; points in hundredths. @param form the last five races, the latest first */
  public record StatisticRow(int season, int starts, int wins, int podiums, int poles, int fastestLaps, int retirements, int points,
      int gridSum, int grids, int finishSum, int finishes, JsonArray form, int fantasyPoints, int fantasyRounds, int owners, int teams,
      Instant refreshedAt) {}

  /** A race as it is stored, and what of it was set by hand. */
  public record RaceRow(String raceId, int season, int round, String name, String circuitId, String circuit, String locality,
      String country, Instant startsAt, boolean cancelled, long revision, List<Start> sessions, RaceEdit edit) {}

  public record Start(String code, Instant startsAt) {}

  private final SqlClient reads;
  private final EditStore edits = new EditStore();

  public CatalogueReads(SqlClient reads) {
    this.reads = reads;
  }

  /** The latest that is stored. */
  public Future<Optional<Integer>> latestSeason() {
    return reads.query("select max(year) as year from season").execute()
        .map(rows -> Optional.ofNullable(rows.iterator().next().getInteger("year")));
  }

  /** By name; without those that were deleted. */
  public Future<List<DriverRow>> drivers(int season) {
    return list(OF_SEASON, CatalogueReads::driver, Tuple.of(season));
  }

  /** A driver in every season that is stored, the latest first. */
  public Future<List<DriverRow>> driver(String driverId) {
    return list(OF_DRIVER, CatalogueReads::driver, Tuple.of(driverId));
  }

  /** By round; without cancelled races. */
  public Future<List<CircuitRow>> circuits(int season) {
    return list(CIRCUITS, r -> new CircuitRow(r.getString("circuit_id"), r.getString("circuit"), r.getString("locality"),
        r.getString("country"), r.getString("race_id"), r.getInteger("round")), Tuple.of(season));
  }

  /** Of every season, the latest first. */
  public Future<List<StatisticRow>> statistics(String driverId) {
    return list(STATISTICS, CatalogueReads::statistic, Tuple.of(driverId));
  }

  public Future<Optional<RaceRow>> race(String raceId) {
    var race = list(RACE, r -> r, Tuple.of(raceId));
    var starts = list(STARTS, r -> new Start(r.getString("code"), at(r, "starts_at")), Tuple.of(raceId));
    return Future.all(race, starts, edits.race(reads, raceId))
        .map(all -> race.result().stream().findFirst().map(r -> race(r, starts.result(), all.resultAt(2))));
  }

  public Future<DriverEdit> edit(int season, String driverId) {
    return edits.driver(reads, season, driverId);
  }

  private static RaceRow race(Row r, List<Start> sessions, RaceEdit edit) {
    return new RaceRow(r.getString("race_id"), r.getInteger("season"), r.getInteger("round"), r.getString("name"),
        r.getString("circuit_id"), r.getString("circuit"), r.getString("locality"), r.getString("country"), at(r, "starts_at"),
        r.getBoolean("cancelled"),
        r.getLong("revision"), sessions, edit);
  }

  private static DriverRow driver(Row r) {
    return new DriverRow(r.getInteger("season"), r.getString("driver_id"), r.getString("code"), r.getInteger("number"),
        r.getString("given_name"), r.getString("family_name"), r.getString("nationality"), r.getOffsetDateTime("deleted_at") != null,
        r.getLong("revision"));
  }

  private static StatisticRow statistic(Row r) {
    return new StatisticRow(r.getInteger("season"), r.getInteger("starts"), r.getInteger("wins"), r.getInteger("podiums"),
        r.getInteger("poles"), r.getInteger("fastest_laps"), r.getInteger("retirements"), r.getInteger("points"), r.getInteger("grid_sum"),
        r.getInteger("grids"), r.getInteger("finish_sum"), r.getInteger("finishes"), new JsonArray(r.getString("form")),
        r.getInteger("fantasy_points"), r.getInteger("fantasy_rounds"), r.getInteger("owners"), r.getInteger("teams"),
        at(r, "refreshed_at"));
  }

  private static Instant at(Row r, String column) {
    return r.getOffsetDateTime(column).toInstant();
  }

  private <T> Future<List<T>> list(String sql, Function<Row, T> mapper, Tuple which) {
    return reads.preparedQuery(sql).collecting(Collectors.mapping(mapper, Collectors.toUnmodifiableList())).execute(which)
        .map(found -> found.value());
  }
}
