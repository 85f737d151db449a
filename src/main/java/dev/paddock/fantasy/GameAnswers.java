package dev.paddock.fantasy;

import dev.paddock.fantasy.contract.Fantasy.Delta;
import dev.paddock.fantasy.contract.Fantasy.Deltas;
import dev.paddock.fantasy.contract.Fantasy.DriverChange;
import dev.paddock.fantasy.contract.Fantasy.FoundPlayer;
import dev.paddock.fantasy.contract.Fantasy.GetDeltas;
import dev.paddock.fantasy.contract.Fantasy.GetImpact;
import dev.paddock.fantasy.contract.Fantasy.GetPlayer;
import dev.paddock.fantasy.contract.Fantasy.Impact;
import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.store.Corrections.Correction;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.Teams.Team;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the game tells other features. */
final class GameAnswers {
  private final GameStore game;

  GameAnswers(GameStore game) {
    this.game = game;
  }

  Future<Impact> impact(GetImpact asked) {
    return game.corrections().of(asked.sessionId(), asked.version())
        .map(found -> found.orElseThrow(() -> new IllegalArgumentException(asked + ": was not scored")))
        .compose(correction -> game.teams().activePlayers().map(players -> impact(correction, players)));
  }

  private static Impact impact(Correction correction, int players) {
    var after = correction.after();
    return new Impact(after.name(), after.previous(), after.id(), after.teams(), correction.teams().size(), players,
        correction.drivers().stream().map(driver -> new DriverChange(driver.driverId(), driver.before(), driver.after())).toList());
  }

  Future<Deltas> deltas(GetDeltas asked) {
    return game.teams().teamsOf(asked.players(), asked.season()).compose(teams -> {
      var byRules = teams.stream().collect(Collectors.groupingBy(Team::ruleSet));
      var boards = byRules.entrySet().stream().map(rules -> deltas(asked, rules.getKey(), rules.getValue())).toList();
      return Future.all(boards).map(all -> new Deltas(boards.stream().flatMap(board -> board.result().stream())
          .sorted(Comparator.comparing(Owned::team)).collect(Collectors.groupingBy(Owned::player,
              Collectors.mapping(Owned::delta, Collectors.toList())))));
    });
  }

  private record Owned(long player, Delta delta) {
    long team() {
      return delta.team();
    }
  }

  /** Teams play on the boards of their rule set. */
  private Future<List<Owned>> deltas(GetDeltas asked, String ruleSet, List<Team> teams) {
    var name = BoardName.round(asked.sessionId().substring(0, asked.sessionId().lastIndexOf('-')), ruleSet);
    return game.boards().madeBy(name, asked.sessionId(), asked.version()).compose(made -> {
      if (made.isEmpty()) return Future.succeededFuture(List.of());
      var ids = teams.stream().map(Team::id).toList();
      var previous = made.get().previous();
      var before = previous.isEmpty() ? Future.succeededFuture(Map.<Long, Integer>of()) : game.boards().points(previous.get(), ids);
      return before.compose(then -> game.boards().points(made.get().id(), ids).map(now -> teams.stream()
          .filter(team -> now.containsKey(team.id()))
          .map(team -> new Owned(team.playerId(),
              new Delta(team.id(), team.name(), Optional.ofNullable(then.get(team.id())), now.get(team.id())))).toList()));
    });
  }

  Future<FoundPlayer> player(GetPlayer asked) {
    return game.teams().player(asked.playerId()).map(found -> found
        .<FoundPlayer>map(player -> new FoundPlayer.Player(player.id(), player.name(), player.active(), player.joinedAt()))
        .orElseGet(FoundPlayer.NoSuchPlayer::new));
  }
}
