package dev.paddock.fetch;

import dev.paddock.fetch.contract.Fetching.PageFetched;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.fetch.store.TrafficStore.Cell;
import dev.paddock.kernel.Spread;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node has asked, on its way to the database: one statement at a time, and the next takes along all that came meanwhile.
 * What could not be written waits for the next request. Event loop only.
 */
final class Traffic {
  private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);

  private final TrafficStore store;
  private final InstantSource time;
  private Map<Cell, Integer> waiting = new HashMap<>();
  private Future<Void> writing = Future.succeededFuture();

  Traffic(TrafficStore store, InstantSource time) {
    this.store = store;
    this.time = time;
  }

  void count(PageFetched page) {
    var minute = time.instant().truncatedTo(ChronoUnit.MINUTES);
    waiting.merge(new Cell(minute, page.provider(), page.outcome(), Spread.bucket(page.took())), 1, Integer::sum);
    if (writing.isComplete()) write();
  }

  /** When all that was counted is written, or cannot be. */
  Future<Void> written() {
    return writing.transform(over -> writing.isComplete() ? Future.succeededFuture() : written());
  }

  private void write() {
    var these = waiting;
    waiting = new HashMap<>();
    writing = store.add(these).onFailure(failure -> {
      LOG.warn("what was asked of providers is not written down yet: {}", failure.toString());
      these.forEach((cell, requests) -> waiting.merge(cell, requests, Integer::sum));
    });
    writing.onSuccess(added -> {
      if (!waiting.isEmpty()) write();
    });
  }
}
