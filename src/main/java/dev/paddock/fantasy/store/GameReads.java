package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.History;
import dev.paddock.fantasy.rules.Moved;
import dev.paddock.fantasy.store.Teams.Team;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Joins boards, teams and scores to what the API tells. Points in hundredths. */
public final class GameReads {
  /** A team that a correction changed. */
  public record Affected(Moved moved, Team team) {}

  /** What a team got in a round: {@code board} is the round's, as it stands. */
  public record RoundScore(Board board, History.Round row) {}

  private final GameStore game;

  public GameReads(GameStore game) {
    this.game = game;
  }

  /** A page of the teams that a correction changed, the largest change first. */
  public Future<List<Affected>> affected(Corrections.Correction correction, int offset, int limit) {
    var page = correction.teams().stream().skip(offset).limit(limit).toList();
    return game.teams().teams(page.stream().map(Moved::team).toList())
        .map(teams -> page.stream().map(moved -> new Affected(moved, teams.get(moved.team()))).toList());
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
}
