package dev.paddock.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.paddock.app.Workbench;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.gaps.Gaps;
import dev.paddock.f1.rules.sources.Disagreement;
import dev.paddock.f1.store.DisagreementStore.Stored;
import dev.paddock.f1.web.GapReport;
import dev.paddock.f1.web.Races.Season;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what is missing of a season. */
@Command(name = "gaps", mixinStandardHelpOptions = true,
    description = "Says what is missing of a season, session by session, and how many requests closing the gaps takes. Asks nobody.",
    footer = {"", "Examples:", "  paddock gaps --year 2025", "  paddock gaps --year 2025 --round 6", "  paddock gaps --year 2025 --json"})
final class GapsCommand implements Callable<Integer> {
  private static final int CONTRADICTIONS = 10;
  private static final int NAMED = 1;
  private static final int ODD = 10;

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Option(names = "--year", required = true, paramLabel = "Y", converter = Year.class, description = "the season") private int year;

  @Option(names = "--round", paramLabel = "N", description = "only this round") private Integer round;

  @Option(names = "--json", description = "for machines, as GET /api/v1/gaps answers") private boolean json;

  @Override public Integer call() throws JsonProcessingException {
    if (round != null && round < 1) throw new ParameterException(spec.commandLine(), "--round must be at least 1");
    var out = spec.commandLine().getOut();
    try (var bench = Workbench.open(options.readQuietly())) {
      var gaps = bench.gaps(new Scope(year, Optional.ofNullable(round), Optional.empty()), false);
      if (json) out.println(JsonMapper.builder().addModule(new JavaTimeModule()).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT).serializationInclusion(JsonInclude.Include.NON_NULL).build()
          .writeValueAsString(GapReport.of(gaps)));
      else tell(bench, gaps, out);
      return PaddockCommand.DONE;
    }
  }

  private void tell(Workbench bench, Gaps gaps, PrintWriter out) {
    if (!gaps.calendar()) {
      out.println("the season " + year + " itself is missing; closing that takes " + calls(gaps.calls())
          + ". `paddock ingest-schedule --year " + year + "` does, and so does `paddock import --year " + year + "`");
      return;
    }
    bench.season(year).ifPresent(season -> {
      var races = season.races().stream().filter(race -> round == null || race.round() == round).toList();
      var table = new GapTable(gaps, bench.coverage(year));
      var rows = table.rows(new Season(year, season.serverTime(), races));
      if (rows.isEmpty()) return;
      Table.print(out, GapTable.head(), rows);
      out.println(GapTable.legend());
      out.println();
    });
    if (gaps.count() == 0) out.println("nothing is missing");
    else {
      out.println(counted(gaps.count(), "gap") + " in " + counted(gaps.sessions().size(), "session") + " and "
          + counted(gaps.circuits().size(), "circuit"));
      out.println("closing them takes " + calls(gaps.calls()));
    }
    absent(gaps, out);
    var subject = round == null ? "" + year : bench.season(year).stream().flatMap(season -> season.races().stream())
        .filter(race -> race.round() == round).map(race -> race.raceId()).findFirst().orElse(year + "-none");
    odd(bench.coverage(year).stream().filter(row -> (row.subject() + "-").startsWith(subject + "-")).toList(), out);
    contradictions(bench.disagreements(subject, 1_000), subject, out);
  }

  /** "1 call", "2 calls". */
  static String counted(int n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  static String calls(Map<String, Integer> calls) {
    int total = calls.values().stream().mapToInt(Integer::intValue).sum();
    return counted(total, "call") + (calls.isEmpty() ? "" : new TreeMap<>(calls).entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", ", " (", ")")));
  }

  private static void absent(Gaps gaps, PrintWriter out) {
    var reasons = gaps.absent().stream().collect(Collectors.groupingBy(Gaps.Absence::reason, TreeMap::new, Collectors.toList()));
    reasons.forEach((reason, all) -> {
      var latest = all.stream().map(Gaps.Absence::at).max(Comparator.naturalOrder()).orElseThrow();
      out.println("– " + all.size() + " absent: " + reason + ", found " + latest.toString().substring(0, 10)
          + (all.size() > NAMED ? "" : all.stream().map(a -> a.subject() + " " + a.kind().spoken())
              .collect(Collectors.joining(", ", " (", ")"))));
    });
  }

  /** What was left out of what is stored, and what was not taken in its stead. */
  private static void odd(List<Coverage> coverage, PrintWriter out) {
    var odd = coverage.stream().filter(row -> row.state() == Coverage.State.STORED && !row.reason().isBlank())
        .collect(Collectors.groupingBy(row -> row.subject() + ": " + row.reason(), TreeMap::new,
            Collectors.mapping(row -> row.kind().spoken(), Collectors.joining(", "))));
    odd.entrySet().stream().limit(ODD).forEach(e -> out.println("✓ " + e.getKey() + " (" + e.getValue() + ")"));
    if (odd.size() > ODD) out.println("  and " + (odd.size() - ODD) + " more such notes; a round has its own with --round");
  }

  private static void contradictions(List<Stored> all, String subject, PrintWriter out) {
    if (all.isEmpty()) return;
    out.println("sources contradict each other " + (all.size() == 1 ? "once:" : all.size() + " times:"));
    all.stream().limit(CONTRADICTIONS).map(Stored::disagreement).forEach(d -> out.println("  " + d.subject()
        + (d.item().isEmpty() ? "" : " " + d.item()) + " " + d.field() + ": " + said(d)));
    if (all.size() <= CONTRADICTIONS) return;
    out.println("  and " + (all.size() - CONTRADICTIONS) + " more: /api/v1/disagreements?subject=" + subject);
  }

  /** Who is believed first. */
  private static String said(Disagreement d) {
    return d.said().entrySet().stream()
        .sorted(Comparator.comparing((Map.Entry<String, String> e) -> !e.getKey().equals(d.decidedBy())).thenComparing(Map.Entry::getKey))
        .map(e -> e.getKey() + " " + e.getValue().replaceFirst("(T\\d\\d:\\d\\d):00Z$", "$1Z")
            + (e.getKey().equals(d.decidedBy()) ? " (believed)" : ""))
        .collect(Collectors.joining(", "));
  }
}
