package dev.paddock.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * What was taken lately, oldest first, in microseconds since 1970. Takes of the same grain are kept as one, which counts from the
 * beginning of its grain and until its last take is over: never less than what it was. Not thread-safe.
 */
final class Tally {
  private final long grain;
  private final List<Entry> entries;

  /** @param far how much of {@code amount} was taken by calls that are far from their start */
  record Entry(long last, int amount, int far) {}

  /** @param grain 0: only takes of the same microsecond are kept as one */
  Tally(long grain, List<Entry> entries) {
    this.grain = Math.max(1, grain);
    this.entries = new ArrayList<>(entries);
  }

  List<Entry> entries() {
    return entries;
  }

  void add(long at, int amount, int far) {
    var last = entries.isEmpty() ? null : entries.getLast();
    if (last == null || begin(last) + grain <= at) entries.add(new Entry(at, amount, far));
    else entries.set(entries.size() - 1, new Entry(Math.max(last.last(), at), last.amount() + amount, last.far() + far));
  }

  /** What was taken at {@code from} turns out to count as if it was taken at {@code to}. */
  void move(long from, long to, int amount, int far) {
    for (int i = 0; i < entries.size(); i++) {
      var e = entries.get(i);
      if (begin(e) > from || e.last() < from || e.amount() < amount || e.far() < far) continue;
      if (e.amount() == amount) entries.remove(i);
      else entries.set(i, new Entry(e.last(), e.amount() - amount, e.far() - far));
      break;
    }
    add(to, amount, far);
  }

  void forget(long upTo) {
    int gone = 0;
    while (gone < entries.size() && entries.get(gone).last() <= upTo) gone++;
    entries.subList(0, gone).clear();
  }

  /** Since when there is something; {@code now} if there is nothing. */
  long since(long now) {
    return entries.isEmpty() ? now : begin(entries.getFirst());
  }

  long amount(long after) {
    return entries.stream().filter(e -> e.last() > after).mapToLong(Entry::amount).sum();
  }

  long far(long after) {
    return entries.stream().filter(e -> e.last() > after).mapToLong(Entry::far).sum();
  }

  /** When so much of what was taken after {@code after} is {@code window} ago that no more than {@code room} is left. */
  long shrinksTo(long room, boolean far, long after, long window) {
    long left = far ? far(after) : amount(after);
    for (var e : entries) {
      if (e.last() <= after) continue;
      left -= far ? e.far() : e.amount();
      if (left <= room) return e.last() + window;
    }
    return entries.isEmpty() ? after + window : entries.getLast().last() + window;
  }

  /** What counts from {@code from} to before {@code to}, when each take may arrive from {@code early} before to {@code late} after it. */
  Entry touching(long from, long to, long early, long late) {
    int amount = 0;
    int far = 0;
    for (var e : entries) {
      if (begin(e) - early >= to || e.last() + late < from) continue;
      amount += e.amount();
      far += e.far();
    }
    return new Entry(from, amount, far);
  }

  private long begin(Entry e) {
    return Math.floorDiv(e.last(), grain) * grain;
  }
}
