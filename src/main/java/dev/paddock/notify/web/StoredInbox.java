package dev.paddock.notify.web;

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
    var session = n.sessionId().substring(n.sessionId().lastIndexOf('-') + 1);
    return new Notification(n.id(), n.at(), n.title(), letter.text(), n.raceId(), session,
        n.version(), points(letter.own().before()), points(letter.own().after()), n.read());
  }

  private static Double points(Optional<Integer> hundredths) {
    return hundredths.map(h -> h / 100.0).orElse(null);
  }
}
