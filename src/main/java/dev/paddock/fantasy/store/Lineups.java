package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.RoundLineups;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Reads line-ups. The one in force in a round is the latest that holds from that round or an earlier one. */
public final class Lineups {
  private static final String OF_ROUND = """
      select * from (
        select distinct on (team_id) team_id, array_to_string(drivers, ',') as drivers, captain, vice
          from lineup where season = $1::int and round <= $2::int
         order by team_id, round desc) as latest
       where drivers <> ''""";
  private static final String OF_TEAM = """
      select array_to_string(drivers, ',') as drivers, captain, vice
        from lineup where team_id = $1::bigint and round <= $2::int and drivers <> '{}'
       order by round desc limit 1""";

  private final SqlClient client;

  public Lineups(SqlClient client) {
    this.client = client;
  }

  /** Who fields what in a round, every distinct line-up once. */
  public Future<RoundLineups> of(int season, int round) {
    return client.preparedQuery(OF_ROUND).execute(Tuple.of(season, round)).map(rows -> {
      var teams = new long[rows.size()];
      var picks = new int[rows.size()];
      var seen = new HashMap<String, Integer>();
      var distinct = new ArrayList<Lineup>();
      int i = 0;
      for (var row : rows) {
        teams[i] = row.getLong("team_id");
        var key = row.getString("drivers") + ';' + row.getString("captain") + ';' + row.getString("vice");
        picks[i++] = seen.computeIfAbsent(key, unseen -> {
          distinct.add(lineup(row));
          return distinct.size() - 1;
        });
      }
      return new RoundLineups(round, teams, picks, List.copyOf(distinct));
    });
  }

  /** A team's line-up in a round; empty when it had none yet. */
  public Future<Optional<Lineup>> of(long team, int round) {
    return client.preparedQuery(OF_TEAM).execute(Tuple.of(team, round))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(lineup(rows.iterator().next())));
  }

  private static Lineup lineup(Row row) {
    return new Lineup(List.of(row.getString("drivers").split(",")), row.getString("captain"), row.getString("vice"));
  }
}
