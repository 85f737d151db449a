package dev.paddock.web;

import dev.paddock.web.Hall.Verdict;
import dev.paddock.web.Problem.Kind;
import dev.paddock.web.Rights.Holder;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The contract's operation for clients without SockJS: {@code push.*} as server-sent events, with the same topics, rights and bounds. Whose
 * topics are whose is shown by a ticket, as on a socket, or by an access token, for clients that can send a header.
 */
final class PushStreams {
  private static final String MEDIA_TYPE = "text/event-stream";

  private final Hall hall;
  private final Door door;

  PushStreams(Hall hall, Door door) {
    this.hall = hall;
    this.door = door;
  }

  Operation operation() {
    return new Operation("listen", this::listen);
  }

  private Future<Answer> listen(Request request) {
    if (!door.origins().letIn(request)) return refused(Kind.FORBIDDEN, "Pages of that origin may not listen.");
    var named = Stream.of(request.text("topics").split(",")).distinct().toList();
    if (named.size() > Listener.TOPICS) return Future.succeededFuture(Answer.malformed("topics", "At most " + Listener.TOPICS + "."));
    var topics = named.stream().flatMap(address -> Topic.parse(address).stream()).toList();
    if (topics.size() < named.size()) return Future.succeededFuture(Answer.notFound("topic among these that one can listen to"));
    if (!hall.audience().comesIn(request.address())) return refused(Kind.RATE_LIMITED, "Too many listen.");
    var stream = new PushStream(hall, request.address());
    hall.add(stream);
    return holder(request).compose(holder -> {
      holder.ifPresent(stream::heldBy);
      return entered(stream, topics);
    }).<Answer>map(refusal -> refusal.<Answer>map(Answer.Refused::new)
        .orElseGet(() -> new Answer.Endless(MEDIA_TYPE, to -> stream.open(to, topics, request.header("last-event-id")))))
        .onComplete(answered -> {
          if (answered.failed() || answered.result() instanceof Answer.Refused) stream.leave();
        });
  }

  private Future<Optional<Holder>> holder(Request request) {
    var known = request.asking().flatMap(caller -> caller.session().map(session -> new Holder(caller.user(), session)));
    return known.isPresent() || request.maybeText("ticket").isEmpty() ? Future.succeededFuture(known)
        : OwnLoop.back(hall.audience().rights.tear(request.text("ticket")));
  }

  /** All, or why not. */
  private Future<Optional<Problem>> entered(PushStream stream, List<Topic> topics) {
    Future<Optional<Problem>> so = Future.succeededFuture(Optional.empty());
    for (var topic : topics) {
      so = so.compose(refused -> refused.isPresent() ? Future.succeededFuture(refused)
          : hall.enter(topic, stream).map(verdict -> verdict == Verdict.LET ? Optional.empty() : Optional.of(problem(topic, stream))));
    }
    return so;
  }

  private static Problem problem(Topic topic, PushStream stream) {
    return stream.holder().isEmpty() ? Problem.of(Kind.UNAUTHENTICATED, topic.address() + " wants a ticket, or an access token.")
        : Problem.of(Kind.FORBIDDEN, topic.address() + " is not for the caller.");
  }

  private static Future<Answer> refused(Kind kind, String why) {
    return Future.succeededFuture(Answer.refused(kind, why));
  }
}
