package dev.paddock.notify.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import dev.paddock.schedule.contract.Scheduling.Plan;
import java.time.Instant;
import java.util.Optional;

/** Everything that other features may know of notifications. */
public interface Notifying {
  Address.Fact<UserNotified> USER_CREATED = new Address.Fact<>("notify.user.created", UserNotified.class);

  /** Who does it. */
  String CORRECTION = "notify.correction";

  /** Work that tells every active user, once, of the correction that made {@code version}. */
  static Plan correction(String sessionId, int version, Instant now) {
    return new Plan("notify:" + sessionId + ":" + version, CORRECTION, "once", now, Optional.empty());
  }

  /** @param users how many active users the notification is for */
  record UserNotified(long notificationId, int users) implements Message {}
}
