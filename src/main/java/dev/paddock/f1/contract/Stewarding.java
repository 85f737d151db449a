package dev.paddock.f1.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import dev.paddock.f1.rules.ByHand.Fault;
import dev.paddock.f1.rules.ByHand.Row;
import java.util.List;

/** What administrators order about results. Each order is written down with who gave it and why, in the transaction that carries it out. */
public interface Stewarding {
  Address.Ask<Enter, Entered> ENTER = new Address.Ask<>("f1.result.enter", Enter.class, Entered.class);
  Address.Ask<Release, Released> RELEASE = new Address.Ask<>("f1.result.release", Release.class, Released.class);
  Address.Ask<Decide, Decided> DECIDE = new Address.Ask<>("f1.hold.decide", Decide.class, Decided.class);

  /** @param actor as the audit log names him; @param reason in his words */
  record Order(String actor, String reason) implements Message {}

  /** A result by hand: it becomes a version, and stands until it is released or the source agrees with it. */
  record Enter(String sessionId, List<Row> rows, Order order) implements Message {
    public Enter {
      rows = List.copyOf(rows);
    }
  }

  sealed interface Entered extends Message {
    /** @param changes against the version before, for people; empty for the first */
    record Stored(int version, String changes) implements Entered {}

    /** It is what is stored already. */
    record Same(int version) implements Entered {}

    record NoSuchSession() implements Entered {}

    /** The session is cancelled, or has not begun. */
    record NotNow(String why) implements Entered {}

    record Refused(List<Fault> faults) implements Entered {
      public Refused {
        faults = List.copyOf(faults);
      }
    }
  }

  /** The source's next answer takes the place of what was entered by hand. */
  record Release(String sessionId, Order order) implements Message {}

  sealed interface Released extends Message {
    record Done() implements Released {}

    /** Nothing was entered by hand that still stands. */
    record NothingToRelease() implements Released {}
  }

  /** @param revision of the hold as the administrator saw it */
  record Decide(long hold, long revision, boolean approve, Order order) implements Message {}

  sealed interface Decided extends Message {
    record Done() implements Decided {}

    record NoSuchHold() implements Decided {}

    /** Somebody, or a newer answer, was faster. */
    record Stale() implements Decided {}

    /** It was decided before. @param state approved, rejected, agreed or superseded */
    record Over(String state) implements Decided {}
  }
}
