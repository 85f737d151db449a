package dev.paddock.fantasy.rules;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The teams of a season, once, and which line-up each fielded in the rounds that are known, by the field's id.
 * All columns are of the same teams: rounds can be added up without looking for anybody.
 */
public record Roster(long[] teams, Map<Long, int[]> picks) {
  public static final Roster EMPTY = new Roster(new long[0], Map.of());

  public Roster {
    picks = Map.copyOf(picks);
  }

  /** With one more round; who is new has had no line-up in the others. */
  public Roster with(long field, Fielded fielded) {
    var all = union(teams, fielded.teams());
    var columns = new HashMap<Long, int[]>();
    picks.forEach((id, pick) -> columns.put(id, all == teams ? pick : Weekend.carried(pick, teams, all)));
    columns.put(field, Arrays.equals(all, fielded.teams()) ? fielded.pick() : Weekend.carried(fielded.pick(), fielded.teams(), all));
    return new Roster(all, columns);
  }

  /** The first of them, if it has all. */
  private static long[] union(long[] some, long[] others) {
    var all = new long[some.length + others.length];
    int size = 0;
    for (int i = 0, j = 0; i < some.length || j < others.length; ) {
      boolean first = j == others.length || i < some.length && some[i] <= others[j];
      if (first && j < others.length && some[i] == others[j]) j++;
      all[size++] = first ? some[i++] : others[j++];
    }
    return size == some.length ? some : Arrays.copyOf(all, size);
  }

  /** Bytes that it takes, roughly. */
  public long weight() {
    return 8L * teams.length + 4L * teams.length * picks.size();
  }
}
