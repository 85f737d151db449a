package dev.paddock.fantasy.rules;

/**
 * Which line-up every team fielded in a round, by number. Frozen with the round's lock, so it is kept once for all scores of the round.
 *
 * @param teams ids, ascending
 * @param pick  of each team: as {@link Weekend#pick}
 */
public record Fielded(long[] teams, int[] pick) {

  /** Number of teams, then for each the distance of its id from the one before and its line-up: three bytes a team or so. */
  public byte[] pack() {
    var packed = Packed.empty().add(teams.length);
    long before = 0;
    for (long team : teams) {
      packed.add(team - before);
      before = team;
    }
    for (int number : pick) packed.add(number);
    return packed.bytes();
  }

  /** Refuses bytes that {@link #pack} did not make. */
  public static Fielded unpack(byte[] bytes) {
    var packed = Packed.of(bytes);
    var teams = new long[packed.nextCount()];
    long before = 0;
    for (int i = 0; i < teams.length; i++) teams[i] = before += packed.next();
    var pick = new int[teams.length];
    for (int i = 0; i < pick.length; i++) pick[i] = packed.nextInt();
    packed.end();
    return new Fielded(teams, pick);
  }

  /** What the line-ups were worth, as {@link Weekend#worth}, in few bytes. */
  public static byte[] packWorth(int[] worth) {
    var packed = Packed.empty().add(worth.length);
    for (int points : worth) packed.add(points);
    return packed.bytes();
  }

  /** Refuses bytes that {@link #packWorth} did not make. */
  public static int[] unpackWorth(byte[] bytes) {
    var packed = Packed.of(bytes);
    var worth = new int[packed.nextCount()];
    for (int i = 0; i < worth.length; i++) worth[i] = packed.nextInt();
    packed.end();
    return worth;
  }
}
