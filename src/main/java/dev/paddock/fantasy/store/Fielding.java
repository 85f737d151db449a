package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.RoundLineups;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;

/** The line-ups of a round as they come from the database, team by team: twelve bytes a team, and each distinct line-up once. */
final class Fielding {
  /** Takes rows one by one as they arrive. */
  static final Collector<Row, Fielding, Fielding> COLLECTOR = Collector.of(Fielding::new, Fielding::add, (one, other) -> {
    throw new UnsupportedOperationException("rows come in one stream");
  }, Collector.Characteristics.IDENTITY_FINISH);

  private static final int TEAMS = 1024;

  private final Map<Lineup, Integer> seen = new HashMap<>();
  private final List<Lineup> distinct = new ArrayList<>();
  private long[] teams = new long[TEAMS];
  private int[] picks = new int[TEAMS];
  private int size;

  /** @param row of a team that comes after those before it */
  void add(Row row) {
    if (size == teams.length) {
      teams = Arrays.copyOf(teams, 2 * size);
      picks = Arrays.copyOf(picks, 2 * size);
    }
    teams[size] = row.getLong("team_id");
    picks[size++] = seen.computeIfAbsent(Lineups.lineup(row), unseen -> {
      distinct.add(unseen);
      return distinct.size() - 1;
    });
  }

  RoundLineups lineups(int round) {
    return new RoundLineups(round, Arrays.copyOf(teams, size), Arrays.copyOf(picks, size), List.copyOf(distinct));
  }
}
