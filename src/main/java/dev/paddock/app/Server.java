package dev.paddock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What the embedded servers have in common: commands, ports, and processes left over by a killed JVM. */
final class Server {
  private Server() {}

  /** A port on the loop-back that was free a moment ago. */
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs a command to its end with nothing of PostgreSQL's or the locale's in its environment.
   *
   * @return its exit code; 124 if it was not done in time, 127 if there is no such command
   */
  static int run(List<String> command, Optional<String> input, Path log, Duration patience) {
    var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    try {
      var process = builder.start();
      try (var stdin = process.outputWriter()) {
        stdin.write(input.orElse(""));
      } catch (IOException closedEarly) {
        // the exit code tells
      }
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) return process.exitValue();
      process.destroyForcibly();
      return 124;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 124;
    } catch (IOException e) {
      return 127;
    }
  }

  /**
   * The process of that id, if it lives and runs a program from {@code folder}: ids are used again, so the id alone proves nothing.
   * One that is dead and only waits to be buried runs no program, which matters in containers, where nobody buries.
   */
  static Optional<ProcessHandle> alive(String pid, Path folder) {
    if (!pid.matches("\\d{1,10}")) return Optional.empty();
    return ProcessHandle.of(Long.parseLong(pid)).filter(p ->
        p.info().command().or(p.info()::commandLine).map(program -> program.startsWith(folder + "/")).orElse(false));
  }

  /** Asks such a process to end, then makes it. */
  static void end(String pid, Path folder, Duration patience) {
    alive(pid, folder).ifPresent(ProcessHandle::destroy);
    if (!within(patience, () -> alive(pid, folder).isEmpty())) alive(pid, folder).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Looks every few milliseconds until it is so; false if it is not in time. Neither server is our child, so nobody tells us. */
  static boolean within(Duration patience, BooleanSupplier isSo) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) return false;
      LockSupport.parkNanos(5_000_000);
    }
    return true;
  }

  static String firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      return "";
    }
  }

  static String tail(Path log) {
    try {
      var lines = Files.readAllLines(log);
      return "\n  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }
}
