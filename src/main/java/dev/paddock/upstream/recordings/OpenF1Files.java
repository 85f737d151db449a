package dev.paddock.upstream.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * OpenF1's answers, recorded session by session as {@code <meeting>/<session>_<key>/openf1_<endpoint>.json}. A session's rows are
 * sent as they were recorded; with any other question, those rows of all sessions whose fields are what is asked for.
 */
final class OpenF1Files {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SESSION = "session_key";
  private static final int DEPTH = 3;

  private final Path root;

  OpenF1Files(Path root) {
    this.root = root;
  }

  /** Empty: no results. */
  Optional<Found> find(String endpoint, Map<String, String> query) throws IOException {
    if (!endpoint.matches("[a-z_]{1,40}") || !Files.isDirectory(root)) return Optional.empty();
    var files = files(endpoint, Optional.ofNullable(query.get(SESSION)));
    if (files.isEmpty()) return Optional.empty();
    if (query.keySet().equals(Set.of(SESSION))) return Optional.of(new Found.Recorded(files.getFirst()));
    var rows = JSON.createArrayNode();
    for (var file : files) for (var row : JSON.readTree(Files.readAllBytes(file))) if (isAsked(row, query)) rows.add(row);
    return rows.isEmpty() ? Optional.empty() : Optional.of(new Found.Made(JSON.writeValueAsBytes(rows)));
  }

  private List<Path> files(String endpoint, Optional<String> session) throws IOException {
    try (var files = Files.walk(root, DEPTH)) {
      return files.filter(file -> file.getFileName().toString().equals("openf1_" + endpoint + ".json") && Files.isRegularFile(file))
          .filter(file -> session.isEmpty() || file.getParent().getFileName().toString().endsWith("_" + session.get())).sorted().toList();
    }
  }

  private static boolean isAsked(JsonNode row, Map<String, String> query) {
    return query.entrySet().stream().filter(e -> !e.getKey().equals(SESSION))
        .allMatch(e -> row.path(e.getKey()).asText().equals(e.getValue()));
  }
}
