package dev.paddock.app;

import dev.paddock.fantasy.rules.Entrant;
import dev.paddock.fantasy.store.RuleSetFile;
import dev.paddock.fantasy.store.Seeding;
import dev.paddock.season.Season;
import java.time.Instant;
import java.util.stream.Collectors;

/** Players whom nobody has to register: each with a team, the same ones each time. */
final class Players {
  private static final long SEED = 7;

  private Players() {}

  static void seed(Node node, Season season, int teams, Instant joined) {
    var rounds = season.races().stream().collect(Collectors.toMap(race -> race.round(), race -> season.entries(race.round()).stream()
        .map(entry -> new Entrant(entry.driver(), entry.constructor(), season.prices().get(entry.driver()))).toList()));
    new Seeding(node.pools().transactions(), RuleSetFile.bundled("classic").rules())
        .seed(season.year(), teams, SEED, new java.util.TreeMap<>(rounds), joined).await();
  }
}
