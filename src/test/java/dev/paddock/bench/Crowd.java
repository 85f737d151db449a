package dev.paddock.bench;

import dev.paddock.db.Database;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.RoundLineups;
import dev.paddock.fantasy.store.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Very many teams with the line-ups of a season, drawn in memory from one seed. Four teams in five are there in the first round and the
 * others join over the season; one in five never changes its line-up, the others one round in eight. What they field is taken from
 * {@value #LINEUPS} line-ups of which a few are liked by many, as people's choices are.
 */
final class Crowd {
  static final int SEASON = 2025;
  static final int LINEUPS = 40_000;

  private static final String PEOPLE = """
      insert into player (id, name, joined_at) select n, 'Player ' || n, '2025-03-01T00:00Z' from generate_series(1, %1$d) n;
      insert into team (id, player_id, season, name, rule_set) select n, n, 2025, 'Team ' || n, 'classic' from generate_series(1, %1$d) n;
      analyze player;
      analyze team""";

  private final int teams;
  private final int rounds;
  private final List<Lineup> lineups;
  private final int[] current;
  private final Random random;

  Crowd(int teams, int rounds, long seed) {
    this.teams = teams;
    this.rounds = rounds;
    this.random = new Random(seed);
    this.lineups = lineups(random);
    this.current = random.ints(teams).map(any -> liked()).toArray();
  }

  private static List<Lineup> lineups(Random random) {
    var all = new LinkedHashSet<Lineup>();
    var drivers = new ArrayList<>(FakeFormula1.DRIVERS);
    while (all.size() < LINEUPS) {
      Collections.shuffle(drivers, random);
      all.add(new Lineup(drivers.subList(0, 5), drivers.get(0), drivers.get(1)));
    }
    return List.copyOf(all);
  }

  /** Squared: the first hundredth of the line-ups is a tenth of all choices. */
  private int liked() {
    double chance = random.nextDouble();
    return (int) (chance * chance * LINEUPS);
  }

  /** Makes the players and teams, and freezes each round's line-ups; hands each round on. */
  void settle(Database database, Fields fields, Consumer<RoundLineups> also) {
    BenchPostgres.execute(database, PEOPLE.formatted(teams));
    draw(lineups -> {
      fields.freeze(SEASON, "classic", lineups).await();
      also.accept(lineups);
    });
  }

  /** Hands on what was fielded in each round; once only, for one crowd. */
  void draw(Consumer<RoundLineups> round) {
    for (int number = 1; number <= rounds; number++) round.accept(fielded(number));
  }

  private RoundLineups fielded(int round) {
    if (round > 1) change();
    int there = teams * 4 / 5 + (int) ((long) teams / 5 * (round - 1) / Math.max(1, rounds - 1));
    var seen = new int[LINEUPS];
    Arrays.fill(seen, -1);
    var distinct = new ArrayList<Lineup>();
    var picks = new int[there];
    for (int team = 0; team < there; team++) {
      if (seen[current[team]] < 0) {
        seen[current[team]] = distinct.size();
        distinct.add(lineups.get(current[team]));
      }
      picks[team] = seen[current[team]];
    }
    return new RoundLineups(round, LongStream.rangeClosed(1, there).toArray(), picks, distinct);
  }

  private void change() {
    for (int team = 0; team < teams; team++) if (team % 5 != 0 && random.nextInt(8) == 0) current[team] = liked();
  }
}
