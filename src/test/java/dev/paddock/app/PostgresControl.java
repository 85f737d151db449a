package dev.paddock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Stops and starts the embedded PostgreSQL of a data folder, on the same port, under those who use it. */
public final class PostgresControl {
  private PostgresControl() {}

  /** @param mode fast: transactions are broken off; immediate: as if the power had failed */
  public static void stop(Path dataDir, String mode) {
    control(dataDir, "stop", "--mode=" + mode);
  }

  /** Comes back when it accepts connections. */
  public static void start(Path dataDir) {
    control(dataDir, "start", "--log=" + home(dataDir).resolve("server.log"));
  }

  private static void control(Path dataDir, String what, String option) {
    var control = home(dataDir).resolve("control.log");
    var command = ServerUser.find(control).command(binaries(dataDir).resolve("bin/pg_ctl").toString(), what, option,
        "--pgdata=" + home(dataDir).resolve("data"), "--wait", "--timeout=30", "--silent");
    if (Server.run(command, Optional.empty(), control, Duration.ofSeconds(40)) != 0) {
      throw new IllegalStateException("PostgreSQL does not " + what + ":" + Server.tail(home(dataDir).resolve("server.log")));
    }
  }

  private static Path home(Path dataDir) {
    return dataDir.resolve("postgres");
  }

  private static Path binaries(Path dataDir) {
    try (var all = Files.list(dataDir.resolve("cache"))) {
      return all.filter(folder -> Files.isRegularFile(folder.resolve("bin/pg_ctl"))).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
