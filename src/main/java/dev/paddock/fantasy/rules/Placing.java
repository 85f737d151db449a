package dev.paddock.fantasy.rules;

import java.util.Arrays;
import java.util.List;

/** Where so many points would stand among teams: one behind each that has more. Equal totals share a rank; no countback is taken. */
public record Placing(int rank, int of, int points) {
  /**
   * In a round.
   *
   * @param team whose points they would be instead of its own; 0: of one more team
   */
  public static Placing round(Weekend weekend, long team, int points) {
    int ahead = 0;
    int others = 0;
    for (int i = 0; i < weekend.teams().length; i++) {
      if (!weekend.fielded(i) || weekend.teams()[i] == team) continue;
      others++;
      if (weekend.points(i) > points) ahead++;
    }
    return new Placing(ahead + 1, others + 1, points);
  }

  /** In a season up to its last round, with these points in {@code played}. All weekends are of the same teams. */
  public static Placing season(List<Weekend> weekends, Weekend played, long team, int points) {
    var teams = played.teams();
    int own = points;
    for (var weekend : weekends) if (weekend != played) own += weekend.pointsOf(team);
    int ahead = 0;
    int others = 0;
    for (int i = 0; i < teams.length; i++) {
      if (teams[i] == team) continue;
      int total = 0;
      for (var weekend : weekends) total += weekend.points(i);
      others++;
      if (total > own) ahead++;
    }
    return new Placing(ahead + 1, others + 1, own);
  }

  /** In a season among {@code members} (ids, ascending) alone; who had a line-up in none of these weekends does not count. */
  public static Placing league(List<Weekend> weekends, Weekend played, long[] members, long team, int points) {
    var ranked = Arrays.stream(members).filter(member -> weekends.stream().anyMatch(weekend -> weekend.has(member))).toArray();
    var among = weekends.stream().map(weekend -> weekend.over(ranked)).toList();
    return season(among, among.get(weekends.indexOf(played)), team, points);
  }
}
