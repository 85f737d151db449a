package dev.paddock.f1;

import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.contract.Importing.Summary;
import dev.paddock.kernel.Count;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of an import, for people, in a few lines. */
final class Announcement {
  private static final int FAILURES_AT_MOST = 5;

  private Announcement() {}

  /** "Import 2025-3 completed: 24 of 25 sessions and circuits, 812,344 rows, 340 calls, 1 pause, in 1 h 42 min" and what failed. */
  static String of(String runId, State state, Summary s) {
    var text = new StringBuilder("Import ").append(runId).append(' ').append(state.name().toLowerCase(Locale.ROOT)).append(": ")
        .append("%s of %s sessions and circuits, %s rows, %s calls, %d %s, in %s".formatted(
            Count.text(s.succeeded()), Count.text(s.processed()),
            Count.text(s.extracted().values().stream().mapToLong(Long::longValue).sum()),
            Count.text(s.calls().values().stream().mapToInt(Integer::intValue).sum()), s.pauses(), s.pauses() == 1 ? "pause" : "pauses",
            length(s.took())));
    s.why().ifPresent(why -> text.append(". ").append(why));
    if (!s.remaining().isEmpty()) text.append(". Left: ").append(Count.text(s.remaining().size()))
        .append(", from ").append(s.remaining().getFirst());
    if (!s.failures().isEmpty()) text.append("\n").append(failures(s));
    return text.toString();
  }

  private static String failures(Summary s) {
    var first = s.failures().entrySet().stream().sorted(Map.Entry.comparingByKey()).limit(FAILURES_AT_MOST)
        .map(failure -> failure.getKey() + ": " + failure.getValue()).collect(Collectors.joining("\n"));
    int more = s.failures().size() - FAILURES_AT_MOST;
    return more > 0 ? first + "\nand " + Count.text(more) + " more" : first;
  }

  private static String length(Duration took) {
    if (took.compareTo(Duration.ofMinutes(1)) < 0) return took.toSeconds() + " s";
    return (took.toHours() > 0 ? took.toHours() + " h " : "") + took.toMinutesPart() + " min";
  }
}
