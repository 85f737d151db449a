package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirTest {
  @TempDir Path folder;

  @Test void only_the_owner_may_look_inside() throws IOException {
    try (var dir = DataDir.open(folder.resolve("deep/down"))) {
      for (var path : new Path[] {dir.root(), dir.folder("archive"), dir.folder("keys")}) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rwx------");
      }
      assertThat(dir.nodeId()).hasSize(36);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.root().resolve("node-id")))).isEqualTo("rw-------");
    }
  }

  @Test void a_node_keeps_its_name() {
    String name;
    try (var dir = DataDir.open(folder)) {
      name = dir.nodeId();
    }
    try (var dir = DataDir.open(folder)) {
      assertThat(dir.nodeId()).isEqualTo(name);
    }
  }

  @Test void two_in_one_process_are_told_apart() {
    try (var first = DataDir.open(folder)) {
      assertThatThrownBy(() -> DataDir.open(folder.resolve("../" + folder.getFileName())))
          .isInstanceOf(CannotStart.class).hasMessageContaining(first.root().toString());
      assertThatThrownBy(() -> DataDir.open(folder)).isInstanceOf(CannotStart.class);
    }
  }

  @Test void another_process_is_told_who_has_the_folder_until_that_one_dies() throws Exception {
    var other = OtherProcess.start(Holder.class, folder.toString());
    assertThat(other.line()).isEqualTo("holding");
    assertThatThrownBy(() -> DataDir.open(folder)).isInstanceOf(CannotStart.class)
        .hasMessageContaining(folder.toString()).hasMessageContaining("in use by process " + other.process().pid());
    other.kill();
    DataDir.open(folder).close();
  }

  @Test void a_folder_that_cannot_be_made_is_a_message() throws IOException {
    var file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> DataDir.open(file)).isInstanceOf(CannotStart.class).hasMessageContaining(file.toString());
    assertThatThrownBy(() -> DataDir.open(file.resolve("below"))).isInstanceOf(CannotStart.class).hasMessageContaining("--data-dir");
  }

  /** Holds a folder until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      DataDir.open(Path.of(args[0]));
      System.out.println("holding");
      System.in.read();
    }
  }
}
