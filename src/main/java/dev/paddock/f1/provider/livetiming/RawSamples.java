package dev.paddock.f1.provider.livetiming;

import static dev.paddock.f1.rules.telemetry.TimeBase.TICKS_PER_MS;

import dev.paddock.f1.rules.telemetry.Samples;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import dev.paddock.f1.rules.telemetry.TimeBase;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The samples of one channel of a session, as they arrived: numbers in columns, car by car, before anybody knows session time 0. A race
 * has half a million of them, in some 20 MB.
 */
final class RawSamples {
  /** More are no session: they would be nine hours of twenty cars. */
  static final int MOST_SAMPLES = 3_000_000;

  private static final int MOST_ENTRIES = 1_000_000;

  private static final long NOT_DATED = Long.MIN_VALUE;

  private final Channel channel;
  private final Map<Integer, Columns> cars = new TreeMap<>();
  private long[] taken = new long[1024];
  private int[] arrived = new int[1024];
  private int entries;
  private int samples;
  private int undecoded;

  /** The stream is refused, not only a line of it. */
  static final class TooMany extends IOException {
    private static final long serialVersionUID = 1L;

    TooMany(String message) {
      super(message);
    }
  }

  RawSamples(Channel channel) {
    this.channel = channel;
  }

  Channel channel() {
    return channel;
  }

  Set<Integer> cars() {
    return new TreeSet<>(cars.keySet());
  }

  int size() {
    return samples;
  }

  /** Lines that were left out. */
  int undecoded() {
    return undecoded;
  }

  void undecoded(int lines) {
    undecoded += lines;
  }

  int entries() {
    return entries;
  }

  /** Begins an entry; until it is dated it does not count. */
  void begin(int arrivedMs) throws TooMany {
    if (entries == MOST_ENTRIES) throw new TooMany("more than " + MOST_ENTRIES + " entries");
    if (entries == taken.length) {
      taken = Arrays.copyOf(taken, entries * 2);
      arrived = Arrays.copyOf(arrived, entries * 2);
    }
    taken[entries] = NOT_DATED;
    arrived[entries++] = arrivedMs;
  }

  void date(long ticks) {
    taken[entries - 1] = ticks;
  }

  /** A sample of the entry that was begun last. @param values copied */
  void add(int car, int[] values) throws TooMany {
    if (++samples > MOST_SAMPLES) throw new TooMany("more than " + MOST_SAMPLES + " samples");
    cars.computeIfAbsent(car, c -> new Columns(channel.columns())).add(entries - 1, values);
  }

  /** Their line could not be read to its end: nothing of it counts. @param before how many entries there were before it */
  void drop(int before) {
    undecoded++;
    for (int e = before; e < entries; e++) taken[e] = NOT_DATED;
  }

  /** Of the entries that are dated: taken less arrived, in ticks. */
  long[] offsets() {
    var offsets = new long[entries];
    int count = 0;
    for (int e = 0; e < entries; e++) if (taken[e] != NOT_DATED) offsets[count++] = taken[e] - (long) arrived[e] * TICKS_PER_MS;
    return Arrays.copyOf(offsets, count);
  }

  /** The samples of one car in the order of session time; of several at the same ms the last that came. */
  Samples of(int car, TimeBase base) {
    var columns = cars.get(car);
    if (columns == null) return Samples.none(channel);
    var order = new long[columns.size];
    int count = 0;
    for (int i = 0; i < columns.size; i++) {
      int entry = columns.entry[i];
      var at = taken[entry] == NOT_DATED ? null : base.at(taken[entry], arrived[entry]);
      if (at != null) order[count++] = (long) at << 32 | i;
    }
    Arrays.sort(order, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) if (i + 1 == count || order[i] >> 32 != order[i + 1] >> 32) order[kept++] = order[i];
    var at = new int[kept];
    var values = new int[channel.columns()][kept];
    for (int i = 0; i < kept; i++) {
      at[i] = (int) (order[i] >> 32);
      for (int c = 0; c < values.length; c++) values[c][i] = columns.values[c][(int) order[i]];
    }
    return new Samples(channel, at, values);
  }

  private static final class Columns {
    private final int[][] values;
    private int[] entry = new int[256];
    private int size;

    Columns(int columns) {
      values = new int[columns][256];
    }

    void add(int toEntry, int[] sample) {
      if (size == entry.length) {
        int larger = size + (size >> 1);
        entry = Arrays.copyOf(entry, larger);
        for (int c = 0; c < values.length; c++) values[c] = Arrays.copyOf(values[c], larger);
      }
      entry[size] = toEntry;
      for (int c = 0; c < values.length; c++) values[c][size] = sample[c];
      size++;
    }
  }
}
