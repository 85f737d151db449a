package dev.paddock.fantasy.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A team's way through a season: its ranks are counted, not sorted for, so that nobody else need be ranked. */
public final class History {
  /**
   * A round and the season after it, as both stand now.
   *
   * @param points of the round, hundredths; {@code total} of the season so far
   * @param rank   in the round; 0: the team had no line-up
   * @param season rank in the season after it; 0 as well
   */
  public record Round(int round, int points, int total, int rank, int season) {}

  private final List<Weekend> rounds;
  private final int me;
  private final int[] totals;

  private History(List<Weekend> rounds, int me) {
    this.rounds = rounds;
    this.me = me;
    this.totals = new int[rounds.isEmpty() ? 0 : rounds.getFirst().teams().length];
  }

  /** One entry for each of these rounds, by round. */
  public static List<Round> of(List<Weekend> weekends, long team) {
    if (weekends.isEmpty()) return List.of();
    var teams = weekends.stream().map(Weekend::teams).max(Comparator.comparingInt(ids -> ids.length)).orElseThrow();
    int me = Arrays.binarySearch(teams, team);
    if (me < 0) return weekends.stream().map(weekend -> new Round(weekend.round(), 0, 0, 0, 0)).toList();
    var history = new History(weekends.stream().map(weekend -> weekend.over(teams)).toList(), me);
    var found = new ArrayList<Round>();
    for (int i = 0; i < weekends.size(); i++) found.add(history.after(i));
    return found;
  }

  /** Called once for each round, in their order: totals grow. */
  private Round after(int index) {
    var weekend = rounds.get(index);
    for (int team = 0; team < totals.length; team++) totals[team] += weekend.points(team);
    if (!weekend.fielded(me)) return new Round(weekend.round(), 0, totals[me], 0, 0);
    int mine = weekend.points(me);
    int aheadInRound = 0;
    int ahead = 0;
    for (int team = 0; team < totals.length; team++) {
      if (!weekend.fielded(team)) continue;
      if (weekend.points(team) > mine) aheadInRound++;
      if (totals[team] > totals[me] || totals[team] == totals[me] && team != me && betterCountback(team, index)) ahead++;
    }
    return new Round(weekend.round(), mine, totals[me], 1 + aheadInRound, 1 + ahead);
  }

  private boolean betterCountback(int team, int index) {
    var theirs = weekends(team, index);
    var mine = weekends(me, index);
    for (int i = index; i >= 0; i--) if (theirs[i] != mine[i]) return theirs[i] > mine[i];
    return false;
  }

  private int[] weekends(int team, int index) {
    var weekends = new int[index + 1];
    for (int i = 0; i <= index; i++) weekends[i] = rounds.get(i).points(team);
    Arrays.sort(weekends);
    return weekends;
  }
}
