package dev.paddock.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.fetch.contract.ArchivedBytes;
import dev.paddock.fetch.contract.Fetching.Loaded;
import dev.paddock.fetch.contract.Fetching.Loaded.Kept;
import dev.paddock.fetch.contract.Fetching.Loaded.Kept.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is damaged on disk, or half written by who was killed, counts for nothing and is fetched anew. */
class ArchiveDamageTest extends KeptFiles {
  @Test void a_file_that_was_cut_off_on_disk_is_none() throws IOException {
    open();
    var file = kept(load(TOPIC, false)).file();
    var whole = Files.readAllBytes(Path.of(file.path()));
    Files.write(Path.of(file.path()), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> text(file)).isInstanceOf(ArchivedBytes.Damaged.class);
    assertThat(kept(load(TOPIC, false)).origin()).isEqualTo(Origin.FETCHED);
    assertThat(asked.get(1).getHeader("If-None-Match")).isNull();
    assertThat(text(file)).isEqualTo(STREAM);
  }

  @Test void bytes_that_changed_on_disk_are_noticed_by_who_reads_them_and_fetched_anew() throws IOException {
    open();
    var file = kept(load(TOPIC, false)).file();
    var path = Path.of(file.path());
    var bytes = Files.readAllBytes(path);
    bytes[bytes.length - 5] ^= 1;     // of the check sum
    Files.write(path, bytes);
    assertThatThrownBy(() -> text(file)).isInstanceOf(ArchivedBytes.Damaged.class)
        .hasMessageContaining(Path.of(file.path()).getFileName() + " is damaged");
    answer = request -> {
      if (request.getHeader("If-None-Match") != null) request.response().setStatusCode(304).end();
      else request.response().putHeader("ETag", "\"v1\"").end(STREAM);
    };
    assertThat(kept(load(TOPIC, true)).origin()).isEqualTo(Origin.FETCHED);
    assertThat(text(file)).isEqualTo(STREAM);
    Files.delete(path);
    assertThatThrownBy(() -> text(file)).isInstanceOf(ArchivedBytes.Damaged.class).hasMessageContaining("gone");
  }

  @Test void what_a_process_left_half_written_is_nobodys_and_goes() throws IOException {
    var incoming = Files.createDirectories(folder.resolve(".incoming"));
    var old = Files.writeString(incoming.resolve("1.part"), "half");
    var young = Files.writeString(incoming.resolve("2.part"), "another process is at it");
    Files.setLastModifiedTime(old, FileTime.from(Files.getLastModifiedTime(young).toInstant().minus(Duration.ofHours(3))));
    open();
    until(() -> !Files.exists(old));
    assertThat(young).exists();
    assertThat(kept(load(TOPIC, false)).origin()).isEqualTo(Origin.FETCHED);
  }

  /** Killed after each of the steps: the new bytes are there, then their record, and only then they count. */
  @ParameterizedTest(name = "killed after step {0}")
  @ValueSource(ints = {1, 2})
  void who_is_killed_between_the_steps_leaves_the_old_version(int step) throws IOException {
    open();
    var old = kept(load(TOPIC, false)).file();
    var current = Path.of(old.path()).resolveSibling(".current.json");
    var before = Files.readAllBytes(current);
    answer = request -> request.response().end(STREAM + "00:00:14.000{}\r\n");
    var fresh = kept(load(TOPIC, true)).file();
    Files.write(current, before);
    if (step == 1) Files.delete(Path.of(fresh.path().replace(".gz", ".json")));
    assertThat(kept(load(TOPIC, false)).file()).isEqualTo(old);
    assertThat(text(old)).isEqualTo(STREAM);
    assertThat(new Archive(folder).versions("livetiming", TOPIC)).hasSize(step);
    assertThat(kept(load(TOPIC, true)).file().hash()).as("it is fetched again").isEqualTo(fresh.hash());
    assertThat(new Archive(folder).versions("livetiming", TOPIC)).hasSize(2);
  }

  @Test void a_record_that_cannot_be_read_is_none() throws IOException {
    open();
    var file = kept(load(TOPIC, false)).file();
    for (var record : List.of("", "{", "[]", "{\"file\":\"../../../../x\",\"packedBytes\":1}")) {
      Files.writeString(Path.of(file.path()).resolveSibling(".current.json"), record);
      assertThat(kept(load(TOPIC, false)).origin()).as(record).isEqualTo(Origin.FETCHED);
    }
  }

  @Test void an_archive_that_cannot_be_written_makes_nothing_available() throws IOException {
    open();
    load(TOPIC, false);
    Files.writeString(folder.resolve("livetiming/blocked"), "not a folder");
    assertThat(load("/blocked/a.jsonStream", false)).isInstanceOfSatisfying(Loaded.Unavailable.class,
        lost -> assertThat(lost.why()).contains("archive"));
    assertThat(load("/fine.jsonStream", false)).isInstanceOf(Kept.class);
  }
}
