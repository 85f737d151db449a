package dev.paddock.notify.web;

import dev.paddock.web.Answer;
import dev.paddock.web.Caller;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** The contract's operations on the corrections that a player was told of: anybody's, if he was drawn and has no account; else his own. */
public final class InboxOperations {
  private final Inbox inbox;
  private final LongFunction<Future<Boolean>> hasAccount;

  public InboxOperations(Inbox inbox, LongFunction<Future<Boolean>> hasAccount) {
    this.inbox = inbox;
    this.hasAccount = hasAccount;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("listUserNotifications", request -> own(request, () -> inbox.of(request.number("userId"), request.count("limit"))
            .map(found -> found.map(Answer::personal).orElseGet(() -> nobody(request))))),
        new Operation("markRead", request -> own(request, () -> inbox.markRead(request.number("userId"), request.number("id"))
            .map(known -> known ? Answer.nothing() : Answer.notFound("notification " + request.number("id") + " of that user")))));
  }

  private Future<Answer> own(Request request, Supplier<Future<Answer>> answer) {
    var user = request.number("userId");
    if (request.asking().map(Caller::user).filter(asking -> asking == user).isPresent()) return answer.get();
    return hasAccount.apply(user).compose(has -> has ? Future.succeededFuture(nobody(request)) : answer.get());
  }

  private static Answer nobody(Request request) {
    return Answer.notFound("user " + request.number("userId"));
  }
}
