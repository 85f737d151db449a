package dev.paddock.notify.web;

import dev.paddock.fantasy.contract.Fantasy.Delta;
import dev.paddock.notify.Mailbox;
import io.vertx.core.Future;
import java.util.Optional;

/** A user's mailbox in the words of the API. */
public final class StoredInbox implements Inbox {
  private final Mailbox mailbox;

  public StoredInbox(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override public Future<Optional<Notifications>> of(long userId, int limit) {
    return mailbox.of(userId, limit).map(found -> found.map(letters ->
        new Notifications(userId, letters.unread(), letters.letters().stream().map(StoredInbox::notification).toList())));
  }

  @Override public Future<Boolean> markRead(long userId, long id) {
    return mailbox.markRead(userId, id);
  }

  private static Notification notification(Mailbox.Letter letter) {
    var n = letter.notification();
    var c = n.correction().orElseThrow();
    var own = letter.own().stream().findFirst();
    return new Notification(n.id(), n.at(), n.title(), letter.text(), c.raceId(), code(c.sessionId()), c.version(),
        own.flatMap(Delta::before).map(StoredInbox::points).orElse(null), own.map(Delta::after).map(StoredInbox::points).orElse(null), n.read());
  }

  /** R of 2025-las-vegas-R. */
  static String code(String sessionId) {
    return sessionId.substring(sessionId.lastIndexOf('-') + 1);
  }

  static double points(int hundredths) {
    return hundredths / 100.0;
  }
}
