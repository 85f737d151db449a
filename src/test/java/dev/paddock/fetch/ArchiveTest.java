package dev.paddock.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fetch.contract.Fetching.Archived;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test void the_record_of_a_version_tells_when_it_came_and_what_it_is() throws IOException {
    var archive = new Archive(root);
    archive.keep("jolpica", "/a", "one", NOON);
    archive.keep("jolpica", "/a", "twoo", NOON.minusSeconds(60));
    assertThat(archive.versions("jolpica", "/a")).extracting(Archived::bytes).containsExactly(4L, 3L);
    assertThat(archive.versions("jolpica", "/a")).extracting(Archived::fetchedAt).containsExactly(NOON.minusSeconds(60), NOON);
    assertThat(archive.current("jolpica", "/a")).as("no answer of Jolpica's looks like that").isEmpty();
    assertThat(archive.versions("jolpica", "/nothing")).isEmpty();
  }

  @Test void the_latest_page_is_the_current_version() throws IOException {
    var archive = new Archive(root);
    for (var body : List.of("{}", "{\"a\":1}", "<html>sorry</html>", "{\"a\":1}", "{}"))
      archive.keep("jolpica", "/a.json", body, NOON);
    assertThat(archive.current("jolpica", "/a.json").orElseThrow().bytes()).isEqualTo(2);
    assertThat(archive.versions("jolpica", "/a.json")).hasSize(3);
    assertThat(files()).hasSize(3);
  }

  @ParameterizedTest(name = "{0} is in {1}")
  @CsvSource(quoteCharacter = '"', value = {
      "/static/2025/2025-05-04_Miami/TimingData.jsonStream, static/2025/2025-05-04_Miami/TimingData.jsonStream",
      "/v1/laps?session_key=9693&driver_number=1,           v1/laps@session_key=9693&driver_number=1",
      "/v1/laps?date>=2023&x=a/b?c@d,                       v1/laps@date%3E=2023&x=a%2Fb%3Fc%40d",
      "/../.current.json,                                   %2E./%2Ecurrent.json",
      "/a//b/,                                              a/%/b/%",
      "/São Paulo,                                          S%C3%A3o%20Paulo",
  })
  void different_resources_have_different_folders(String resource, String expected) {
    assertThat(ArchiveFolder.of(Path.of("x"), resource)).isEqualTo(Path.of("x").resolve(expected));
  }

  @Test void a_name_that_no_file_system_knows_is_shortened_and_still_its_own() {
    var one = ArchiveFolder.of(root, "/" + "a".repeat(500));
    assertThat(one.getFileName().toString()).hasSizeLessThan(200);
    assertThat(one).isNotEqualTo(ArchiveFolder.of(root, "/" + "a".repeat(501)));
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(".gz")).toList();
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
