package dev.paddock.f1.rules.timing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What the stream has said of one car. It sends what changes: a value that is the same as the last one comes with a snapshot of the whole
 * state, which may be repeated at any time, and is no news.
 */
public final class Heard {
  private final List<Delta> lines = new ArrayList<>();
  private final int[] last = new int[News.COUNT];

  public Heard() {
    Arrays.fill(last, Delta.UNSAID);
  }

  /** The next line, which is kept and stripped of what is no news. */
  public void hear(Delta line) {
    if (line.news(last)) lines.add(line);
  }

  List<Delta> lines() {
    return Collections.unmodifiableList(lines);
  }
}
