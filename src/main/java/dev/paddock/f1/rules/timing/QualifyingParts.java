package dev.paddock.f1.rules.timing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** When the second and the third part of a qualifying began: when the first best lap of that part was told of any car. */
public final class QualifyingParts {
  private QualifyingParts() {}

  /** Session times in order, two at most; empty if the session has no parts. */
  public static List<Integer> of(Collection<List<Delta>> cars) {
    var parts = new ArrayList<Integer>();
    for (int part = 1; part <= 2; part++) {
      int first = Integer.MAX_VALUE;
      for (var lines : cars) {
        for (var line : lines) if (line.has(News.PART) && line.get(News.PART) >= part) first = Math.min(first, line.at());
      }
      if (first < Integer.MAX_VALUE) parts.add(first);
    }
    return List.copyOf(parts);
  }
}
