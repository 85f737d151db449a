package dev.paddock.notify.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import dev.paddock.schedule.contract.Scheduling.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Everything that other features may know of notifications. Letters go in by {@code db.Letters}, mail by {@code db.Postbox}. */
public interface Notifying {
  Address.Fact<UserNotified> USER_CREATED = new Address.Fact<>("notify.user.created", UserNotified.class);
  Address.Fact<LetterArrived> LETTER_ARRIVED = new Address.Fact<>("notify.letter.arrived", LetterArrived.class);
  /** Notifications may have been written of which this node did not hear. */
  Address.Fact<LettersMissed> LETTERS_MISSED = new Address.Fact<>("notify.letters.missed", LettersMissed.class);

  /** Who does it. */
  String CORRECTION = "notify.correction";
  String BROADCAST = "notify.broadcast";
  String LETTER = "notify.letter";
  String MAIL = "notify.mail";
  String LOCKS = "notify.locks";
  String REMINDER = "notify.reminder";

  /** Work that tells every active user, once, of the correction that made {@code version}. */
  static Plan correction(String sessionId, int version, Instant now) {
    return new Plan("notify:" + sessionId + ":" + version, CORRECTION, "once", now, Optional.empty());
  }

  /** Work that finds out whom of many a notification for all of them is taken to by mail and webhook, some hundreds at a time. */
  static Plan broadcast(long notification, Instant now) {
    return new Plan("broadcast:" + notification, BROADCAST, "once", now, Optional.empty());
  }

  /** Work that takes a notification to one user by mail and webhook, as he has chosen, when he may be disturbed. */
  static Plan letter(long notification, long user, Instant now) {
    return new Plan("letter:" + notification + ":" + user, LETTER, "once", now, Optional.empty(), "letters", Duration.ZERO);
  }

  /** Work that sees to it that whoever wants to be reminded of a lock will be. @param spacing two looks are at least that far apart */
  static Plan locks(Duration spacing) {
    return new Plan("reminders", LOCKS, "reminder-watch", Instant.parse("2020-01-01T00:00:00Z"), Optional.empty(), "", spacing);
  }

  /** Work that reminds of a lock, hourly in the last days before it. Planned anew, it goes by the new instant. */
  static Plan reminder(String raceId, Instant lockAt) {
    return new Plan("reminder:" + raceId, REMINDER, "reminder", lockAt, Optional.of(lockAt));
  }

  /** Work that sends a mail. */
  static Plan mail(long mail, Instant now) {
    return new Plan("mail:" + mail, MAIL, "once", now, Optional.empty(), "mail", Duration.ZERO);
  }

  /** @param users how many active users the notification is for */
  record UserNotified(long notificationId, int users) implements Message {}

  /** @param unread notifications of that user, with this one */
  record LetterArrived(long notificationId, long user, int unread) implements Message {}

  /** See {@link #LETTERS_MISSED}. */
  record LettersMissed() implements Message {}
}
