package dev.paddock.f1.rules.laps;

import dev.paddock.f1.rules.session.StatusChange;
import java.util.List;

/** Which codes were in force, and when: each until the next. */
final class TrackStatusLog {
  private final List<StatusChange> changes;

  TrackStatusLog(List<StatusChange> changes) {
    this.changes = changes;
  }

  /** Each code that was in force between two session times, once, in the order of their first appearance; the ends count. */
  String during(Integer start, Integer end) {
    if (start == null && end == null) return "";
    int from = start == null ? end : start;
    int to = end == null ? start : end;
    var codes = new StringBuilder();
    for (int i = 0; i < changes.size(); i++) {
      int until = i + 1 < changes.size() ? changes.get(i + 1).at() : Integer.MAX_VALUE;
      var code = changes.get(i).status();
      if (changes.get(i).at() <= to && from <= until && codes.indexOf(code) < 0) codes.append(code);
    }
    return codes.toString();
  }
}
