package dev.paddock.notify.web;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the API reads and writes of a user's notifications. */
public interface Inbox {
  /** Newest first. An empty answer: no such user */
  Future<Optional<Notifications>> of(long userId, int limit);

  /** Again changes nothing. False: that user has no such notification */
  Future<Boolean> markRead(long userId, long id);

  record Notifications(long userId, int unread, List<Notification> notifications) {}

  /** @param before the user's team before the correction; null, as {@code after}, when it was not on the board */
  record Notification(long id, Instant at, String title, String text, String raceId, String session, int version,
      Double before, Double after, boolean read) {}
}
