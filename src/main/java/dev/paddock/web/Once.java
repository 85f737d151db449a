package dev.paddock.web;

import dev.paddock.web.Repeats.Ask;
import dev.paddock.web.Repeats.Kept;
import dev.paddock.web.Repeats.Turn;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A request under an Idempotency-Key is carried out once at most, however often it comes: the same again is answered the same. What was
 * refused or failed had no effect, so its key is free for another try; what died half-way may have had, so its key is never used again.
 */
final class Once {
  private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

  private final Repeats repeats;

  /** What an operation lets be kept of its answers. */
  enum Keeps {
    /** It may be carried out as often as it is asked for. */
    NOTHING,
    ANSWER,
    /** The answer has a secret that is told once only. */
    THAT_IT_WAS
  }

  Once(Repeats repeats) {
    this.repeats = repeats;
  }

  static boolean isKey(String text) {
    return KEY.matcher(text).matches();
  }

  /** @param operation and {@code uri} say what is asked, with the body */
  static Ask ask(String caller, String key, String operation, String uri, Buffer body) {
    var all = Buffer.buffer(operation).appendString("\n").appendString(uri).appendString("\n").appendBuffer(body);
    return new Ask(caller, key, HexFormat.of().formatHex(Reply.sha256(all)));
  }

  Future<Answer> answer(Ask ask, Keeps keeps, Supplier<Future<Answer>> operation) {
    return repeats.begin(ask).compose(turn -> switch (turn) {
      case Turn.First(var claim) -> first(ask, claim, keeps, operation);
      case Turn.Again(var answer) -> Future.succeededFuture(again(answer));
      case Turn.UnderWay() -> refused(Problem.of(Problem.Kind.IDEMPOTENCY_IN_FLIGHT));
      case Turn.InDoubt() -> Future.succeededFuture(Answer.refused(Problem.Kind.CONFLICT,
          "The service stopped while it carried this request out. Look whether it was done; to ask again use another key."));
      case Turn.Different() -> refused(Problem.of(Problem.Kind.IDEMPOTENCY_MISMATCH));
    });
  }

  private Future<Answer> first(Ask ask, String claim, Keeps keeps, Supplier<Future<Answer>> operation) {
    return Future.<Answer>future(promise -> operation.get().onComplete(promise)).transform(answered -> {
      var kept = answered.succeeded() ? kept(answered.result()) : Optional.<Kept>empty();
      var ended = kept.map(answer -> repeats.keep(ask, claim, keeps == Keeps.ANSWER ? answer : told(answer)))
          .orElseGet(() -> repeats.free(ask, claim).otherwiseEmpty());
      return ended.transform(done -> answered.succeeded() ? Future.succeededFuture(answered.result())
          : Future.failedFuture(answered.cause()));
    });
  }

  private static Kept told(Kept answer) {
    return new Kept(answer.status(), Optional.empty(), Optional.empty());
  }

  private static Optional<Kept> kept(Answer answer) {
    return switch (answer) {
      case Answer.Made(var status, var body, var location) -> Optional.of(new Kept(status, location, Optional.of(Wire.write(body))));
      case Answer.Json(var body, var caching) -> Optional.of(new Kept(200, Optional.empty(), Optional.of(Wire.write(body))));
      case Answer.Revised(var body, var revision, var caching) ->
          Optional.of(new Kept(200, Optional.empty(), Optional.of(Wire.write(body))));
      case Answer.Nothing() -> Optional.of(new Kept(204, Optional.empty(), Optional.empty()));
      case Answer.With(var inner, var headers) -> kept(inner);
      case Answer.Held(var inner, var holds) -> kept(inner);
      case Answer.Content content -> Optional.of(new Kept(content.status(), Optional.empty(), Optional.empty()));
      case Answer.Tagged tagged -> Optional.of(new Kept(200, Optional.empty(), Optional.empty()));
      case Answer.Streamed streamed -> Optional.of(new Kept(200, Optional.empty(), Optional.empty()));
      case Answer.Refused(var problem) -> Optional.empty();
      case Answer.Endless endless -> Optional.empty();
    };
  }

  private static Answer again(Kept answer) {
    if (answer.status() != 204 && answer.body().isEmpty()) return Answer.refused(Problem.Kind.CONFLICT,
        "This request was carried out before. What it answered is told once only: look at what it made, or make another under another key.");
    var headers = new HashMap<String, String>();
    headers.put("Idempotent-Replayed", "true");
    answer.location().ifPresent(where -> headers.put("Location", where));
    return new Answer.With(answer.body().<Answer>map(body -> new Answer.Content(answer.status(), Reply.JSON, body, Answer.Caching.PERSONAL))
        .orElseGet(Answer.Nothing::new), headers);
  }

  private static Future<Answer> refused(Problem problem) {
    return Future.succeededFuture(new Answer.Refused(problem));
  }
}
