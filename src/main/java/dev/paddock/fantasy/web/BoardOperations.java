package dev.paddock.fantasy.web;

import dev.paddock.fantasy.web.Rankings.Page;
import dev.paddock.fantasy.web.Rankings.Row;
import dev.paddock.fantasy.web.Rankings.Shown;
import dev.paddock.web.Answer;
import dev.paddock.web.Answer.Caching;
import dev.paddock.web.AnswerCache;
import dev.paddock.web.Operation;
import dev.paddock.web.Problem;
import dev.paddock.web.Request;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The contract's operations on rankings. A page is of one snapshot, and its cursors lead on in that very snapshot. */
public final class BoardOperations {
  private static final List<String> INSTEAD_OF_CURSOR = List.of("snapshot", "around", "teamId", "asOf");

  private final Rankings rankings;
  private final AnswerCache answers;
  private final Seal seal;

  /** @param answers for pages: what a snapshot's page says can never change */
  public BoardOperations(Rankings rankings, AnswerCache answers, Seal seal) {
    this.rankings = rankings;
    this.answers = answers;
    this.seal = seal;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("getLeaderboard", this::leaderboard),
        new Operation("exportLeaderboard", this::export),
        new Operation("getTeamRankHistory", request -> rankings.history(request.number("teamId")).map(found ->
            found.map(Answer::live).orElseGet(() -> Answer.notFound("team " + request.number("teamId"))))));
  }

  /** Where a page begins: what a cursor carries. */
  private record Place(long snapshot, int offset, int limit) {
    static Place parse(String text) {
      var parts = text.split(":");
      return new Place(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    String text() {
      return snapshot + ":" + offset + ":" + limit;
    }
  }

  private Future<Answer> leaderboard(Request request) {
    var cursor = request.maybeText("cursor");
    if (cursor.isPresent()) return turned(request, cursor.get());
    if (request.maybeText("around").isPresent()) return around(request);
    return asked(request).compose(found -> switch (found) {
      case Found.Not(var why) -> Future.succeededFuture(why);
      case Found.There(var shown, var caching) -> page(shown, request.count("offset"), request.count("limit"), caching);
    });
  }

  private Future<Answer> turned(Request request, String cursor) {
    var board = request.text("board");
    var besides = INSTEAD_OF_CURSOR.stream().filter(name -> request.maybeText(name).isPresent()).findFirst();
    if (besides.isPresent()) return Future.succeededFuture(Answer.malformed(besides.get(), "A cursor says all of that."));
    var place = seal.open(purpose(board), cursor).map(Place::parse);
    if (place.isEmpty()) return Future.succeededFuture(Answer.malformed("cursor", "That is no cursor of this board."));
    return rankings.snapshot(board, place.get().snapshot).compose(shown -> shown.isEmpty() ? Future.succeededFuture(gone())
        : page(shown.get(), place.get().offset, place.get().limit, Caching.LASTING));
  }

  /** A snapshot that a request is about, or why there is none. */
  private sealed interface Found {
    record There(Shown shown, Caching caching) implements Found {}

    record Not(Answer why) implements Found {}
  }

  private Future<Found> asked(Request request) {
    var board = request.text("board");
    var snapshot = request.maybeNumber("snapshot");
    if (snapshot.isPresent()) {
      return rankings.snapshot(board, snapshot.get()).compose(shown -> shown.isPresent()
          ? Future.succeededFuture(new Found.There(shown.get(), Caching.LASTING))
          : rankings.latest(board).map(any -> new Found.Not(any.isEmpty() ? Answer.notFound("board " + board) : gone())));
    }
    var asOf = request.maybeText("asOf");
    if (asOf.isEmpty()) return rankings.latest(board).map(shown -> found(board, shown));
    var then = instant(asOf.get());
    if (then.isEmpty()) return Future.succeededFuture(new Found.Not(Answer.malformed("asOf", "Expected a time such as 2026-11-22T12:00:00Z.")));
    return rankings.asOf(board, then.get()).map(shown -> found(board, shown));
  }

  private static Found found(String board, Optional<Shown> shown) {
    return shown.<Found>map(there -> new Found.There(there, Caching.LIVE))
        .orElseGet(() -> new Found.Not(Answer.notFound("board " + board)));
  }

  private Future<Answer> page(Shown shown, int offset, int limit, Caching caching) {
    var key = "board:" + shown.board() + ":" + shown.snapshot() + ":" + offset + ":" + limit;
    return answers.get(key, caching, () -> rankings.rows(shown.snapshot(), offset, limit)
            .map(rows -> Answer.lasting(body(shown, offset, limit, rows))))
        .map(answer -> new Answer.Held(linked(answer, shown, offset, limit), holds(shown, caching)));
  }

  private BooleanSupplier holds(Shown shown, Caching caching) {
    return caching == Caching.LASTING ? () -> true : () -> rankings.isLatest(shown.board(), shown.snapshot());
  }

  /** The page with somebody's team in its middle, marked. */
  private Future<Answer> around(Request request) {
    return asked(request).compose(found -> switch (found) {
      case Found.Not(var why) -> Future.succeededFuture(why);
      case Found.There(var shown, var caching) -> around(request, shown);
    });
  }

  private Future<Answer> around(Request request, Shown shown) {
    var around = request.text("around");
    var chosen = request.maybeNumber("teamId");
    if (!around.equals("me")) return around(request, shown, List.of(Long.parseLong(around)), Caching.LIVE);
    if (request.asking().isEmpty()) {
      return Future.succeededFuture(Answer.refused(Problem.Kind.UNAUTHENTICATED, "around=me needs to know who you are: send a token."));
    }
    return rankings.teamsOf(request.caller().user(), shown.season(), shown.ruleSet()).compose(mine ->
        around(request, shown, chosen.isEmpty() ? mine : mine.stream().filter(chosen.get()::equals).toList(), Caching.PERSONAL));
  }

  private Future<Answer> around(Request request, Shown shown, List<Long> teams, Caching caching) {
    int limit = request.count("limit");
    return rankings.best(shown.snapshot(), teams).compose(best -> {
      if (best.isEmpty()) return Future.succeededFuture(Answer.notFound("such team on " + shown.board()));
      int offset = Math.clamp(best.getAsInt() - limit / 2, 0, Math.max(0, shown.total() - limit));
      return rankings.rows(shown.snapshot(), offset, limit).map(rows -> linked(new Answer.Json(
          body(shown, offset, limit, marked(rows, best.getAsInt() - offset)), caching), shown, offset, limit));
    });
  }

  private static List<Row> marked(List<Row> rows, int at) {
    return IntStream.range(0, rows.size()).mapToObj(i -> i == at ? rows.get(i).mark() : rows.get(i)).toList();
  }

  private Page body(Shown shown, int offset, int limit, List<Row> rows) {
    return new Page(shown.board(), shown.snapshot(), shown.at(), shown.total(), offset, rows,
        next(shown, offset, limit).orElse(null), previous(shown, offset, limit).orElse(null));
  }

  private Optional<String> next(Shown shown, int offset, int limit) {
    return offset + limit >= shown.total() ? Optional.empty() : Optional.of(cursor(shown, offset + limit, limit));
  }

  private Optional<String> previous(Shown shown, int offset, int limit) {
    return offset == 0 ? Optional.empty() : Optional.of(cursor(shown, Math.max(0, offset - limit), Math.min(limit, offset)));
  }

  private String cursor(Shown shown, int offset, int limit) {
    return seal.close(purpose(shown.board()), new Place(shown.snapshot(), offset, limit).text());
  }

  /** RFC 8288. */
  private Answer linked(Answer answer, Shown shown, int offset, int limit) {
    var links = Stream.concat(next(shown, offset, limit).map(cursor -> link(shown, cursor, "next")).stream(),
        previous(shown, offset, limit).map(cursor -> link(shown, cursor, "prev")).stream()).toList();
    return links.isEmpty() ? answer : new Answer.With(answer, Map.of("Link", String.join(", ", links)));
  }

  private static String link(Shown shown, String cursor, String rel) {
    return "</api/v1/leaderboards/" + shown.board() + "?cursor=" + cursor + ">; rel=\"" + rel + '"';
  }

  private Future<Answer> export(Request request) {
    return asked(request).map(found -> switch (found) {
      case Found.Not(var why) -> why;
      case Found.There(var shown, var caching) -> new BoardExport(rankings, shown, format(request)).answer(caching);
    });
  }

  private static BoardExport.Format format(Request request) {
    return request.maybeText("format").map(BoardExport.Format::of).orElseGet(() ->
        request.prefers(BoardExport.Format.NDJSON.mediaType, BoardExport.Format.CSV.mediaType) ? BoardExport.Format.NDJSON
            : BoardExport.Format.CSV);
  }

  private static String purpose(String board) {
    return "board:" + board;
  }

  private static Answer gone() {
    return new Answer.Refused(Problem.of(Problem.Kind.SNAPSHOT_GONE, null));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
