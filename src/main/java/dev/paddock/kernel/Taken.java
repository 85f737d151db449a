package dev.paddock.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all nodes took of a provider's quota lately, by measure. Immutable; packed it is what the database keeps. */
public record Taken(Map<String, List<Tally.Entry>> measures) {
  public static final Taken NOTHING = new Taken(Map.of());

  private static final int ENTRY = Long.BYTES + 2 * Integer.BYTES;

  public Taken {
    measures = Map.copyOf(measures);
  }

  List<Tally.Entry> of(String measure) {
    return measures.getOrDefault(measure, List.of());
  }

  /** Number of measures, then of each its name, the number of its entries, and they: last, amount, far. */
  public byte[] pack() {
    var sorted = new TreeMap<>(measures);
    int size = Integer.BYTES;
    for (var e : sorted.entrySet()) {
      size += 2 * Integer.BYTES + e.getKey().getBytes(StandardCharsets.UTF_8).length + ENTRY * e.getValue().size();
    }
    var out = ByteBuffer.allocate(size).putInt(sorted.size());
    sorted.forEach((measure, entries) -> {
      var name = measure.getBytes(StandardCharsets.UTF_8);
      out.putInt(name.length).put(name).putInt(entries.size());
      entries.forEach(e -> out.putLong(e.last()).putInt(e.amount()).putInt(e.far()));
    });
    return out.array();
  }

  /** No bytes at all: nothing was taken yet. */
  public static Taken unpack(byte[] packed) {
    if (packed.length == 0) return NOTHING;
    var in = ByteBuffer.wrap(packed);
    var measures = new TreeMap<String, List<Tally.Entry>>();
    for (int left = in.getInt(); left > 0; left--) {
      var name = new byte[in.getInt()];
      in.get(name);
      int count = in.getInt();
      var entries = new ArrayList<Tally.Entry>(count);
      for (int i = 0; i < count; i++) entries.add(new Tally.Entry(in.getLong(), in.getInt(), in.getInt()));
      measures.put(new String(name, StandardCharsets.UTF_8), List.copyOf(entries));
    }
    return new Taken(measures);
  }
}
