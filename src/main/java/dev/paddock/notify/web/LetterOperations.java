package dev.paddock.notify.web;

import dev.paddock.notify.LetterJson;
import dev.paddock.notify.Mailbox;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The contract's operations on a user's own notifications: letters to him, and what everybody is told. */
public final class LetterOperations {
  private static final String PURPOSE = "notifications";

  private final Mailbox mailbox;
  private final Seal seal;

  public LetterOperations(Mailbox mailbox, Seal seal) {
    this.mailbox = mailbox;
    this.seal = seal;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("listMyNotifications", this::page),
        new Operation("markMyNotificationRead", request -> mailbox.markOwnRead(user(request), Optional.of(request.number("id")))
            .map(known -> known ? Answer.nothing() : Answer.notFound("notification " + request.number("id")))),
        new Operation("markAllMyNotificationsRead", request -> mailbox.markOwnRead(user(request), Optional.empty())
            .map(Answer.nothing())));
  }

  private Future<Answer> page(Request request) {
    var cursor = request.maybeText("cursor");
    var before = cursor.flatMap(sealed -> seal.open(PURPOSE, sealed)).map(Long::valueOf);
    if (cursor.isPresent() && before.isEmpty())
      return Future.succeededFuture(Answer.malformed("cursor", "Expected a cursor as an answer to this operation has given it."));
    var limit = request.count("limit");
    return mailbox.ofUser(user(request), before, request.text("unread").equals("true"), limit)
        .map(letters -> Answer.personal(json(letters, limit)));
  }

  private JsonObject json(Mailbox.Letters letters, int limit) {
    var list = letters.letters();
    var json = new JsonObject().put("unread", letters.unread())
        .put("notifications", new JsonArray(list.stream().map(LetterJson::of).toList()));
    if (list.size() == limit) json.put("next", seal.close(PURPOSE, Long.toString(list.getLast().notification().id())));
    return json;
  }

  private static long user(Request request) {
    return request.caller().user();
  }
}
