package dev.paddock.bench;

import dev.paddock.db.Database;
import dev.paddock.fantasy.Node;
import java.util.function.Consumer;

/** What the first score of a round begins with: every team's line-up is read, once, and packed. */
final class Reading {
  // Each team has one since the first round, every other team another since the second.
  private static final String LINEUPS = """
      insert into lineup (team_id, season, round, drivers, captain, vice, saved_at)
      select id, 2025, round, five.drivers, five.drivers[1 + id % 5], five.drivers[1 + (id + 1) % 5], '2025-03-01T00:00Z'
        from team, generate_series(1, 2) round,
             lateral (select array_agg(format('driver_%s', lpad((1 + (id / 4 + k * (array[1, 3, 7, 9])[1 + id % 4]) % 20)::text, 2, '0'))) as drivers
                        from generate_series(0, 4) k) five
       where round = 1 or id % 2 = 0;
      analyze lineup""";

  private Reading() {}

  static void measure(Node node, Database database, int teams, Consumer<String> progress, Report report) {
    progress.accept("saving a line-up for each of %,d teams".formatted(teams));
    BenchPostgres.execute(database, LINEUPS);
    progress.accept("reading them");
    long began = System.nanoTime();
    var fielded = node.game.lineups().of(Crowd.SEASON, 2, "classic").await();
    double seconds = (System.nanoTime() - began) / 1e9;
    report.add(Row.of("the line-ups of all teams at a lock are read in", seconds, "s"));
    report.add(Row.of("teams that were not read", teams - fielded.teams().length, "").atMost(0));
  }
}
