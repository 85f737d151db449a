package dev.paddock.f1.store;

import static dev.paddock.f1.store.ResultStore.utc;

import dev.paddock.fantasy.contract.Fantasy.DriverTotal;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** What drivers have done, season by season, from the latest version of every result: in one statement, and seen whole or not at all. */
public final class StatisticStore {
  private static final String REFRESH = """
      with car as (
        select r.season, r.race_id, s.code, s.starts_at, c ->> 'driverId' as driver_id, (c ->> 'position')::int as position,
               c ->> 'finish' as finish, coalesce((c ->> 'points')::int, 0) as points, (c ->> 'grid')::int as grid,
               (c ->> 'fastestLapMillis')::bigint as fastest
          from race r join session s using (race_id) join result_version v on v.session_id = s.session_id and v.version = s.version,
               jsonb_array_elements(v.rows) as c
         where s.code in ('Q', 'S', 'R')),
      quickest as (
        select distinct on (race_id) race_id, driver_id from car where code = 'R' and fastest is not null
          order by race_id, fastest, position),
      lately as (
        select season, driver_id, jsonb_agg(jsonb_build_object('raceId', race_id, 'position', position, 'status', lower(finish),
                 'points', points) order by starts_at desc) as form
          from (select *, row_number() over (partition by season, driver_id order by starts_at desc) as n from car where code = 'R') as race
         where n <= 5 group by season, driver_id)
      insert into driver_statistic (season, driver_id, starts, wins, podiums, poles, fastest_laps, retirements, points,
             grid_sum, grids, finish_sum, finishes, form, refreshed_at)
      select car.season, car.driver_id,
             count(*) filter (where code = 'R' and finish <> 'DID_NOT_START'),
             count(*) filter (where code = 'R' and finish = 'CLASSIFIED' and position = 1),
             count(*) filter (where code = 'R' and finish = 'CLASSIFIED' and position <= 3),
             count(*) filter (where code = 'Q' and finish = 'CLASSIFIED' and position = 1),
             count(*) filter (where code = 'R' and quickest.driver_id is not null),
             count(*) filter (where code = 'R' and finish in ('RETIRED', 'NOT_CLASSIFIED')),
             coalesce(sum(points) filter (where code in ('R', 'S')), 0),
             coalesce(sum(grid) filter (where code = 'R' and grid > 0), 0), count(*) filter (where code = 'R' and grid > 0),
             coalesce(sum(position) filter (where code = 'R' and finish = 'CLASSIFIED'), 0),
             count(*) filter (where code = 'R' and finish = 'CLASSIFIED'),
             coalesce((array_agg(lately.form))[1], '[]'), $1::timestamptz
        from car
             left join quickest on quickest.race_id = car.race_id and quickest.driver_id = car.driver_id
             left join lately on lately.season = car.season and lately.driver_id = car.driver_id
       group by car.season, car.driver_id
      """;
  private static final String FANTASY = """
      update driver_statistic d
         set fantasy_points = u.points, fantasy_rounds = u.rounds, owners = u.owners, teams = u.teams
        from unnest($1::int[], $2::text[], $3::int[], $4::int[], $5::int[], $6::int[])
             as u (season, driver_id, points, rounds, owners, teams)
       where (d.season, d.driver_id) = (u.season, u.driver_id)
      """;

  /** Replaces all of them. @param game what they were worth to their fantasy teams; answers how many drivers' seasons there are */
  public Future<Integer> refresh(SqlConnection tx, List<DriverTotal> game, Instant at) {
    return tx.query("delete from driver_statistic").execute()
        .compose(v -> tx.preparedQuery(REFRESH).execute(Tuple.of(utc(at)))).map(rows -> rows.rowCount())
        .compose(count -> tx.preparedQuery(FANTASY).execute(Tuple.of(
            game.stream().map(DriverTotal::season).toArray(Integer[]::new), game.stream().map(DriverTotal::driverId).toArray(String[]::new),
            game.stream().map(DriverTotal::points).toArray(Integer[]::new), game.stream().map(DriverTotal::rounds).toArray(Integer[]::new),
            game.stream().map(DriverTotal::owners).toArray(Integer[]::new), game.stream().map(DriverTotal::teams).toArray(Integer[]::new)))
            .map(count));
  }
}
