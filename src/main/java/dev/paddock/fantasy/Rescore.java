package dev.paddock.fantasy;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.RoundLineups;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.rules.Scoring;
import dev.paddock.fantasy.rules.Standings;
import dev.paddock.fantasy.rules.Weekend;
import dev.paddock.fantasy.rules.WeekendScore;
import dev.paddock.fantasy.rules.WeekendScore.TeamLine;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.Results;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proves a season's scores: computes every board again from line-ups, latest results and rules, and compares it with what is stored.
 * Trusts nothing that scoring kept: reads line-ups and results anew, explains from the stored lines, ranks in another way.
 */
public final class Rescore {
  /**
   * @param rescoredEqual   every board computed again has the same rows
   * @param linesSum        every team's explained lines sum to its points, in every round
   * @param ranksConsistent ranks follow total, countback, shared ranks; rows within one follow the team id
   * @param difference      the first that was found
   */
  public record Verdict(boolean rescoredEqual, boolean linesSum, boolean ranksConsistent, Optional<String> difference) {}

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Bus bus;
  private final GameStore game;
  private final RuleSet rules;

  public Rescore(Bus bus, GameStore game, RuleSet rules) {
    this.bus = bus;
    this.game = game;
    this.rules = rules;
  }

  /** Awaits: to be called on a virtual thread or outside of Vert.x. Assumes that nothing is being scored meanwhile. */
  public Verdict check(int season) {
    var found = new Findings();
    var weekends = new ArrayList<Weekend>();
    var scoredBoards = new HashSet<String>();
    for (var race : bus.ask(Formula1.SEASON, new Formula1.GetSeason(season), PATIENCE).await().races()) {
      var results = bus.ask(Formula1.ROUND, new Formula1.GetRound(race.raceId() + "-R"), PATIENCE).await().sessions();
      if (results.isEmpty()) continue;
      var fielded = game.lineups().of(season, race.round(), rules.id()).await();
      var weekend = fielded.score(new WeekendScore(rules,
          results.stream().map(result -> Scoring.score(rules, Results.classification(result))).toList()));
      weekends.add(weekend);
      var board = BoardName.round(race.raceId(), rules.id());
      scoredBoards.add(board);
      stored(board, Standings.round(weekend), found).ifPresent(rows -> {
        found.ranks(board, rows, List.of(rows.weekend(race.round())));
        found.lines(board, rows, fielded, new WeekendScore(rules, game.scores().ofRace(race.raceId(), rules.id()).await()));
      });
    }
    for (var round : game.boards().rounds(season, rules.id()).await()) {
      if (!scoredBoards.contains(round.name())) found.unequal(round.name() + " is stored, but its race has no result");
    }
    var total = BoardName.season(season, rules.id());
    if (!weekends.isEmpty()) stored(total, Standings.season(weekends), found).ifPresent(rows -> found.ranks(total, rows, weekends));
    return found.verdict();
  }

  private Optional<BoardSnapshot> stored(String name, BoardSnapshot expected, Findings found) {
    var board = game.boards().current(name).await();
    if (board.isEmpty()) {
      found.unequal(name + " is not stored");
      return Optional.empty();
    }
    var rows = game.boards().stored(board.get()).await();
    if (!rows.equals(expected)) found.unequal(name + " " + firstDifference(rows, expected));
    return Optional.of(rows);
  }

  private static String firstDifference(BoardSnapshot stored, BoardSnapshot expected) {
    for (int row = 0; row < Math.min(stored.size(), expected.size()); row++) {
      if (stored.row(row).equals(expected.row(row))) continue;
      return "row " + row + ": stored " + stored.row(row) + ", computed " + expected.row(row);
    }
    return "has " + stored.size() + " rows, computed " + expected.size();
  }

  private static final class Findings {
    private boolean equal = true;
    private boolean sums = true;
    private boolean ranks = true;
    private Optional<String> first = Optional.empty();

    void unequal(String what) {
      equal = false;
      note(what);
    }

    /** Every distinct line-up is explained once; each of its teams must have that sum. */
    void lines(String board, BoardSnapshot rows, RoundLineups fielded, WeekendScore weekend) {
      var sum = fielded.distinct().stream().mapToInt(lineup -> weekend.explain(lineup).stream().mapToInt(TeamLine::points).sum()).toArray();
      for (int i = 0; i < fielded.teams().length; i++) {
        var row = rows.ofTeam(fielded.teams()[i]);
        if (row.isPresent() && row.get().points() == sum[fielded.lineup()[i]]) continue;
        sums = false;
        note(board + ": lines of team " + fielded.teams()[i] + " sum to " + sum[fielded.lineup()[i]] + ", board has " + row);
      }
    }

    /** Each row against the one above it: that is enough, because the order is total. */
    void ranks(String board, BoardSnapshot rows, List<Weekend> weekends) {
      var results = new HashMap<Long, List<Integer>>();
      for (var weekend : weekends) {
        for (int i = 0; i < weekend.teams().length; i++) {
          results.computeIfAbsent(weekend.teams()[i], team -> new ArrayList<>()).add(weekend.points()[i]);
        }
      }
      for (int at = 0; at < rows.size(); at++) {
        if (follows(at == 0 ? null : rows.row(at - 1), rows.row(at), at, results, weekends.size())) continue;
        ranks = false;
        note(board + ": row " + at + " has no business there: " + rows.row(at));
      }
    }

    private static boolean follows(BoardSnapshot.Row above, BoardSnapshot.Row row, int at, Map<Long, List<Integer>> results, int rounds) {
      var mine = countback(results, row.team(), rounds);
      if (mine.stream().mapToInt(Integer::intValue).sum() != row.points()) return false;
      if (above == null) return row.rank() == 1;
      var theirs = countback(results, above.team(), rounds);
      int ahead = Integer.compare(above.points(), row.points());
      for (int i = 0; i < rounds && ahead == 0; i++) ahead = Integer.compare(theirs.get(i), mine.get(i));
      return ahead > 0 ? row.rank() == at + 1 : ahead == 0 && row.rank() == above.rank() && above.team() < row.team();
    }

    private static List<Integer> countback(Map<Long, List<Integer>> results, long team, int rounds) {
      var sorted = new ArrayList<>(results.getOrDefault(team, List.of()));
      while (sorted.size() < rounds) sorted.add(0);
      sorted.sort((a, b) -> Integer.compare(b, a));
      return sorted;
    }

    private void note(String what) {
      if (first.isEmpty()) first = Optional.of(what);
    }

    Verdict verdict() {
      return new Verdict(equal, sums, ranks, first);
    }
  }
}
