package dev.paddock.f1.rules.laps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sets of tyres that one car used. The source counts stints, but ahead of the car at times, and corrects itself for the rest of the
 * session. Rules:
 *
 * <ol>
 * <li>Tyres are changed in the pits only: a set is fitted at an entry to the pit lane, however late it is told, and does the laps after.
 * <li>One entry, one set at most. A stint that is told without an entry since the last one is a correction of the one in use.
 * <li>A message about a stint that was told before corrects it, what it does not say stays. But where the counter had run ahead, the
 *     same number with a compound after another entry is the set of that entry.
 * <li>Several stints in the first message about a car are told in hindsight: they are those of its first entries.
 * </ol>
 */
public final class TyreSets {
  /** Where a car came into the pit lane. @param at session time in ms */
  public record Entry(int at, int lap) {}

  private final List<Entry> entries;
  private final List<Told> sets = new ArrayList<>();
  private final Map<Integer, Told> byStint = new HashMap<>();
  private int free;                // the first entry after that of the set in use
  private int highest = -1;

  private TyreSets(List<Entry> entries) {
    this.entries = entries;
  }

  /** @param messages of one car, as they came; @param entries in their order, since the session's start */
  public static List<TyreSet> of(List<TyreMessage> messages, List<Entry> entries) {
    var sets = new TyreSets(entries);
    for (int from = 0, to; from < messages.size(); from = to) {
      int at = messages.get(from).at();
      for (to = from + 1; to < messages.size() && messages.get(to).at() == at; ) to++;
      sets.take(messages.subList(from, to), from == 0);
    }
    return sets.sets.stream().map(Told::set).toList();
  }

  /** @param line what was said in one moment */
  private void take(List<TyreMessage> line, boolean first) {
    for (int i = 0; i < line.size(); i++) {
      var message = line.get(i);
      var told = sets.isEmpty() ? fitted(1) : isNew(message) ? fittedAt(entry(line, i, first)) : byStint.get(message.stint());
      if (told == null) told = sets.getLast();
      byStint.put(message.stint(), told);
      highest = Math.max(highest, message.stint());
      told.say(message);
    }
  }

  private boolean isNew(TyreMessage message) {
    return message.compound() != null && message.stint() >= sets.size()
        && (message.stint() == highest || !byStint.containsKey(message.stint()));
  }

  /** The entry at which the line's {@code i}th message's set was fitted, or -1. Others in the line need entries too. */
  private int entry(List<TyreMessage> line, int i, boolean first) {
    if (first) return free < entries.size() ? free : -1;
    int last = entries.size() - 1;
    while (last >= free && entries.get(last).at() > line.get(i).at()) last--;
    int others = (int) line.stream().skip(i + 1).filter(this::isNew).count();
    return last < free ? -1 : Math.max(free, last - others);
  }

  private Told fittedAt(int entry) {
    if (entry < 0) return null;
    free = entry + 1;
    return fitted(entries.get(entry).lap() + 1);
  }

  private Told fitted(int fromLap) {
    var told = new Told(fromLap);
    sets.add(told);
    return told;
  }

  private static final class Told {
    private final int fromLap;
    private String compound = TyreMessage.UNKNOWN;
    private Boolean fresh;
    private Integer startLaps;

    private Told(int fromLap) {
      this.fromLap = fromLap;
    }

    private void say(TyreMessage message) {
      if (message.compound() != null && !message.compound().equals(TyreMessage.UNKNOWN)) compound = message.compound();
      if (message.fresh() != null) fresh = message.fresh();
      if (message.startLaps() != null) startLaps = message.startLaps();
    }

    private TyreSet set() {
      return new TyreSet(fromLap, compound, fresh, startLaps);
    }
  }
}
