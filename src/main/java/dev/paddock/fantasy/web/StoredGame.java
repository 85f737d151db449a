package dev.paddock.fantasy.web;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.Chip;
import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.PriceList;
import dev.paddock.fantasy.rules.RaceLock;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.store.Board;
import dev.paddock.fantasy.store.Corrections;
import dev.paddock.fantasy.store.GameReads;
import dev.paddock.fantasy.store.GameReads.RoundScore;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.LockReads;
import dev.paddock.fantasy.store.Teams;
import dev.paddock.fantasy.web.DriverNames.Name;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The game as it is stored, in the words of the API: hundredths become points, ids get their names. */
public final class StoredGame implements Game {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Bus bus;
  private final RuleSet rules;
  private final GameStore game;
  private final GameReads reads;
  private final DriverNames names;
  private final LockReads locks;
  private final InstantSource clock;
  private final Scorebook book;

  /** @param clock by which line-ups lock */
  public StoredGame(Bus bus, RuleSet rules, GameStore game, DriverNames names, LockReads locks, InstantSource clock) {
    this.bus = bus;
    this.rules = rules;
    this.game = game;
    this.reads = new GameReads(game);
    this.names = names;
    this.locks = locks;
    this.clock = clock;
    this.book = new Scorebook(bus, game);
  }

  /** Everybody sees the line-up of the latest round that has locked: who sees it cannot copy it any more. Its owner sees the next one. */
  @Override public Future<Optional<Team>> team(long teamId, long asking) {
    return ofTeam(teamId, team -> team.gone() ? Future.succeededFuture(Optional.empty()) : shown(team, team.playerId() == asking));
  }

  private Future<Optional<Team>> shown(Teams.Team team, boolean owner) {
    return locks.season(team.season()).compose(locks -> {
      var now = clock.instant();
      int round = owner ? locks.coming(now).map(RaceLock::round).orElse(locks.shown(now)) : locks.shown(now);
      return game.lineups().of(team.id(), round).compose(lineup ->
          game.prices().of(team.season(), game.rules().of(team.ruleSet()).rules().priceList(), round).compose(prices ->
              names.of(team.season()).compose(who -> seasonRow(team).map(row -> Optional.of(team(team, owner, lineup, prices, who, row))))));
    });
  }

  private static Team team(Teams.Team team, boolean owner, Optional<Lineup> lineup, PriceList prices, Map<String, Name> who,
      Optional<BoardSnapshot.Row> row) {
    var picks = lineup.stream().flatMap(fielded -> fielded.drivers().stream().map(driver -> {
      var name = Scorebook.name(who, driver);
      return new Pick(driver, name.driver(), name.constructor(), prices.driver(driver), role(fielded, driver));
    })).toList();
    return new Team(team.id(), team.name(), team.playerId(), team.player(), team.season(), team.ruleSet(),
        owner ? team.revision() : null, picks.stream().mapToInt(Pick::priceTenths).sum(),
        row.map(r -> points(r.points())).orElse(0.0), row.map(BoardSnapshot.Row::rank).orElse(null), picks);
  }

  private static String role(Lineup lineup, String driver) {
    return driver.equals(lineup.captain()) ? "captain" : driver.equals(lineup.vice()) ? "vice_captain" : "driver";
  }

  private Future<Optional<BoardSnapshot.Row>> seasonRow(Teams.Team team) {
    return game.boards().current(BoardName.season(team.season(), team.ruleSet()))
        .compose(board -> board.isEmpty() ? Future.succeededFuture(Optional.empty())
            : game.boards().rows(board.get().id()).map(rows -> rows.ofTeam(team.id())));
  }

  @Override public Future<Optional<TeamScores>> scores(long teamId) {
    return ofTeam(teamId, team -> reads.rounds(team)
        .compose(rounds -> races(team.season()).map(races -> Optional.of(scores(team, rounds, races)))));
  }

  private static TeamScores scores(Teams.Team team, List<RoundScore> rounds, Map<String, String> races) {
    var list = new ArrayList<Round>();
    for (var round : rounds) {
      var raceId = round.board().raceId();
      list.add(new Round(raceId, round.board().round(), races.getOrDefault(raceId, raceId), points(round.row().points()),
          points(round.row().total()), round.row().rank()));
    }
    return new TeamScores(team.id(), team.season(), List.copyOf(list));
  }

