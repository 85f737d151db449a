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
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The contract's operations on how leagues went: round by round, season by season, to take home, and all of a player's at a glance. */
public final class LeagueHistoryOperations {
  private static final int PODIUM = 10;
  private static final Map<Format, String> MEDIA_TYPES =
      Map.of(Format.CSV, "text/csv", Format.JSON, "application/json", Format.NDJSON, "application/x-ndjson");

  private final Leagues leagues;
  private final LeagueSight sight;
  private final LeagueBoards boards;
  private final Teams teams;
  private final Memberships memberships;

  public LeagueHistoryOperations(Leagues leagues, LeagueBoards boards, Teams teams) {
    this.leagues = leagues;
    this.sight = new LeagueSight(leagues);
    this.boards = boards;
    this.teams = teams;
    this.memberships = new Memberships(leagues, boards);
  }

  public List<Operation> list() {
    return List.of(
        new Operation("getLeagueRankHistory", request -> sight.visible(request, seen -> rankHistory(request, seen.league()))),
        new Operation("getLeagueHistory", request -> sight.asMember(request, seen -> history(seen.league()))),
        new Operation("exportLeague", request -> sight.asMember(request, seen -> export(request, seen.league()))),
        new Operation("listMyLeagues", this::mine));
  }

  private Future<Answer> rankHistory(Request request, League league) {
    long team = request.number("teamId");
    return leagues.isIn(league.id(), team).compose(in -> !in ? Future.succeededFuture(LeagueRefusals.of(Refusal.NO_MEMBER))
        : boards.global(league, Optional.empty(), Optional.empty()).compose(season -> season.isEmpty()
            ? Future.succeededFuture(LeagueSight.answer(league, new LeagueView.RankHistory(league.id(), team, List.of())))
            : boards.rounds(league, season.get()).compose(rounds -> boards.history(league, league.members(), rounds, team)
                .map(ranks -> LeagueSight.answer(league, new LeagueView.RankHistory(league.id(), team, IntStream.range(0, ranks.length)
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
        : boards.rows(season, season.members(), global.get()).compose(rows -> LeagueView.Row.named(teams, rows.page(0, PODIUM)))
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
        .map(bytes -> Answer.file("league-" + league.id() + "." + request.text("format"), MEDIA_TYPES.get(format), bytes,
            Caching.PERSONAL));
  }

  private Future<LeagueSheet> sheet(League league, Optional<Board> global, long[] members, Map<Long, Teams.Team> named) {
    if (global.isEmpty()) {
      return Future.succeededFuture(new LeagueSheet(league, global, BoardSnapshot.EMPTY, List.of(), members, named));
    }
    return boards.rows(league, league.members(), global.get()).compose(board -> boards.rounds(league, global.get())
        .map(rounds -> new LeagueSheet(league, global, board, rounds, members, named)));
  }

  private Future<Answer> mine(Request request) {
    long user = request.caller().user();
    return memberships.of(user, request.maybeNumber("season").map(Math::toIntExact)).compose(mine -> leagues.requestsOf(user).map(asked ->
        Answer.personal(new LeagueView.Mine(mine.stream().map(in -> membership(in, user)).toList(),
            asked.stream().map(LeagueView.Request::of).toList()))));
  }

  private static LeagueView.Membership membership(Memberships.Membership in, long user) {
    var mine = in.mine();
    return new LeagueView.Membership(LeagueView.League.of(mine.seen(), user), mine.team(), mine.name(), mine.joinedAt(),
        in.row().map(BoardSnapshot.Row::rank).orElse(null),
        in.row().map(BoardSnapshot.Row::previousRank).filter(rank -> rank > 0).orElse(null),
        in.row().map(row -> LeagueView.points(row.points())).orElse(null), in.ranked());
  }
}
