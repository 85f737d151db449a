package dev.paddock.app;

import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import java.io.PrintWriter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The service against the real sources and the system's clock, until the process is ended. */
public final class Run {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  private static final Duration OFTEN = Duration.ofMinutes(10);

  private Run() {}

  /** Never returns by itself. Throws CannotStart when a server, the folder or the port cannot be had. */
  public static void run(Settings settings, PrintWriter out) throws InterruptedException {
    try (var farewell = new Farewell()) {
      var node = farewell.with(Node.among(settings));
      var timers = new SystemTimers(node.vertx());
      timers.follow(node.pools().reads()).await();
      node.bus().onHere(Scheduling.SLOT_ENDED, Run::log).await();
      var house = farewell.with(Paddock.open(node, settings, new Paddock.Course("run", timers, round -> true)));
      out.printf("Paddock is at http://localhost:%d; Ctrl-C ends it.%n", house.port());
      out.flush();
      Thread.currentThread().join();
    }
  }

  /** One line a slot: an operator sees what failed, and when it is tried again. What stands unchanged every few minutes is no news. */
  private static void log(SlotEnded slot) {
    boolean often = slot.nextAt().filter(next -> next.isBefore(slot.endedAt().plus(OFTEN))).isPresent();
    LOG.atLevel(slot.ending() instanceof Ending.Retry ? Level.WARN
        : often && slot.ending().outcome().equals("done") ? Level.DEBUG : Level.INFO).log("{}: {}, {}{}",
        slot.subject(), slot.ending().outcome(),
        slot.ending().note().strip(), slot.nextAt().map(at -> "; again at " + at).orElse(""));
  }
}
