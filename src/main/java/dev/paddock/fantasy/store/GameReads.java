package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.History;
import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.Moved;
import dev.paddock.fantasy.rules.SessionScore;
import dev.paddock.fantasy.rules.WeekendScore;
import dev.paddock.fantasy.rules.WeekendScore.TeamLine;
import dev.paddock.fantasy.store.Teams.Team;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Joins boards, teams and scores to what the API tells. Points in hundredths. */
public final class GameReads {
  /** A row of a board, with its team's and player's names. */
  public record Placed(BoardSnapshot.Row row, Team team) {}

  /** A team that a correction changed. */
  public record Affected(Moved moved, Team team) {}

  /** What a team got in a round: {@code board} is the round's, as it stands. */
  public record RoundScore(Board board, History.Round row) {}

  /**
   * Why a team has its points in a round.
   *
   * @param captain who got the multiplier
   * @param board   the round's board: its row of the team has the same points as the lines' sum
   */
  public record Explanation(Team team, Board board, Lineup lineup, String captain, List<SessionScore> sessions, List<TeamLine> lines) {
    public int points() {
      return lines.stream().mapToInt(TeamLine::points).sum();
    }
  }

  private final GameStore game;

  public GameReads(GameStore game) {
    this.game = game;
  }

  /** At most {@code limit} rows of a snapshot from {@code offset}, in rank order. */
  public Future<List<Placed>> page(long snapshot, int offset, int limit) {
    return game.boards().rows(snapshot).compose(board -> named(board.page(offset, limit), BoardSnapshot.Row::team, Placed::new));
  }

  /** A page of the teams that a correction changed, the largest change first. */
  public Future<List<Affected>> affected(Corrections.Correction correction, int offset, int limit) {
    return named(correction.teams().stream().skip(offset).limit(limit).toList(), Moved::team, Affected::new);
  }

  /** A team's scored rounds, by round; those before its first line-up are left out. */
  public Future<List<RoundScore>> rounds(Team team) {
    return game.boards().rounds(team.season(), team.ruleSet()).compose(rounds -> game.boards().history(rounds, team.id()).map(history -> {
      var found = new ArrayList<RoundScore>();
      for (int i = 0; i < rounds.size(); i++) {
        var after = history.get(i);
        if (after.rank() > 0) found.add(new RoundScore(rounds.get(i), after));
      }
      return List.copyOf(found);
    }));
  }

  /** Empty when the race has no score yet, or the team no line-up for it. */
  public Future<Optional<Explanation>> explain(Team team, String raceId) {
    return game.boards().current(BoardName.round(raceId, team.ruleSet())).compose(board -> {
      if (board.isEmpty() || board.get().season() != team.season()) return Future.succeededFuture(Optional.empty());
      return game.lineups().of(team.id(), board.get().round()).compose(lineup -> lineup.isEmpty() ? Future.succeededFuture(Optional.empty())
          : game.scores().ofRace(raceId, team.ruleSet()).map(sessions -> Optional.of(explain(team, board.get(), lineup.get(), sessions))));
    });
  }

  private Explanation explain(Team team, Board board, Lineup lineup, List<SessionScore> sessions) {
    var weekend = new WeekendScore(game.rules().of(team.ruleSet()).rules(), sessions);
    return new Explanation(team, board, lineup, weekend.captain(lineup), weekend.sessions(), weekend.explain(lineup));
  }

  private <A, B> Future<List<B>> named(List<A> rows, Function<A, Long> id, BiFunction<A, Team, B> named) {
    return game.teams().teams(rows.stream().map(id).toList())
        .map((Map<Long, Team> found) -> rows.stream().map(row -> named.apply(row, found.get(id.apply(row)))).toList());
  }
}
