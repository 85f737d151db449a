package dev.paddock.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Settings as they are read from a file of one's own, the environment and flags. */
abstract class OwnFile {
  @TempDir Path folder;

  static Settings read(Map<String, String> environment, Map<String, String> flags) {
    return Settings.read(Optional.empty(), environment, flags);
  }

  Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("ours.yaml"), yaml);
  }
}
