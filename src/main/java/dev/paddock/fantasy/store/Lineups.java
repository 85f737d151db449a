package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.Chip;
import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.RoundLineups;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/**
 * Reads line-ups. The one in force in a round is the latest that holds from that round or an earlier one, but for a limitless one, which
 * holds in its own round alone. Chips and charged transfers count in the round they were saved for.
 */
public final class Lineups {
  private static final String COLUMNS = """
      array_to_string(drivers, ',') as drivers, captain, vice, array_to_string(constructors, ',') as constructors,
      case when round = $2::int then chip end as chip, case when round = $2::int then transfers else 0 end as charged""";
  private static final String OF_ROUND = """
      select * from (
        select distinct on (team_id) team_id, %s
          from lineup where season = $1::int and round <= $2::int and team_id in (select t.id from team t where t.rule_set = $3::text)
         order by team_id, (chip = 'limitless' and round < $2::int) is true, round desc) as latest
       where drivers <> ''""".formatted(COLUMNS);
  private static final String OF_TEAM = """
      select %s
        from lineup where team_id = $1::bigint and round <= $2::int and drivers <> '{}'
       order by (chip = 'limitless' and round < $2::int) is true, round desc limit 1""".formatted(COLUMNS);

  private final SqlClient client;

  public Lineups(SqlClient client) {
    this.client = client;
  }

  /** Which of a rule set's teams fields what in a round, every distinct line-up once. No row is kept longer than it takes to count it. */
  public Future<RoundLineups> of(int season, int round, String ruleSet) {
    return client.preparedQuery(OF_ROUND).collecting(Fielding.COLLECTOR).execute(Tuple.of(season, round, ruleSet))
        .map(read -> read.value().lineups(round));
  }

  /** A team's line-up in a round; empty when it had none yet. */
  public Future<Optional<Lineup>> of(long team, int round) {
    return client.preparedQuery(OF_TEAM).execute(Tuple.of(team, round))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(lineup(rows.iterator().next())));
  }

  /** Of a row with drivers, captain, vice, constructors, chip and charged. */
  static Lineup lineup(Row row) {
    return new Lineup(ids(row.getString("drivers")), row.getString("captain"), row.getString("vice"), ids(row.getString("constructors")),
        Optional.ofNullable(row.getString("chip")).flatMap(Chip::of), row.getInteger("charged"));
  }

  static List<String> ids(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(","));
  }
}
