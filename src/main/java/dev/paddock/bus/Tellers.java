package dev.paddock.bus;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what each other node has told, to see when some of it got lost. What is told from several threads may overtake. A node that
 * begins again is another: the {@value #COUNTED} that were heard last are counted. Thread-safe.
 */
final class Tellers {
  static final int COUNTED = 100;

  private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
    @Override protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
      return size() > COUNTED;
    }
  };

  private static final class Count {
    long before;
    long heard;
    long highest;

    boolean complete() {
      return highest - before == heard;
    }
  }

  /** A node's first word counts from there: what it said before we came was not for us. Answers whether nothing is missing now. */
  synchronized boolean heard(String teller, long number) {
    var count = counts.computeIfAbsent(teller, first -> {
      var fresh = new Count();
      fresh.before = number - 1;
      return fresh;
    });
    count.heard++;
    count.highest = Math.max(count.highest, number);
    return count.complete();
  }

  /** Whether something is missing still; then it is lost, and counting begins anew. */
  synchronized boolean lost(String teller) {
    var count = counts.get(teller);
    if (count == null || count.complete()) return false;
    counts.remove(teller);
    return true;
  }
}
