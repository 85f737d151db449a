package dev.paddock.notify;

import dev.paddock.bus.Bus;
import dev.paddock.db.Database;
import dev.paddock.db.Listener;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.notify.contract.Notifying.LetterArrived;
import dev.paddock.notify.contract.Notifying.LettersMissed;
import dev.paddock.notify.store.Notifications;
import dev.paddock.notify.store.PgLetters;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says on its node that a notification was committed, whichever node wrote it: to its reader, or to all who listen here. Every node hears
 * the database itself; one that did not hear it for a while says that something may have been missed. Event loop, no state.
 */
public final class HeraldVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(HeraldVerticle.class);

  private final Bus bus;
  private final Database database;
  private final Notifications notifications;
  private final Supplier<Collection<Long>> listeners;
  private Listener listener;

  /** @param listeners users who listen on this node at that moment */
  public HeraldVerticle(Bus bus, Database database, Notifications notifications, Supplier<Collection<Long>> listeners) {
    this.bus = bus;
    this.database = database;
    this.notifications = notifications;
    this.listeners = listeners;
  }

  @Override public Future<?> start() {
    return Listener.start(vertx, database, PgLetters.CHANNEL, this::missed, this::heard).onSuccess(started -> listener = started);
  }

  @Override public Future<?> stop() {
    return listener == null ? Future.succeededFuture() : listener.close();
  }

  private void missed() {
    bus.tellHere(Notifying.LETTERS_MISSED, new LettersMissed());
  }

  /** {@code <id>:<user>}, or {@code <id>:} for everybody. */
  private void heard(String said) {
    var id = Long.parseLong(said.substring(0, said.indexOf(':')));
    var user = said.substring(said.indexOf(':') + 1);
    Collection<Long> here = listeners.get();
    var readers = user.isEmpty() ? here : here.contains(Long.valueOf(user)) ? List.of(Long.valueOf(user)) : List.<Long>of();
    if (readers.isEmpty()) return;
    notifications.unread(readers)
        .onSuccess(unread -> unread.forEach((reader, count) -> bus.tellHere(Notifying.LETTER_ARRIVED, new LetterArrived(id, reader, count))))
        .onFailure(failed -> LOG.warn("nobody here heard of notification {}: {}", id, failed.toString()));
  }
}
