package dev.paddock.bench;

import dev.paddock.db.Database;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Nodes to be maltreated, each on a line of its own to the database. Not thread-safe, but for what comes to an end by itself. */
final class Stable implements AutoCloseable {
  private final Vertx vertx;
  private final URI provider;
  private final Random random;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Map<String, NodeProcess> nodes = new LinkedHashMap<>();
  /** Frozen or cut off: left alone until that is over. */
  private final Set<String> suffering = new HashSet<>();

  private Stable(Vertx vertx, URI provider, Random random) {
    this.vertx = vertx;
    this.provider = provider;
    this.random = random;
  }

  static Stable open(Vertx vertx, Database database, URI provider, List<String> names, Random random) throws IOException {
    var stable = new Stable(vertx, provider, random);
    for (var name : names) {
      stable.lines.put(name, Line.to(vertx, database));
      stable.start(name);
    }
    return stable;
  }

  private void start(String name) throws IOException {
    nodes.put(name, NodeProcess.start(lines.get(name).database(), name, provider, true));
  }

  /** Kills a node, and starts it anew a little later. */
  void kill(Duration later) throws IOException, InterruptedException {
    var name = any();
    nodes.get(name).kill();
    Thread.sleep(later);
    start(name);
  }

  /** Freezes a node, and goes on. */
  void freeze(Duration length) throws IOException, InterruptedException {
    var name = any();
    var node = nodes.get(name);
    node.freeze();
    suffer(name, length, node::thaw);
  }

  /** All connections of a node to the database end. */
  void cut() throws InterruptedException {
    lines.get(any()).cut();
  }

  /** Nothing comes through between a node and the database, and neither is told. */
  void silence(Duration length) throws InterruptedException {
    var name = any();
    lines.get(name).fallSilent();
    suffer(name, length, lines.get(name)::speakAgain);
  }

  /** Waits until no node suffers any more. */
  synchronized void recover() throws InterruptedException {
    while (!suffering.isEmpty()) wait();
  }

  private synchronized void suffer(String name, Duration length, Runnable end) {
    suffering.add(name);
    vertx.setTimer(length.toMillis(), over -> {
      end.run();
      synchronized (this) {
        suffering.remove(name);
        notifyAll();
      }
    });
  }

  /** One of those that do not suffer yet; waits for one if need be. */
  private synchronized String any() throws InterruptedException {
    while (suffering.size() == nodes.size()) wait();
    var well = new ArrayList<>(nodes.keySet());
    well.removeAll(suffering);
    return well.get(random.nextInt(well.size()));
  }

  @Override public void close() {
    nodes.values().forEach(NodeProcess::close);
    lines.values().forEach(Line::close);
  }
}
