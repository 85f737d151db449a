package dev.paddock.cli;

import dev.paddock.f1.contract.Importing.Run;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.contract.Importing.Summary;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an import came to, as a table. */
final class ImportSummary {
  private static final int NAMED = 12;
  private static final int KINDS = 4;

  private ImportSummary() {}

  /** It is over, nothing failed, and nothing remains. */
  static boolean isWell(Run run) {
    return run.state() == State.COMPLETED
        && run.summary().filter(s -> s.failed() == 0 && s.partial() == 0 && s.remaining().isEmpty()).isPresent();
  }

  static void print(Summary s, Run run, PrintWriter out) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("season", "" + s.year()));
    rows.add(List.of("import", run.runId() + ", " + run.state().name().toLowerCase(Locale.ROOT)
        + s.why().map(why -> ": " + why).orElse("")));
    rows.add(List.of("gaps detected", "" + s.gaps()));
    rows.add(List.of("sessions and circuits", s.processed() + " processed: " + s.succeeded() + " succeeded, " + s.partial() + " partial, "
        + s.failed() + " failed"));
    rows.addAll(extracted(s));
    rows.add(List.of("requests", GapsCommand.calls(s.calls()) + ", " + s.notModified() + " not modified"));
    rows.add(List.of("from the archive", s.fromArchive() + " files"));
    rows.add(List.of("pauses for a limit", "" + s.pauses()));
    rows.add(List.of("took", spoken(s.took())));
    new TreeMap<>(s.failures()).entrySet().stream().limit(NAMED).forEach(failed -> rows.add(List.of("failed", failure(failed))));
    if (s.failures().size() > NAMED) rows.add(List.of("failed", "and " + (s.failures().size() - NAMED) + " more"));
    if (!s.remaining().isEmpty()) rows.add(List.of("remaining", s.remaining().size() + ": "
        + s.remaining().stream().limit(NAMED).collect(Collectors.joining(", ")) + (s.remaining().size() > NAMED ? ", …" : "")));
    Table.print(out, List.of("", ""), rows);
    out.flush();
  }

  /** A few kinds a line. */
  private static List<List<String>> extracted(Summary s) {
    var kinds = new TreeMap<>(s.extracted()).entrySet().stream().map(e -> e.getKey().spoken() + " " + e.getValue()).toList();
    if (kinds.isEmpty()) return List.of(List.of("extracted", "nothing"));
    var rows = new ArrayList<List<String>>();
    for (int from = 0; from < kinds.size(); from += KINDS) {
      rows.add(List.of(from == 0 ? "extracted" : "", String.join(", ", kinds.subList(from, Math.min(from + KINDS, kinds.size())))));
    }
    return rows;
  }

  private static String failure(Map.Entry<String, String> failed) {
    return failed.getKey() + ": " + failed.getValue();
  }

  private static String spoken(Duration took) {
    return took.toHours() > 0 ? "%d h %02d min".formatted(took.toHours(), took.toMinutesPart())
        : took.toMinutes() > 0 ? "%d min %02d s".formatted(took.toMinutes(), took.toSecondsPart())
        : "%.1f s".formatted(took.toMillis() / 1000.0);
  }
}
