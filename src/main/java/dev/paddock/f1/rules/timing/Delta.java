package dev.paddock.f1.rules.timing;

import java.util.Arrays;

/**
 * What one line said of one car. The stream sends what changed and nothing else: what a line does not say stays as it was, which is
 * something else than an empty text.
 */
public final class Delta {
  /** Not said. */
  public static final int UNSAID = Integer.MIN_VALUE;
  /** Said to be empty. */
  public static final int BLANK = Integer.MIN_VALUE + 1;
  /** The gap of the car in front. */
  public static final int LEADER = Integer.MIN_VALUE + 2;

  private final int at;
  private final int[] said;

  private Delta(int at, int[] said) {
    this.at = at;
    this.said = said;
  }

  /** A line that says nothing. @param at session time in ms */
  public static Delta at(int at) {
    var said = new int[News.COUNT];
    Arrays.fill(said, UNSAID);
    return new Delta(at, said);
  }

  /** Says it; what was said before of the same is overwritten. */
  public Delta say(News what, int value) {
    said[what.ordinal()] = value;
    return this;
  }

  public int at() {
    return at;
  }

  /** The value, {@link #BLANK} or {@link #UNSAID}. */
  int get(News what) {
    return said[what.ordinal()];
  }

  /** Whether it says a value. */
  boolean has(News what) {
    return get(what) > LEADER;
  }

  /** Whether it says this of a flag. */
  boolean is(News flag, boolean value) {
    return get(flag) == (value ? 1 : 0);
  }

  /** Forgets what equals the last that was said, and takes note of the rest; false if nothing is left. A gap counts when it is told. */
  boolean news(int[] last) {
    boolean any = get(News.GAP) != UNSAID;
    for (int i = 0; i < said.length; i++) {
      if (i == News.GAP.ordinal()) continue;
      if (said[i] == last[i]) said[i] = UNSAID;
      else if (said[i] != UNSAID) {
        last[i] = said[i];
        any = true;
      }
    }
    return any;
  }
}
