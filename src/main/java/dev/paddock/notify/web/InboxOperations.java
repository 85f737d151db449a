package dev.paddock.notify.web;

import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import java.util.List;

/** The contract's operations on notifications. */
public final class InboxOperations {
  private final Inbox inbox;

  public InboxOperations(Inbox inbox) {
    this.inbox = inbox;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("listUserNotifications", request -> inbox.of(request.number("userId"), request.count("limit"))
            .map(found -> found.map(Answer::personal).orElseGet(() -> Answer.notFound("user " + request.number("userId"))))),
        new Operation("markRead", request -> inbox.markRead(request.number("userId"), request.number("id"))
            .map(known -> known ? Answer.nothing() : Answer.notFound("notification " + request.number("id") + " of that user"))));
  }
}
