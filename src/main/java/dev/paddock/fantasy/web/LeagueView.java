package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.store.LeagueCodes;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.fantasy.store.Teams;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** What the API says of leagues: the contract's schemas. Null components are those it does not require. */
final class LeagueView {
  private LeagueView() {}

  /** @param member whether who asks is in; {@code owned} whether it is his */
  record League(long id, int season, String name, String visibility, boolean approval, int sizeCap, int size, String ruleSet,
                int startRound, Long continues, long ownerId, String owner, boolean member, boolean owned, Instant createdAt) {
    static League of(Leagues.Seen seen, long asking) {
      var league = seen.league();
      return new League(league.id(), league.season(), league.name(), league.open() ? "public" : "private", league.approval(), league.cap(),
          league.size(), league.ruleSet(), league.startRound(), league.continues().orElse(null), league.owner(), seen.owner(), seen.isIn(),
          asking != 0 && league.owner() == asking, league.createdAt());
    }
  }

  record Founded(League league, Code code) {}

  /** @param link on the website; what is after the # does not leave the browser */
  record Code(long id, String code, String link, Instant createdAt, Instant expiresAt, Integer maxUses, int uses) {
    static Code of(LeagueCodes.Code code) {
      return new Code(code.id(), code.code().spelled(), "/#/join/" + code.code().text(), code.createdAt(), code.expiresAt().orElse(null),
          code.maxUses().orElse(null), code.uses());
    }
  }

  record Page(List<League> leagues, String next) {}

  record Mine(List<Membership> leagues, List<Request> requests) {}

  /** @param rank null before the first score; {@code ranked} teams on the league's board */
  record Membership(League league, long teamId, String team, Instant joinedAt, Integer rank, Integer previousRank, Double points,
                    int ranked) {}

  /** @param state joined or pending; {@code requestId} of a pending one */
  record Entry(String state, long leagueId, String league, Long requestId) {}

  record Members(List<Member> members, String next) {}

  record Member(long teamId, String team, long userId, String player, boolean owner, Instant joinedAt) {
    static Member of(Leagues.Member member, long owner) {
      return new Member(member.team(), member.name(), member.user(), member.player(), member.user() == owner, member.joinedAt());
    }
  }

  record Requests(List<Request> requests, String next) {}

  record Request(long id, long leagueId, String league, long teamId, String team, long userId, String player, Instant askedAt) {
    static Request of(Leagues.Request request) {
      return new Request(request.id(), request.league(), request.leagueName(), request.team(), request.name(), request.user(),
          request.player(), request.askedAt());
    }
  }

  /** @param snapshot null before the first score; {@code members} with it names the ranking */
  record Board(long leagueId, String name, String board, Long snapshot, Instant at, long members, int total, int offset, List<Row> rows,
               String next) {}

  record Row(int rank, Integer previousRank, long teamId, String team, long userId, String player, double points) {
    static Row of(BoardSnapshot.Row row, Teams.Team team) {
      return new Row(row.rank(), row.previousRank() == 0 ? null : row.previousRank(), row.team(), team.name(), team.playerId(),
          team.player(), LeagueView.points(row.points()));
    }

    static Future<List<Row>> named(Teams teams, List<BoardSnapshot.Row> rows) {
      return teams.teams(rows.stream().map(BoardSnapshot.Row::team).toList())
          .map(found -> rows.stream().map(row -> of(row, found.get(row.team()))).toList());
    }
  }

  record History(long leagueId, List<Season> seasons) {}

  /** @param rows the best ten */
  record Season(long leagueId, int season, String name, String ruleSet, int teams, boolean current, Long snapshot, Instant at,
                List<Row> rows) {}

  record RankHistory(long leagueId, long teamId, List<Round> rounds) {}

  record Round(String raceId, int round, Integer rank) {}

  /** Exact: hundredths of a point are far below what a double can tell apart. */
  static double points(int hundredths) {
    return hundredths / 100.0;
  }
}
