package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.Lineup;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The line-ups that hold in a round, of many teams at once. */
public final class StandingLineups {
  private static final String HOLD = """
      select distinct on (team_id) team_id, array_to_string(drivers, ',') as drivers, captain, vice
        from lineup where team_id = any ($1::bigint[]) and round <= $2::int and drivers <> '{}' order by team_id, round desc""";

  private final SqlClient client;

  public StandingLineups(SqlClient client) {
    this.client = client;
  }

  /** By team; those that never saved one are left out. */
  public Future<Map<Long, Lineup>> of(Collection<Long> teams, int round) {
    return client.preparedQuery(HOLD)
        .collecting(Collectors.toUnmodifiableMap((Row r) -> r.getLong("team_id"), r ->
            new Lineup(List.of(r.getString("drivers").split(",")), r.getString("captain"), r.getString("vice"))))
        .execute(Tuple.of(teams.toArray(Long[]::new)).addInteger(round)).map(found -> found.value());
  }
}
