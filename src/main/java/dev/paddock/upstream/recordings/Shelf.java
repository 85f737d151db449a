package dev.paddock.upstream.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the recording that answers a question; nothing outside of its folder is ever one. Blocking. */
final class Shelf {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LIVE_TIMING = "livetiming.formula1.com";
  private static final String JOLPICA = "api.jolpi.ca";
  private static final String MULTIVIEWER = "api.multiviewer.app";
  private static final String OPENF1 = "api.openf1.org";
  private static final String NO_CIRCUIT = "Circuit not found";
  private static final int SHORT = 100;

  private final Path root;
  private final Circuits circuits;
  private final OpenF1Files openF1;

  /** @param root a folder that is there */
  Shelf(Path root) throws IOException {
    this.root = root.toRealPath();
    this.circuits = new Circuits(this.root);
    this.openF1 = new OpenF1Files(this.root.resolve(OPENF1));
  }

  Found find(Question asked) throws IOException {
    return switch (asked.host()) {
      case JOLPICA -> jolpica(asked);
      case MULTIVIEWER -> asked.path().size() == 5 && asked.joined().matches("api/v1/circuits/\\d{1,9}/\\d{4}")
          ? recorded(circuits.nearest(asked.path().get(3), Integer.parseInt(asked.path().get(4)))).orElseGet(() -> missing(asked))
          : missing(asked);
      case OPENF1 -> asked.path().size() == 2 && asked.path().getFirst().equals("v1")
          ? openF1.find(asked.last(), asked.query()).orElseGet(() -> missing(asked)) : missing(asked);
      default -> recorded(file(asked.host(), asked.path(), asked.query())).orElseGet(() -> missing(asked));
    };
  }

  /** A season's races are the season: {@code /ergast/f1/2024/races.json} is {@code /ergast/f1/2024.json}; so is {@code …/2024/}. */
  private Found jolpica(Question asked) throws IOException {
    var path = asked.joined().replaceFirst("\\.json$", "").replaceFirst("/races$", "") + ".json";
    var parts = List.of(path.split("/"));
    var file = file(JOLPICA, parts, asked.query());
    int offset = number(asked.query().get("offset"));
    if (file.isPresent() && offset > 0 && named(JOLPICA, parts, asked.query()).isEmpty()) return pageAfter(file.get(), offset);
    return recorded(file).orElseGet(() -> missing(asked));
  }

  private Optional<Path> file(String host, List<String> path, Map<String, String> query) {
    var own = query.isEmpty() ? Optional.<Path>empty() : named(host, path, query);
    return own.isPresent() ? own : Optional.of(root.resolve(host).resolve(String.join("/", path))).filter(Files::isRegularFile);
  }

  /** The file of just this query, such as {@code results@limit_30.json}. */
  private Optional<Path> named(String host, List<String> path, Map<String, String> query) {
    var words = query.entrySet().stream().map(e -> e.getKey() + "_" + e.getValue()).collect(Collectors.joining("&"));
    if (!words.matches("[\\w.&-]+")) return Optional.empty();
    var name = path.getLast();
    int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
    var folder = root.resolve(host).resolve(String.join("/", path.subList(0, path.size() - 1)));
    return Optional.of(folder.resolve(name.substring(0, dot) + "@" + words + name.substring(dot))).filter(Files::isRegularFile);
  }

  private Optional<Found> recorded(Optional<Path> file) throws IOException {
    if (file.isEmpty()) return Optional.empty();
    var real = file.get().toRealPath();
    return real.startsWith(root) && !isNoCircuit(real) ? Optional.of(new Found.Recorded(real)) : Optional.empty();
  }

  private static boolean isNoCircuit(Path file) throws IOException {
    return Files.size(file) < SHORT && Files.readString(file, StandardCharsets.ISO_8859_1).strip().equals(NO_CIRCUIT);
  }

  /** Of what goes on after a recorded page nothing is known: the same envelope, and no rows. */
  private static Found pageAfter(Path file, int offset) throws IOException {
    var page = JSON.readTree(Files.readAllBytes(file));
    if (!(page.path("MRData") instanceof ObjectNode data)) return new Found.Recorded(file);
    data.put("offset", Integer.toString(offset));
    for (var part : data) for (JsonNode rows : part) if (rows instanceof ArrayNode array) array.removeAll();
    return new Found.Made(JSON.writeValueAsBytes(page));
  }

  private static int number(String text) {
    return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  static Found missing(Question asked) {
    return switch (asked.host()) {
      case LIVE_TIMING -> new Found.Nothing(403, "application/xml",
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>");
      case MULTIVIEWER -> new Found.Nothing(404, "text/plain", NO_CIRCUIT);
      case OPENF1 -> new Found.Nothing(404, "application/json", "{\"detail\":\"No results found.\"}");
      default -> new Found.Nothing(404, "application/json", "{\"detail\":\"Not found.\"}");
    };
  }
}
