package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.session.LapCount;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** {@code LapCount}: the leader's lap and how many there are; of the two only what changed is sent. */
public final class LapCountStream {
  private LapCountStream() {}

  public static Parsed<List<LapCount>> parse(InputStream in) throws IOException {
    var merge = new DeltaMerge();
    var counts = new ArrayList<LapCount>();
    int undecodable = JsonLines.read(in, (at, json) -> {
      if (!merge.apply(json)) return;
      var count = new LapCount(at, Values.whole(merge.state(), "CurrentLap"), Values.whole(merge.state(), "TotalLaps"));
      boolean news = counts.isEmpty() ? count.current() != null || count.total() != null : !sameLaps(counts.getLast(), count);
      if (news) counts.add(count);
    });
    return new Parsed<>(List.copyOf(counts), undecodable, merge.refused());
  }

  private static boolean sameLaps(LapCount one, LapCount other) {
    return new LapCount(other.at(), one.current(), one.total()).equals(other);
  }
}
