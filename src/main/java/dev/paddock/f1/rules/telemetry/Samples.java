package dev.paddock.f1.rules.telemetry;

import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import java.util.Arrays;
import java.util.List;

/**
 * Samples of one car as columns: there are half a million a race. Times ascend strictly, arrays are not to be changed by anybody.
 *
 * @param at     session time in ms
 * @param values by column, see the constants; {@link #ABSENT}: the source did not say
 */
public record Samples(Channel channel, int[] at, int[][] values) {
  public static final int ABSENT = Integer.MIN_VALUE;

  /** Columns of {@link Channel#CAR}: 1/min, km/h, 0 to 8, 0 to 100 %, 0 or 100, and the wing: 8 eligible, 10, 12 and 14 open. */
  public static final int RPM = 0;
  public static final int SPEED = 1;
  public static final int GEAR = 2;
  public static final int THROTTLE = 3;
  public static final int BRAKE = 4;
  public static final int DRS = 5;

  /** Columns of {@link Channel#POSITION}: 0 on the track, 1 off it; 1/10 m from the circuit's own origin. */
  public static final int STATUS = 0;
  public static final int X = 1;
  public static final int Y = 2;
  public static final int Z = 3;

  /** What the car sends for throttle and brake when it does not know. */
  public static final int INVALID = 104;

  public Samples {
    if (values.length != channel.columns()) throw new IllegalArgumentException(channel + " has " + channel.columns() + " columns");
    for (var column : values) if (column.length != at.length) throw new IllegalArgumentException("columns of different lengths");
    for (int i = 1; i < at.length; i++) if (at[i] <= at[i - 1]) throw new IllegalArgumentException("times do not ascend at " + i);
  }

  public static Samples none(Channel channel) {
    return new Samples(channel, new int[0], new int[channel.columns()][0]);
  }

  /** Several of one channel, each after the one before; where they overlap the later ones go without their beginning. */
  public static Samples join(Channel channel, List<Samples> parts) {
    var joined = none(channel);
    for (var part : parts) {
      int from = joined.size() == 0 ? 0 : part.firstFrom(joined.at[joined.size() - 1] + 1);
      joined = joined.plus(part.slice(from, part.size()));
    }
    return joined;
  }

  public int size() {
    return at.length;
  }

  /** The index of the first sample at or after this session time; {@link #size()}: there is none. */
  public int firstFrom(int time) {
    int found = Arrays.binarySearch(at, time);
    return found >= 0 ? found : -found - 1;
  }

  /** The index of the last sample at or before this session time; -1: there is none. */
  public int lastUntil(int time) {
    return time == Integer.MAX_VALUE ? size() - 1 : firstFrom(time + 1) - 1;
  }

  /** @param to exclusive */
  public Samples slice(int from, int to) {
    if (from == 0 && to == at.length) return this;
    var cut = new int[values.length][];
    for (int c = 0; c < values.length; c++) cut[c] = Arrays.copyOfRange(values[c], from, to);
    return new Samples(channel, Arrays.copyOfRange(at, from, to), cut);
  }

  /** From one sample before this window to one after it, as far as there are any. */
  public Samples around(int start, int end) {
    return slice(Math.max(0, firstFrom(start) - 1), Math.min(size(), lastUntil(end) + 2));
  }

  private Samples plus(Samples later) {
    if (size() == 0) return later;
    if (later.size() == 0) return this;
    var both = new int[values.length][];
    for (int c = 0; c < values.length; c++) both[c] = concat(values[c], later.values[c]);
    return new Samples(channel, concat(at, later.at), both);
  }

  private static int[] concat(int[] a, int[] b) {
    var both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
