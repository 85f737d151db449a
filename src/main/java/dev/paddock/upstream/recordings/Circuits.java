package dev.paddock.upstream.recordings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * MultiViewer's circuits, as {@code api.multiviewer.app/api/v1/circuits/{key}/{year}.json} and as
 * {@code multiviewer-circuits/{key}-{year}.json}. A layout lives for years: a year of which there is none has that of the nearest.
 */
final class Circuits {
  private final Path whole;
  private final Path trimmed;

  Circuits(Path root) {
    this.whole = root.resolve("api.multiviewer.app/api/v1/circuits");
    this.trimmed = root.resolve("multiviewer-circuits");
  }

  private record OfYear(int year, Path file) {}

  /** Of two that are as near the earlier: what comes is not known yet. */
  Optional<Path> nearest(String key, int year) throws IOException {
    var all = new ArrayList<OfYear>();
    all.addAll(files(whole.resolve(key), Pattern.compile("(\\d{4})\\.json")));
    all.addAll(files(trimmed, Pattern.compile(key + "-(\\d{4})\\.json")));
    return all.stream().min(Comparator.<OfYear>comparingInt(one -> Math.abs(one.year() - year)).thenComparing(OfYear::year))
        .map(OfYear::file);
  }

  private static List<OfYear> files(Path folder, Pattern name) throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (var files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).map(file -> {
        var match = name.matcher(file.getFileName().toString());
        return match.matches() ? new OfYear(Integer.parseInt(match.group(1)), file) : null;
      }).filter(Objects::nonNull).toList();
    }
  }
}
