package dev.paddock.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a benchmark found: rows of figures, and the facts without which they mean nothing. A table for people, JSON for machines. */
public final class Report {
  private static final Path FOLDER = Path.of("target", "bench");

  private final String name;
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();

  Report(String name) {
    this.name = name;
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    fact("cores", system.getAvailableProcessors());
    fact("memory", (system.getTotalMemorySize() + (1L << 29) >> 30) + " GB");
    fact("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    fact("java", System.getProperty("java.version"));
    fact("load at the start", "%.1f".formatted(system.getSystemLoadAverage()));
  }

  /** An option of the run or a fact of the machine. */
  public void fact(String what, Object value) {
    facts.put(what, value);
  }

  public void add(Row row) {
    rows.add(row);
  }

  /** Whether every figure is within its limit. */
  public boolean met() {
    return rows.stream().noneMatch(row -> row.verdict() == Row.Verdict.MISSED);
  }

  public String table() {
    var lines = new ArrayList<List<String>>();
    lines.add(List.of("FIGURE", "OURS", "LIMIT", "PEER", ""));
    for (var row : rows) {
      lines.add(List.of(row.figure(), text(row.ours(), row.unit()),
          row.limit().map(l -> (l.side() == Row.Side.AT_MOST ? "≤ " : "≥ ") + text(l.value(), row.unit())).orElse(""),
          row.peer().map(p -> text(p.value(), row.unit()) + " " + p.name()).orElse(""),
          switch (row.verdict()) { case OK -> "ok"; case MISSED -> "MISSED"; case NONE -> ""; }));
    }
    var widths = new int[5];
    for (var line : lines) for (int i = 0; i < 5; i++) widths[i] = Math.max(widths[i], line.get(i).length());
    var out = new StringBuilder("\n" + name + " (" + facts.entrySet().stream().map(f -> f.getKey() + " " + f.getValue())
        .reduce((a, b) -> a + ", " + b).orElse("") + ")\n\n");
    for (var line : lines) {
      var text = new StringBuilder();
      for (int i = 0; i < 5; i++) {
        var pad = " ".repeat(widths[i] - line.get(i).length());
        text.append(i == 1 ? pad + line.get(i) : line.get(i) + pad).append("  ");
      }
      out.append(text.toString().stripTrailing()).append('\n');
    }
    return out.append('\n').toString();
  }

  /** Writes {@code target/bench/NAME.json} and answers where that is. */
  public Path write() throws IOException {
    var json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    Files.createDirectories(FOLDER);
    var file = FOLDER.resolve(name + ".json");
    json.writeValue(file.toFile(), Map.of("bench", name, "facts", facts, "rows", rows.stream().map(Report::plain).toList(), "met", met()));
    return file;
  }

  private static Map<String, Object> plain(Row row) {
    var plain = new LinkedHashMap<String, Object>();
    plain.put("figure", row.figure());
    plain.put("ours", Double.isNaN(row.ours()) ? null : row.ours());
    plain.put("unit", row.unit());
    row.limit().ifPresent(l -> plain.put(l.side() == Row.Side.AT_MOST ? "atMost" : "atLeast", l.value()));
    row.peer().ifPresent(p -> plain.put("peer", Map.of("name", p.name(), "value", p.value())));
    plain.put("verdict", row.verdict().name().toLowerCase(Locale.ROOT));
    return plain;
  }

  private static String text(double value, String unit) {
    if (Double.isNaN(value)) return "not measured";
    double size = Math.abs(value);
    var number = value == Math.rint(value) || size >= 1000 ? "%,.0f".formatted(value)
        : size >= 100 ? "%.0f".formatted(value) : size >= 10 ? "%.1f".formatted(value) : size >= 1 ? "%.2f".formatted(value)
        : "%.3f".formatted(value);
    return unit.isEmpty() ? number : number + " " + unit;
  }
}
