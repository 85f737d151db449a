package dev.paddock.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.fetch.contract.Fetching.Archived;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What is known of a file of the archive, as it stands beside it. */
final class ArchiveRecord {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ArchiveRecord() {}

  static byte[] of(Archived file) throws IOException {
    var path = Path.of(file.path());
    var json = JSON.createObjectNode().put("file", path.getFileName().toString()).put("sha256", file.hash())
        .put("bytes", file.bytes()).put("packedBytes", Files.size(path)).put("fetchedAt", file.fetchedAt().toString());
    file.etag().ifPresent(etag -> json.put("etag", etag));
    file.lastModified().ifPresent(date -> json.put("lastModified", date));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
  }

  /** Empty where there is none, where it cannot be read, and where its file is not there in its length: then it is as if it were not. */
  static Optional<Archived> read(Path record, Path folder) throws IOException {
    try {
      var json = JSON.readTree(Files.readAllBytes(record));
      var file = folder.resolve(json.path("file").asText()).normalize();
      if (!folder.equals(file.getParent()) || Files.size(file) != json.path("packedBytes").asLong(-1)) return Optional.empty();
      return Optional.of(new Archived(file.toString(), json.path("sha256").asText(), json.path("bytes").asLong(),
          text(json, "etag"), text(json, "lastModified"), Instant.parse(json.path("fetchedAt").asText())));
    } catch (NoSuchFileException | JsonProcessingException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.ofNullable(json.get(field)).map(JsonNode::asText);
  }
}
