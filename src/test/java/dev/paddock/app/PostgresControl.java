package dev.paddock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Restarts the embedded PostgreSQL of a data folder, on the same port, under those who use it. */
public final class PostgresControl {
  private PostgresControl() {}

  /** @param mode fast: transactions are broken off; immediate: as if the power had failed */
  public static void restart(Path dataDir, String mode) {
    var home = dataDir.resolve("postgres");
    var control = home.resolve("control.log");
    var command = ServerUser.find(control).command(binaries(dataDir).resolve("bin/pg_ctl").toString(), "restart", "--mode=" + mode,
        "--pgdata=" + home.resolve("data"), "--log=" + home.resolve("server.log"), "--wait", "--timeout=30", "--silent");
    if (Server.run(command, Optional.empty(), control, Duration.ofSeconds(40)) != 0) {
      throw new IllegalStateException("PostgreSQL does not restart:" + Server.tail(home.resolve("server.log")));
    }
  }

  private static Path binaries(Path dataDir) {
    try (var all = Files.list(dataDir.resolve("cache"))) {
      return all.filter(folder -> Files.isRegularFile(folder.resolve("bin/pg_ctl"))).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
