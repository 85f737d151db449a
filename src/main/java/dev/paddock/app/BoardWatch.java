package dev.paddock.app;

import dev.paddock.bus.Bus;
import dev.paddock.db.Database;
import dev.paddock.db.Listener;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.store.Boards;
import dev.paddock.fantasy.store.ScoringStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears which boards other nodes have swapped, and ranks what is shown before anybody asks: at a million teams that takes seconds. */
final class BoardWatch extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(BoardWatch.class);

  private final Bus bus;
  private final Database database;
  private final Boards boards;
  private Listener listener;

  BoardWatch(Bus bus, Database database, Boards boards) {
    this.bus = bus;
    this.database = database;
    this.boards = boards;
  }

  @Override public Future<?> start() {
    boards.warm().onFailure(later -> log.warn("boards are ranked when they are asked for: {}", later.getMessage()));
    // whoever is told by a push must not be shown what was known before it, whichever way is the faster one
    return bus.on(Fantasy.BOARD_CHANGED, changed -> boards.swapped(changed.board()))
        .compose(hearing -> Listener.start(vertx, database, ScoringStore.SWAPPED, boards::missed, boards::swapped))
        .onSuccess(started -> listener = started);
  }

  @Override public Future<?> stop() {
    return listener == null ? Future.succeededFuture() : listener.close().otherwiseEmpty();
  }
}
