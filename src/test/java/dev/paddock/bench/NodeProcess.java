package dev.paddock.bench;

import dev.paddock.app.OtherProcess;
import dev.paddock.db.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A node in a process of its own: it can be killed, frozen, and asked how much it worked. It ends with whoever started it. */
final class NodeProcess implements AutoCloseable {
  private static final List<String> FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
      "-Dlogback.configurationFile=conf/logback.xml", "-DLOG_LEVEL=off");

  private final String name;
  private final OtherProcess process;

  private NodeProcess(String name, OtherProcess process) {
    this.name = name;
    this.process = process;
  }

  /** Starts it, and waits until its scheduler runs. Its polls find nothing new. */
  static NodeProcess start(Database database, String name, URI provider) throws IOException {
    return start(database, name, provider, false);
  }

  /** @param effects see {@link Polling} */
  static NodeProcess start(Database database, String name, URI provider, boolean effects) throws IOException {
    var process = OtherProcess.start(FLAGS, NodeProcess.class, name, provider.toString(), Boolean.toString(effects));
    var in = process.process().outputWriter();
    in.write("postgresql://%s:%s@%s:%d/%s?sslmode=disable\n".formatted(database.user(), database.password(), database.host(),
        database.port(), database.name()));
    in.flush();
    if (!"ready".equals(process.line())) throw new IOException("node " + name + " does not start");
    return new NodeProcess(name, process);
  }

  public static void main(String... args) throws Exception {
    var url = new StringBuilder();
    for (int c = System.in.read(); c != '\n'; c = System.in.read()) url.append((char) c);
    var node = BenchNode.open(Database.parse(url.toString()), args[0]);
    node.start(BenchNode.each(new Polling(node.door(URI.create(args[1])), node.closing(), args[0], Boolean.parseBoolean(args[2]))));
    System.out.println("ready");
    while (System.in.read() >= 0) { /* whoever started it lives */ }
    System.exit(0);
  }

  String name() {
    return name;
  }

  /** CPU time that it has used so far. */
  Duration cpu() {
    return process.process().info().totalCpuDuration().orElseThrow();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.kill();
  }

  /** SIGSTOP: it does nothing, and does not know. */
  void freeze() {
    signal("-STOP");
  }

  /** SIGCONT. */
  void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      if (new ProcessBuilder("sh", "-c", "kill " + signal + " " + process.process().pid()).inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException("node " + name + " cannot be signalled");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override public void close() {
    process.process().destroyForcibly();
  }
}
