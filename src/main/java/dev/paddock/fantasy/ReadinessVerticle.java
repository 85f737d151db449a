package dev.paddock.fantasy;

import dev.paddock.bus.Bus;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.contract.Fantasy.Absent;
import dev.paddock.fantasy.contract.Fantasy.GetReady;
import dev.paddock.fantasy.contract.Fantasy.Ready;
import dev.paddock.fantasy.contract.Fantasy.Role;
import dev.paddock.fantasy.contract.Fantasy.TeamReady;
import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.SeasonBook;
import dev.paddock.fantasy.store.StandingLineups;
import dev.paddock.fantasy.store.Teams;
import dev.paddock.fantasy.store.Teams.Team;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Says which teams are ready for a race. Event loop, no state. */
public final class ReadinessVerticle extends VerticleBase {
  private final Bus bus;
  private final Teams teams;
  private final StandingLineups lineups;
  private final IntFunction<Future<SeasonBook>> books;

  /** @param books what is known of a season */
  public ReadinessVerticle(Bus bus, Teams teams, StandingLineups lineups, IntFunction<Future<SeasonBook>> books) {
    this.bus = bus;
    this.teams = teams;
    this.lineups = lineups;
    this.books = books;
  }

  @Override public Future<?> start() {
    return bus.answer(Fantasy.READY, this::ready);
  }

  private Future<Ready> ready(GetReady asked) {
    return books.apply(asked.season()).compose(book -> teams.teamsOf(asked.players(), asked.season()).compose(owned -> {
      int round = book.locks().of(asked.raceId()).orElseThrow(() -> new IllegalArgumentException("no lock of " + asked.raceId())).round();
      return lineups.of(owned.stream().map(Team::id).toList(), round).map(standing -> ready(owned, standing, book));
    }));
  }

  private static Ready ready(List<Team> owned, Map<Long, Lineup> standing, SeasonBook book) {
    return new Ready(owned.stream().collect(Collectors.groupingBy(Team::playerId, Collectors.mapping(team ->
        ready(team, Optional.ofNullable(standing.get(team.id())), book), Collectors.toList()))));
  }

  private static TeamReady ready(Team team, Optional<Lineup> lineup, SeasonBook book) {
    return new TeamReady(team.id(), team.name(), lineup.isPresent(), lineup.stream()
        .flatMap(picked -> book.doubtful(picked.drivers()).stream().map(driver -> absent(driver, picked, book))).toList());
  }

  private static Absent absent(String driver, Lineup lineup, SeasonBook book) {
    var role = driver.equals(lineup.captain()) ? Role.CAPTAIN : driver.equals(lineup.vice()) ? Role.VICE : Role.DRIVER;
    return new Absent(driver, book.name(driver), role, book.entered(driver));
  }
}
