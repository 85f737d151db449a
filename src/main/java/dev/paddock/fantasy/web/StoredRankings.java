package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.History;
import dev.paddock.fantasy.store.Board;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.TeamIndex;
import dev.paddock.fantasy.store.TeamIndex.Named;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Boards as they are stored, in the words of the API: hundredths become points, ids get their names. */
public final class StoredRankings implements Rankings {
  private final GameStore game;
  private final TeamIndex index;

  public StoredRankings(GameStore game, TeamIndex index) {
    this.game = game;
    this.index = index;
  }

  @Override public Future<Optional<Shown>> latest(String board) {
    return game.boards().latest(board).map(found -> found.map(StoredRankings::shown));
  }

  @Override public boolean isLatest(String board, long snapshot) {
    return game.boards().isLatest(board, snapshot);
  }

  @Override public Future<Optional<Shown>> asOf(String board, Instant then) {
    return game.boards().asOf(board, then).map(found -> found.map(StoredRankings::shown));
  }

  @Override public Future<Optional<Shown>> snapshot(String board, long id) {
    return game.boards().board(id).map(found -> found.filter(snapshot -> snapshot.name().equals(board)).map(StoredRankings::shown));
  }

  private static Shown shown(Board board) {
    return new Shown(board.name(), board.id(), board.madeAt(), board.teams(), board.season(), board.ruleSet());
  }

  @Override public Future<List<Row>> rows(long snapshot, int offset, int limit) {
    return game.boards().rows(snapshot).compose(board -> {
      var rows = board.page(offset, limit);
      return index.named(rows.stream().map(BoardSnapshot.Row::team).toList())
          .map(teams -> rows.stream().map(row -> row(row, Objects.requireNonNull(teams.get(row.team()), "a team on a board exists"))).toList());
    });
  }

  private static Row row(BoardSnapshot.Row row, Named named) {
    return new Row(row.rank(), row.previousRank() == 0 ? null : row.previousRank(), row.team(), named.team(), named.player(),
        points(row.points()), null);
  }

  @Override public Future<OptionalInt> best(long snapshot, List<Long> teams) {
    return game.boards().rows(snapshot).map(board -> teams.stream().mapToInt(board::rowOf).filter(row -> row >= 0).min());
  }

  @Override public Future<List<Long>> teamsOf(long user, int season, String ruleSet) {
    return index.of(user, season, ruleSet);
  }

  @Override public Future<Optional<RankHistory>> history(long teamId) {
    return game.teams().team(teamId).compose(found -> {
      if (found.isEmpty()) return Future.succeededFuture(Optional.empty());
      var team = found.get();
      return game.boards().rounds(team.season(), team.ruleSet()).compose(rounds -> game.boards().history(rounds, teamId)
          .map(history -> Optional.of(new RankHistory(teamId, team.season(), BoardName.season(team.season(), team.ruleSet()),
              rounds(rounds, history)))));
    });
  }

  private static List<Round> rounds(List<Board> boards, List<History.Round> history) {
    var rounds = new ArrayList<Round>();
    for (int i = 0; i < boards.size(); i++) {
      var then = history.get(i);
      rounds.add(new Round(boards.get(i).raceId(), then.round(), points(then.points()), points(then.total()),
          then.rank() == 0 ? null : then.rank(), then.season() == 0 ? null : then.season()));
    }
    return List.copyOf(rounds);
  }

  /** Exact: hundredths of a point are far below what a double can tell apart. */
  private static double points(int hundredths) {
    return hundredths / 100.0;
  }
}
