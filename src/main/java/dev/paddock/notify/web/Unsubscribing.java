package dev.paddock.notify.web;

import dev.paddock.notify.rules.Kind;
import dev.paddock.notify.store.Readers;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Problem;
import dev.paddock.web.Request;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The link at the end of a mail. Whoever holds it may end mail of its kind, without a log-in: mail programs by a POST (RFC 8058), people
 * by looking at it and pressing a button. To look at it changes nothing: programs that check links do.
 */
public final class Unsubscribing {
  private static final String PURPOSE = "unsubscribe";
  private static final String HTML = "text/html";
  private static final String PAGE = """
      <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title>
      <h1>%s</h1>%s</html>
      """;
  private static final String BUTTON = "<form method=\"post\"><button>No more mail about %s</button></form>";

  private static final Map<String, String> POLICY = Map.of("Content-Security-Policy",
      "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");

  private final Readers readers;
  private final Seal seal;

  public Unsubscribing(Readers readers, Seal seal) {
    this.readers = readers;
    this.seal = seal;
  }

  /** What a link to that user is sealed with. */
  public static String token(Seal seal, long user, Kind kind) {
    return seal.close(PURPOSE, user + ":" + kind.word());
  }

  public List<Operation> list() {
    return List.of(
        new Operation("showUnsubscribe", request -> Future.succeededFuture(link(request)
            .map(link -> page("Mail about " + link.topic(), BUTTON.formatted(link.topic()))).orElseGet(Unsubscribing::unknown))),
        new Operation("unsubscribe", request -> link(request).map(link -> readers.unsubscribe(link.user, link.kind)
            .map(done -> request.prefers(HTML, "application/json") ? page("No more mail about " + link.topic(), "") : Answer.nothing()))
            .orElseGet(() -> Future.succeededFuture(unknown()))));
  }

  private record Link(long user, Kind kind) {
    String topic() {
      return switch (kind) {
        case CORRECTION -> "corrections";
        case DEADLINE -> "deadlines";
        case LEAGUE -> "leagues";
        case SECURITY -> "security";
      };
    }
  }

  private Optional<Link> link(Request request) {
    return seal.open(PURPOSE, request.text("token")).map(text -> text.split(":"))
        .map(parts -> new Link(Long.parseLong(parts[0]), Kind.of(parts[1]))).filter(link -> link.kind != Kind.SECURITY);
  }

  private static Answer page(String title, String rest) {
    return new Answer.With(Answer.text(200, HTML + "; charset=utf-8", PAGE.formatted(title, title, rest)), POLICY);
  }

  private static Answer unknown() {
    return Answer.refused(Problem.Kind.NOT_FOUND, "This link is not one of ours, or it is not complete.");
  }
}
