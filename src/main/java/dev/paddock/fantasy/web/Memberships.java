package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.store.Board;
import dev.paddock.fantasy.store.LeagueBoards;
import dev.paddock.fantasy.store.Leagues;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A user's teams in their leagues, each with where it stands there. */
public final class Memberships {
  private final Leagues leagues;
  private final LeagueBoards boards;

  /** @param row empty before the first score; {@code ranked} teams on the league's board */
  public record Membership(Leagues.Mine mine, Optional<BoardSnapshot.Row> row, int ranked) {}

  public Memberships(Leagues leagues, LeagueBoards boards) {
    this.leagues = leagues;
    this.boards = boards;
  }

  /** All that a user is in, the latest season first. */
  public Future<List<Membership>> of(long user, Optional<Integer> season) {
    return leagues.of(user, season).compose(this::standing);
  }

  /** Where these stand now. */
  public Future<List<Membership>> standing(List<Leagues.Mine> mine) {
    return boards.global(mine.stream().map(one -> one.seen().league()).toList())
        .compose(shown -> Future.join(mine.stream().map(one -> membership(one, shown)).toList())).map(read -> read.list());
  }

  private Future<Membership> membership(Leagues.Mine mine, Map<String, Board> shown) {
    var league = mine.seen().league();
    var global = Optional.ofNullable(shown.get(LeagueBoards.name(league, Optional.empty())));
    return global.map(board -> boards.rows(league, league.members(), board)).orElseGet(() -> Future.succeededFuture(BoardSnapshot.EMPTY))
        .map(rows -> new Membership(mine, rows.ofTeam(mine.team()), rows.size()));
  }
}
