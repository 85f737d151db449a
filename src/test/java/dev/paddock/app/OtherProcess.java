package dev.paddock.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own with our class path, that can be killed as hard as an operating system kills. */
public record OtherProcess(Process process, BufferedReader out) {
  static OtherProcess start(Class<?> main, String... args) throws IOException {
    return startIn(Path.of(""), main, args);
  }

  /** With flags for the JVM, such as a heap size. */
  public static OtherProcess start(List<String> flags, Class<?> main, String... args) throws IOException {
    return start(Path.of(""), flags, main, args);
  }

  static OtherProcess startIn(Path folder, Class<?> main, String... args) throws IOException {
    return start(folder, List.of(), main, args);
  }

  private static OtherProcess start(Path folder, List<String> flags, Class<?> main, String... args) throws IOException {
    var command = new ArrayList<>(List.of(java(Path.of(System.getProperty("java.home"))), "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), main.getName()));
    command.addAll(List.of(args));
    var process = new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new OtherProcess(process, process.inputReader());
  }

  static String java(Path home) {
    return home.resolve("bin/java").toString();
  }

  /** The next line that it prints; null when it has ended. */
  public String line() throws IOException {
    return out.readLine();
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(10, TimeUnit.SECONDS)) throw new IllegalStateException("it would not die");
  }
}