  @Override public Future<Optional<Explanation>> explanation(long teamId, String raceId, Optional<Integer> version,
      Optional<Instant> asOf) {
    return ofTeam(teamId, team -> book.of(raceId).compose(found -> {
      if (found.isEmpty() || found.get().race().season() != team.season()) return Future.succeededFuture(Optional.empty());
      var history = found.get().history();
      int number = version.or(() -> asOf.map(history::reached)).orElse(history.steps().size());
      if (number < 1 || number > history.steps().size()) return Future.succeededFuture(Optional.empty());
      return game.lineups().of(team.id(), found.get().race().round()).compose(lineup -> names.of(team.season())
          .map(who -> lineup.map(fielded -> explanation(team, found.get(), number, fielded, who))));
    }));
  }

  private Explanation explanation(Teams.Team team, Scorebook.Book scored, int number, Lineup lineup, Map<String, Name> who) {
    var played = game.rules().of(team.ruleSet()).rules();
    var weekend = scored.history().score(played, number);
    var lines = weekend.explain(lineup);
    return new Explanation(team.id(), scored.race().raceId(), scored.race().name(), played.id() + " " + played.version(), played.hash(),
        number, scored.history().steps().size(), scored.history().steps().get(number - 1).at(), scored.state(lines),
        weekend.captain(lineup), lineup.chip().map(Chip::id).orElse(null),
        weekend.sessions().stream().map(session -> new Scored(Scorebook.code(session.sessionId()), session.version())).toList(),
        lines.stream().map(line -> Scorebook.line(line, who, names)).toList(), points(weekend.total(lineup)));
  }

  @Override public Future<Optional<Impact>> impact(String raceId, String session, int version, int offset, int limit) {
    return game.corrections().of(raceId + "-" + session, version).compose(found -> {
      var before = found.flatMap(correction -> correction.after().previous());
      if (version == 1 || before.isEmpty()) return Future.succeededFuture(Optional.empty());
      var correction = found.get();
      return names.of(correction.after().season()).compose(who -> reads.affected(correction, offset, limit).map(teams ->
          Optional.of(impact(raceId, session, version, correction, who, offset, teams.stream().map(StoredGame::moved).toList()))));
    });
  }

  private static Impact impact(String raceId, String session, int version, Corrections.Correction correction, Map<String, Name> who,
      int offset, List<Moved> page) {
    var counts = correction.counts();
    return new Impact(raceId, session, version, correction.after().name(), correction.after().previous().orElseThrow(),
        correction.after().id(), correction.drivers().stream().map(d -> new DriverChange(d.driverId(),
            Scorebook.name(who, d.driverId()).driver(), points(d.before()), points(d.after()), points(d.after() - d.before()))).toList(),
        correction.teams().size(), counts.gained(), counts.lost(), counts.up(), counts.down(), offset, page);
  }

  private static Moved moved(GameReads.Affected affected) {
    var moved = affected.moved();
    return new Moved(moved.team(), affected.team().name(), affected.team().player(), points(moved.before()), points(moved.after()),
        points(moved.change()), moved.rankBefore(), moved.rankAfter());
  }

  private <T> Future<Optional<T>> ofTeam(long teamId, Function<Teams.Team, Future<Optional<T>>> read) {
    return game.teams().team(teamId).compose(team -> team.isEmpty() ? Future.succeededFuture(Optional.empty()) : read.apply(team.get()));
  }

  /** Race id → name. */
  private Future<Map<String, String>> races(int season) {
    return bus.ask(Formula1.SEASON, new Formula1.GetSeason(season), PATIENCE)
        .map(found -> found.races().stream().collect(Collectors.toUnmodifiableMap(Formula1.Race::raceId, Formula1.Race::name)));
  }

  /** Exact: hundredths of a point are far below what a double can tell apart. */
  private static double points(int hundredths) {
    return hundredths / 100.0;
  }
}
