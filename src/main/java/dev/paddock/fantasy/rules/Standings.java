package dev.paddock.fantasy.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes the boards: of one round, and of the season so far. Pure: the same weekends, the same rows. */
public final class Standings {
  private Standings() {}

  /** The round alone, of those who had a line-up. No row has a previous rank. */
  public static BoardSnapshot round(Weekend weekend) {
    var teams = fielded(weekend);
    return BoardSnapshot.of(teams, Ranking.rank(teams.length, List.of(weekend.over(teams))), new int[teams.length]);
  }

  /** All rounds together, of the teams of the latest one (line-ups roll over, so nobody is lost); previous rank: before that round. */
  public static BoardSnapshot season(Collection<Weekend> weekends) {
    return sums(weekends).after(before(weekends));
  }

  /** The season without any previous rank, for those who have them made meanwhile: see {@link #before}. */
  public static BoardSnapshot sums(Collection<Weekend> weekends) {
    if (weekends.isEmpty()) return BoardSnapshot.EMPTY;
    var rounds = aligned(weekends);
    var teams = rounds.getLast().teams();
    return BoardSnapshot.of(teams, Ranking.rank(teams.length, rounds), new int[teams.length]);
  }

  /** The ranks before the latest round, of its teams by their index; 0: there was none before. */
  public static int[] before(Collection<Weekend> weekends) {
    if (weekends.isEmpty()) return new int[0];
    var rounds = aligned(weekends);
    int teams = rounds.getLast().teams().length;
    return rounds.size() == 1 ? new int[teams] : Ranking.rank(teams, rounds.subList(0, rounds.size() - 1)).rankOfTeam();
  }

  /** By round, of the teams that had a line-up in the latest one. */
  private static List<Weekend> aligned(Collection<Weekend> weekends) {
    var sorted = weekends.stream().sorted(Comparator.comparingInt(Weekend::round)).toList();
    var teams = fielded(sorted.getLast());
    return sorted.stream().map(weekend -> weekend.over(teams)).toList();
  }

  /** What a team has in these rounds (by round) together; empty if it had no line-up in the last of them. */
  public static Optional<Integer> points(List<Weekend> rounds, long team) {
    if (rounds.isEmpty() || !rounds.getLast().has(team)) return Optional.empty();
    return Optional.of(rounds.stream().mapToInt(weekend -> weekend.pointsOf(team)).sum());
  }

  /** Their ids; the very array if that is all of them. */
  private static long[] fielded(Weekend weekend) {
    int count = 0;
    for (int pick : weekend.pick()) if (pick != 0) count++;
    return count == weekend.teams().length ? weekend.teams()
        : IntStream.range(0, weekend.teams().length).filter(weekend::fielded).mapToLong(i -> weekend.teams()[i]).toArray();
  }
}
