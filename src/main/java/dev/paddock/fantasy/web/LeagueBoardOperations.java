package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.store.Board;
import dev.paddock.fantasy.store.LeagueBoards;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.fantasy.store.Teams;
import dev.paddock.web.Answer;
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
import java.util.Optional;

/** The contract's operations on the rankings of leagues. */
public final class LeagueBoardOperations {
  private final Leagues leagues;
  private final LeagueSight sight;
  private final LeagueBoards boards;
  private final Teams teams;
  private final Seal seal;
  private final AnswerCache answers;

  /** @param answers for pages: what one of them says can never change */
  public LeagueBoardOperations(Leagues leagues, LeagueBoards boards, Teams teams, Seal seal, AnswerCache answers) {
    this.leagues = leagues;
    this.sight = new LeagueSight(leagues);
    this.boards = boards;
    this.teams = teams;
    this.seal = seal;
    this.answers = answers;
  }

  public List<Operation> list() {
    return List.of(new Operation("getLeagueLeaderboard", request -> sight.visible(request, seen -> leaderboard(request, seen.league()))));
  }

  /**
   * Which ranking, and from where: what a cursor carries. A page that follows is of the same snapshot and the same members as the one
   * before, whoever came or went meanwhile, because both are kept.
   */
  private record Place(long snapshot, long members, int offset) {
    static Place parse(String text) {
      var parts = text.split(":");
      return new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }

    String text() {
      return snapshot + ":" + members + ":" + offset;
    }
  }

  private Future<Answer> leaderboard(Request request, League league) {
    var race = request.maybeText("race");
    var cursor = request.maybeText("cursor");
    if (cursor.isPresent()) {
      var place = seal.open(purpose(league, race), cursor.get()).map(Place::parse);
      if (place.isEmpty()) return Future.succeededFuture(Answer.malformed("cursor", "That is no cursor of this ranking."));
      return boards.global(league, race, place.get().snapshot).compose(global -> global.isEmpty() ? gone()
          : page(request, league, global.get(), place.get().members, Optional.of(place.get().offset)));
    }
    var asOf = request.maybeText("asOf").map(LeagueBoardOperations::instant);
    if (asOf.isPresent() && asOf.get().isEmpty()) {
      return Future.succeededFuture(Answer.malformed("asOf", "Expected a time such as 2026-11-22T12:00:00Z."));
    }
    var then = asOf.flatMap(at -> at);
    var members = then.map(at -> leagues.membersAt(league.id(), at)).orElseGet(() -> Future.succeededFuture(league.members()));
    var snapshot = request.maybeNumber("snapshot");
    return members.compose(count -> (snapshot.isPresent() ? boards.global(league, race, snapshot.get()) : boards.global(league, race, then))
        .compose(global -> {
          if (global.isPresent()) return page(request, league, global.get(), count, Optional.empty());
          return snapshot.isPresent() ? gone() : Future.succeededFuture(LeagueSight.answer(league, empty(league, race, count)));
        }));
  }

  private static Future<Answer> gone() {
    return Future.succeededFuture(new Answer.Refused(Problem.of(Problem.Kind.SNAPSHOT_GONE, null)));
  }

  private static LeagueView.Board empty(League league, Optional<String> race, long members) {
    return new LeagueView.Board(league.id(), league.name(), LeagueBoards.name(league, race), null, null, members, 0, 0, List.of(), null);
  }

  private Future<Answer> page(Request request, League league, Board global, long members, Optional<Integer> from) {
    int limit = request.count("limit");
    if (from.isPresent() || request.maybeText("around").isEmpty()) return page(request, league, global, members, from.orElse(0), limit);
    return boards.rows(league, members, global).compose(rows -> leagues.teamsOf(league.id(), user(request)).compose(mine -> {
      var row = mine.stream().mapToInt(rows::rowOf).filter(at -> at >= 0).min();
      return row.isEmpty() ? Future.succeededFuture(Answer.notFound("team of yours in this ranking"))
          : page(request, league, global, members, Math.max(0, row.getAsInt() - limit / 2), limit);
    }));
  }

  /** Kept under all that it depends on. */
  private Future<Answer> page(Request request, League league, Board global, long members, int offset, int limit) {
    var key = "league:" + league.id() + ":" + league.revision() + ":" + members + ":" + global.id() + ":" + offset + ":" + limit;
    return answers.get(key, LeagueSight.caching(league), () -> boards.rows(league, members, global)
        .compose(rows -> LeagueView.Row.named(teams, rows.page(offset, limit)).map(page -> {
          int next = offset + page.size();
          var purpose = purpose(league, request.maybeText("race"));
          return Answer.personal(new LeagueView.Board(league.id(), league.name(), global.name(), global.id(), global.madeAt(), members,
              rows.size(), offset, page, next >= rows.size() ? null : seal.close(purpose, new Place(global.id(), members, next).text())));
        })));
  }

  private static String purpose(League league, Optional<String> race) {
    return "league-board:" + league.id() + ":" + race.orElse("");
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static long user(Request request) {
    return LeagueOperations.user(request);
  }
}
