package dev.paddock.fantasy.store;

import dev.paddock.fantasy.contract.Fantasy.DriverTotal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.stream.Collectors;

/** What drivers were worth by the classic rules, and how many teams field them now. Reads only. */
public final class DriverTotals {
  private static final String TOTALS = """
      with latest as (
        select session_id, max(result_version) as version from driver_score group by session_id),
      worth as (
        select left(d.race_id, 4)::int as season, d.driver_id, sum(d.points)::int as points, count(distinct d.race_id)::int as rounds
          from driver_score d join latest l on l.session_id = d.session_id and l.version = d.result_version
               join rule_set r on r.hash = d.rule_hash
         where r.id = 'classic' group by left(d.race_id, 4)::int, d.driver_id),
      fielded as (select distinct on (team_id) season, team_id, drivers from lineup order by team_id, round desc),
      field as (select season, count(*)::int as teams from fielded group by season),
      owned as (select season, driver_id, count(*)::int as owners from fielded, unnest(drivers) as driver_id group by season, driver_id)
      select season, driver_id, coalesce(points, 0) as points, coalesce(rounds, 0) as rounds, coalesce(owners, 0) as owners,
             coalesce(teams, 0) as teams
        from worth full join owned using (season, driver_id) left join field using (season)
      """;

  private final SqlClient reads;

  public DriverTotals(SqlClient reads) {
    this.reads = reads;
  }

  /** Of every season and driver of which there is something to say. */
  public Future<List<DriverTotal>> all() {
    return reads.query(TOTALS).collecting(Collectors.mapping((Row r) -> new DriverTotal(r.getInteger("season"), r.getString("driver_id"),
        r.getInteger("points"), r.getInteger("rounds"), r.getInteger("owners"), r.getInteger("teams")), Collectors.toUnmodifiableList()))
        .execute().map(found -> found.value());
  }
}
