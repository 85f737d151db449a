package dev.paddock.app;

import java.io.PrintWriter;
import java.util.function.UnaryOperator;

/** The service against the real sources and the system's clock, until the process is ended. */
public final class Run {
  private Run() {}

  /** Never returns by itself. Throws CannotStart when a server, the folder or the port cannot be had. */
  public static void run(Settings settings, PrintWriter out) throws InterruptedException {
    try (var farewell = new Farewell()) {
      var node = farewell.with(Node.open(settings, UnaryOperator.identity()));
      var timers = new SystemTimers(node.vertx());
      timers.follow(node.pools().reads()).await();
      var house = farewell.with(Paddock.open(node, settings, new Paddock.Course("run", timers, round -> true)));
      out.printf("Paddock is at http://localhost:%d; Ctrl-C ends it.%n", house.port());
      out.flush();
      Thread.currentThread().join();
    }
  }
}
