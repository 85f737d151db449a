package dev.paddock.fantasy;

import dev.paddock.fantasy.contract.Fantasy.Delta;
import dev.paddock.fantasy.contract.Fantasy.DriverChange;
import dev.paddock.fantasy.contract.Fantasy.FoundPlayer;
import dev.paddock.fantasy.contract.Fantasy.GetDelta;
import dev.paddock.fantasy.contract.Fantasy.GetImpact;
import dev.paddock.fantasy.contract.Fantasy.GetPlayer;
import dev.paddock.fantasy.contract.Fantasy.Impact;
import dev.paddock.fantasy.store.Corrections.Correction;
import dev.paddock.fantasy.store.GameStore;
import io.vertx.core.Future;
import java.util.Optional;

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

  Future<Delta> delta(GetDelta asked) {
    return game.boards().board(asked.after())
        .compose(board -> board.isEmpty() ? Future.succeededFuture(Optional.<Long>empty())
            : game.teams().teamOf(asked.playerId(), board.get().season()).map(team -> team.map(t -> t.id())))
        .compose(team -> points(asked.before(), team)
            .compose(before -> points(Optional.of(asked.after()), team).map(after -> new Delta(before, after))));
  }

  private Future<Optional<Integer>> points(Optional<Long> snapshot, Optional<Long> team) {
    if (snapshot.isEmpty() || team.isEmpty()) return Future.succeededFuture(Optional.empty());
    return game.boards().points(snapshot.get(), team.get());
  }

  Future<FoundPlayer> player(GetPlayer asked) {
    return game.teams().player(asked.playerId()).map(found -> found
        .<FoundPlayer>map(player -> new FoundPlayer.Player(player.id(), player.name(), player.active(), player.joinedAt()))
        .orElseGet(FoundPlayer.NoSuchPlayer::new));
  }
}
