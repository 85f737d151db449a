package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.Refusal;
import dev.paddock.fantasy.store.Board;
import dev.paddock.fantasy.store.LeagueBoards;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.fantasy.store.Teams;
import dev.paddock.sheet.Format;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The contract's operations on the rankings of leagues. */
public final class LeagueBoardOperations {
  private static final int PODIUM = 10;
  private static final Map<Format, String> MEDIA_TYPES =
      Map.of(Format.CSV, "text/csv", Format.JSON, "application/json", Format.NDJSON, "application/x-ndjson");

  private final Leagues leagues;
  private final LeagueBoards boards;
  private final Teams teams;
  private final Seal seal;
  private final AnswerCache answers;

  /** @param answers for pages: what one of them says can never change */
  public LeagueBoardOperations(Leagues leagues, LeagueBoards boards, Teams teams, Seal seal, AnswerCache answers) {
    this.leagues = leagues;
    this.boards = boards;
    this.teams = teams;
    this.seal = seal;
    this.answers = answers;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("getLeagueLeaderboard", request -> visible(request, seen -> leaderboard(request, seen.league()))),
        new Operation("getLeagueRankHistory", request -> visible(request, seen -> rankHistory(request, seen.league()))),
        new Operation("getLeagueHistory", request -> asMember(request, this::history)),
        new Operation("exportLeague", request -> asMember(request, league -> export(request, league))),
        new Operation("listMyLeagues", this::mine));
  }

  private Future<Answer> visible(Request request, Function<Leagues.Seen, Future<Answer>> then) {
    return leagues.league(LeagueOperations.id(request), user(request)).compose(found -> found.filter(Leagues.Seen::visible).map(then)
        .orElseGet(() -> Future.succeededFuture(LeagueRefusals.of(Refusal.NO_LEAGUE))));
  }

  private Future<Answer> asMember(Request request, Function<League, Future<Answer>> then) {
    return visible(request, seen -> seen.isIn() ? then.apply(seen.league())
        : Future.succeededFuture(LeagueRefusals.of(Refusal.NOT_MEMBER)));
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
          return snapshot.isPresent() ? gone() : Future.succeededFuture(answer(league, empty(league, race, count)));
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
    return answers.get(key, caching(league), () -> boards.rows(league, members, global)
        .compose(rows -> named(rows.page(offset, limit)).map(page -> {
          int next = offset + page.size();
          var purpose = purpose(league, request.maybeText("race"));
          return Answer.personal(new LeagueView.Board(league.id(), league.name(), global.name(), global.id(), global.madeAt(), members,
              rows.size(), offset, page, next >= rows.size() ? null : seal.close(purpose, new Place(global.id(), members, next).text())));
        })));
  }

  private Future<List<LeagueView.Row>> named(List<BoardSnapshot.Row> rows) {
    return teams.teams(rows.stream().map(BoardSnapshot.Row::team).toList())
        .map(found -> rows.stream().map(row -> LeagueView.Row.of(row, found.get(row.team()))).toList());
  }

  /** What only some may see is kept by nobody. */
  private static Caching caching(League league) {
    return league.open() ? Caching.LIVE : Caching.PERSONAL;
  }

  private static Answer answer(League league, Object body) {
    return new Answer.Json(body, caching(league));
  }

  private static String purpose(League league, Optional<String> race) {
    return "league-board:" + league.id() + ":" + race.orElse("");
  }

  private Future<Answer> rankHistory(Request request, League league) {
    long team = request.number("teamId");
    return leagues.isIn(league.id(), team).compose(in -> !in ? Future.succeededFuture(LeagueRefusals.of(Refusal.NO_MEMBER))
        : boards.global(league, Optional.empty(), Optional.empty()).compose(season -> season.isEmpty()
            ? Future.succeededFuture(answer(league, new LeagueView.RankHistory(league.id(), team, List.of())))
            : boards.rounds(league, season.get()).compose(rounds -> boards.history(league, league.members(), rounds, team)
                .map(ranks -> answer(league, new LeagueView.RankHistory(league.id(), team, IntStream.range(0, ranks.length)
                    .mapToObj(i -> new LeagueView.Round(rounds.get(i).raceId(), rounds.get(i).weekend().round(),
                        ranks[i] == 0 ? null : ranks[i])).toList()))))));
  }

  private Future<Answer> history(League league) {
    return leagues.seasons(league.id()).compose(seasons -> Future.join(seasons.stream().map(season -> season(season, league)).toList())
        .map(read -> Answer.personal(new LeagueView.History(league.id(), read.list()))));
  }

  private Future<LeagueView.Season> season(League season, League current) {
    return boards.global(season, Optional.empty(), Optional.empty()).compose(global -> global.isEmpty()
        ? Future.succeededFuture(season(season, current, null, null, List.of()))
        : boards.rows(season, season.members(), global.get()).compose(rows -> named(rows.page(0, PODIUM)))
            .map(best -> season(season, current, global.get().id(), global.get().madeAt(), best)));
  }

  private static LeagueView.Season season(League season, League current, Long snapshot, Instant at, List<LeagueView.Row> rows) {
    return new LeagueView.Season(season.id(), season.season(), season.name(), season.ruleSet(), season.size(), season.id() == current.id(),
        snapshot, at, rows);
  }

  private Future<Answer> export(Request request, League league) {
    var format = Format.valueOf(request.text("format").toUpperCase(Locale.ROOT));
    return boards.global(league, Optional.empty(), Optional.empty()).compose(global -> leagues.teamsAt(league.id(), league.members())
        .compose(members -> teams.teams(LongStream.of(members).boxed().toList()).compose(named -> sheet(league, global, members, named)))
        .compose(sheet -> boards.work(() -> sheet.write(format))))
        .map(bytes -> Answer.file("league-" + league.id() + "." + request.text("format"), MEDIA_TYPES.get(format), bytes, Caching.PERSONAL));
  }

  private Future<LeagueSheet> sheet(League league, Optional<Board> global, long[] members, Map<Long, Teams.Team> named) {
    if (global.isEmpty()) {
      return Future.succeededFuture(new LeagueSheet(league, global, BoardSnapshot.EMPTY, List.of(), members, named));
    }
    return boards.rows(league, league.members(), global.get()).compose(board -> boards.rounds(league, global.get())
        .map(rounds -> new LeagueSheet(league, global, board, rounds, members, named)));
  }

  private Future<Answer> mine(Request request) {
    long user = user(request);
    return leagues.of(user, request.maybeNumber("season").map(Math::toIntExact)).compose(mine -> leagues.requestsOf(user)
        .compose(asked -> Future.join(mine.stream().map(membership -> membership(membership, user)).toList())
            .map(read -> Answer.personal(new LeagueView.Mine(read.list(), asked.stream().map(LeagueView.Request::of).toList())))));
  }

  private Future<LeagueView.Membership> membership(Leagues.Mine mine, long user) {
    var league = mine.seen().league();
    return boards.global(league, Optional.empty(), Optional.empty()).compose(global -> global.isEmpty()
        ? Future.succeededFuture(BoardSnapshot.EMPTY) : boards.rows(league, league.members(), global.get())).map(rows -> {
          var row = rows.ofTeam(mine.team());
          return new LeagueView.Membership(LeagueView.League.of(mine.seen(), user), mine.team(), mine.name(), mine.joinedAt(),
              row.map(BoardSnapshot.Row::rank).orElse(null), row.map(BoardSnapshot.Row::previousRank).filter(rank -> rank > 0).orElse(null),
              row.map(r -> LeagueView.points(r.points())).orElse(null), rows.size());
        });
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
