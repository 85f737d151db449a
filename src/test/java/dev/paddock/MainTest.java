package dev.paddock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MainTest {
  private static final Path JVMS = Path.of("/usr/lib/jvm");

  @Test void an_old_java_is_told_so_in_one_line() throws Exception {
    var old = olderJava();
    assumeTrue(old.isPresent(), "skipped: no Java older than 25 in " + JVMS);
    var process = new ProcessBuilder(old.get().resolve("bin/java").toString(), "-cp", "target/classes", "dev.paddock.Main", "run").start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(process.inputReader().lines()).isEmpty();
    assertThat(process.errorReader().lines().toList()).singleElement().asString()
        .startsWith("Paddock needs Java 25, this is Java ").contains("JAVA_HOME").contains("scripts/paddock");
  }

  private static Optional<Path> olderJava() throws IOException {
    if (!Files.isDirectory(JVMS)) return Optional.empty();
    try (var homes = Files.list(JVMS)) {
      return homes.filter(home -> Files.isReadable(home.resolve("release")) && Files.isExecutable(home.resolve("bin/java")))
          .filter(home -> feature(home) < 25).findFirst();
    }
  }

  private static int feature(Path home) {
    try {
      return Files.readString(home.resolve("release")).lines().filter(line -> line.startsWith("JAVA_VERSION=\""))
          .map(line -> line.replaceAll("JAVA_VERSION=\"(1\\.)?(\\d+).*", "$2")).mapToInt(Integer::parseInt).findFirst().orElse(99);
    } catch (IOException e) {
      return 99;
    }
  }
}
