package dev.paddock.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");

  @TempDir Path root;

  @Test void every_different_answer_is_kept_once_as_it_was_sent() throws IOException {
    var archive = new Archive(root);
    archive.keep("jolpica", "/ergast/f1/2025/1/results.json?limit=100", "São Paulo", NOON);
    archive.keep("jolpica", "/ergast/f1/2025/1/results.json?limit=100", "São Paulo", NOON.plusSeconds(3600));
    archive.keep("jolpica", "/ergast/f1/2025/1/results.json?limit=100", "corrected", NOON.plusSeconds(7200));
    assertThat(files()).hasSize(2).extracting(ArchiveTest::body).containsExactlyInAnyOrder("São Paulo", "corrected");
    var first = files().stream().filter(file -> body(file).startsWith("S")).findFirst().orElseThrow();
    assertThat(Files.getLastModifiedTime(first).toInstant()).as("the first time counts").isEqualTo(NOON);
  }

  @Test void whatever_a_resource_is_called_it_stays_inside_the_archive() throws IOException {
    var archive = new Archive(root.resolve("archive"));
    archive.keep("jolpica", "/../../../etc/passwd", "a", NOON);
    archive.keep("jolpica", "/a b?c=d&e=%2F..%2F", "b", NOON);
    assertThat(files()).hasSize(2).allMatch(file -> file.startsWith(root.resolve("archive/jolpica")));
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static String body(Path file) {
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
