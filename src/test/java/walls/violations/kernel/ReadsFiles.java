package walls.violations.kernel;

import java.nio.file.Files;
import java.nio.file.Path;

/** Planted: a wall must stop it. */
public final class ReadsFiles {
  public boolean there() {
    return Files.exists(Path.of("/"));
  }
}
