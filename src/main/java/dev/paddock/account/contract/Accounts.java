package dev.paddock.account.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import java.time.Duration;
import java.util.UUID;

/** Everything that other features may know of accounts. */
public interface Accounts {
  Address.Ask<GetContact, Found> CONTACT = new Address.Ask<>("account.contact", GetContact.class, Found.class);
  Address.Ask<CheckPassword, Checked> CHECK_PASSWORD = new Address.Ask<>("account.password.check", CheckPassword.class, Checked.class);
  Address.Fact<UserRegistered> USER_REGISTERED = new Address.Fact<>("account.user.registered", UserRegistered.class);
  Address.Fact<SessionEnded> SESSION_ENDED = new Address.Fact<>("account.session.ended", SessionEnded.class);

  record GetContact(long userId) implements Message {}

  sealed interface Found extends Message {
    /**
     * How to reach a user.
     *
     * @param verified whether he has shown that the address is his
     * @param timeZone such as {@code Europe/Vienna}
     * @param active   false from when he has asked to be forgotten
     */
    record Contact(long userId, String name, String email, boolean verified, String timeZone, boolean active) implements Found {
      @Override public String toString() {
        return "Contact[" + userId + "]";
      }
    }

    /** He has no account, or none any more. */
    record Nobody(long userId) implements Found {}
  }

  /** Before something that cannot be undone. @param address where the user is asking from */
  record CheckPassword(long userId, String password, String address) implements Message {
    @Override public String toString() {
      return "CheckPassword[" + userId + "]";
    }
  }

  sealed interface Checked extends Message {
    record Right() implements Checked {}

    record Wrong() implements Checked {}

    /** Not looked at: too many failures, or too much to do. */
    record Wait(Duration left) implements Checked {}
  }

  record UserRegistered(long userId) implements Message {}

  /** A log-in is over: whoever keeps something open for it closes that. */
  record SessionEnded(long userId, UUID sessionId) implements Message {}
}
