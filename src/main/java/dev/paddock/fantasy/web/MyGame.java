package dev.paddock.fantasy.web;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.contract.Fantasy.Delta;
import dev.paddock.fantasy.contract.Fantasy.GetDeltas;
import dev.paddock.fantasy.contract.Fantasy.GetReady;
import dev.paddock.fantasy.contract.Fantasy.Lock;
import dev.paddock.fantasy.contract.Fantasy.TeamReady;
import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.store.Board;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.fantasy.store.Teams;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A season's game as one player sees it: his teams, what they got last, his leagues, and what locks next. */
public final class MyGame {
  /** As many leagues are told with their ranks. */
  private static final int LEAGUES = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Bus bus;
  private final GameStore game;
  private final Leagues leagues;
  private final Memberships memberships;

  /**
   * The contract's words; null components are those it does not require.
   *
   * @param next    to lock; null: the season's last has
   * @param locked  the race whose line-ups have locked last
   * @param leagues the first by name, of {@code leagueCount}
   */
  public record Mine(int season, Next next, Optional<String> locked, List<Team> teams, List<Placed> leagues, int leagueCount) {}

  public record Next(String raceId, String race, int round, Instant lockAt) {}

  /** @param board on which it plays; {@code lineup} null: nothing is left to pick for; {@code last} null: nothing was scored */
  public record Team(long teamId, String team, String ruleSet, String board, double points, Integer rank, Integer previousRank, int ranked,
      Lineup lineup, Score last, Correction corrected) {}

  /** @param stands one is kept for the next race; {@code complete} and nobody of it will be absent, as far as is known */
  public record Lineup(boolean stands, boolean complete, List<String> absent) {}

  public record Score(String raceId, String race, int round, double points, int rank) {}

  /** What the latest scoring corrected. @param before and {@code after}: the team in that round */
  public record Correction(String raceId, String race, String session, int version, Instant at, double before, double after) {}

  public record Placed(long leagueId, String league, long teamId, String team, Integer rank, Integer previousRank, Double points,
      int ranked) {}

  public MyGame(Bus bus, GameStore game, Leagues leagues, Memberships memberships) {
    this.bus = bus;
    this.game = game;
    this.leagues = leagues;
    this.memberships = memberships;
  }

  public Future<Mine> of(long user, int season, Instant now) {
    var teams = game.teams().teamsOf(List.of(user), season);
    var locks = bus.ask(Fantasy.LOCKS, new Fantasy.GetLocks(season), PATIENCE).map(Fantasy.SeasonLocks::locks);
    var races = bus.ask(Formula1.SEASON, new Formula1.GetSeason(season), PATIENCE).map(found ->
        found.races().stream().collect(Collectors.toUnmodifiableMap(Formula1.Race::raceId, Formula1.Race::name)));
    var mine = leagues.of(user, Optional.of(season));
    return Future.all(teams, locks, races, mine).compose(all -> {
      var next = locks.result().stream().filter(lock -> lock.open(now)).min(Comparator.comparing(Lock::lockAt));
      var locked = locks.result().stream().filter(lock -> !lock.cancelled() && !lock.open(now)).max(Comparator.comparing(Lock::lockAt));
      var standing = memberships.standing(mine.result().stream().limit(LEAGUES).toList());
      var shown = teams(user, teams.result(), next, races.result());
      return Future.all(standing, shown).map(both -> new Mine(season, next.map(lock -> next(lock, races.result())).orElse(null),
          locked.map(Lock::raceId), shown.result(), standing.result().stream().map(MyGame::placed).toList(), mine.result().size()));
    });
  }

  private static Next next(Lock lock, Map<String, String> races) {
    return new Next(lock.raceId(), name(races, lock.raceId()), lock.round(), lock.lockAt());
  }

  private static Placed placed(Memberships.Membership in) {
    var league = in.mine().seen().league();
    return new Placed(league.id(), league.name(), in.mine().team(), in.mine().name(), in.row().map(BoardSnapshot.Row::rank).orElse(null),
        in.row().map(MyGame::previous).orElse(null), in.row().map(row -> points(row.points())).orElse(null), in.ranked());
  }

  private Future<List<Team>> teams(long user, List<Teams.Team> teams, Optional<Lock> next, Map<String, String> races) {
    if (teams.isEmpty()) return Future.succeededFuture(List.of());
    var ready = next.map(lock -> bus.ask(Fantasy.READY, new GetReady(lock.raceId(), lock.season(), List.of(user)), PATIENCE).map(answer ->
        answer.teams().getOrDefault(user, List.of()).stream().collect(Collectors.toMap(TeamReady::team, Function.identity()))))
        .orElseGet(() -> Future.succeededFuture(Map.of()));
    var ruleSets = teams.stream().map(Teams.Team::ruleSet).distinct().toList();
    var played = ruleSets.stream().map(ruleSet -> played(user, teams.getFirst().season(), ruleSet)).toList();
    return Future.all(ready, Future.all(played)).map(all -> teams.stream()
        .map(team -> team(team, Optional.ofNullable(ready.result().get(team.id())), played.get(ruleSets.indexOf(team.ruleSet())).result(),
            races)).toList());
  }

  /**
   * What was scored under a rule set.
   *
   * @param cause  what the season's board was made by last
   * @param deltas of the user's teams, where that was a correction
   */
  private record Played(BoardSnapshot season, Optional<Board> cause, Optional<Board> round, BoardSnapshot last, List<Delta> deltas) {
    static final Played NOTHING = new Played(BoardSnapshot.EMPTY, Optional.empty(), Optional.empty(), BoardSnapshot.EMPTY, List.of());
  }

  private Future<Played> played(long user, int season, String ruleSet) {
    var boards = game.boards();
    return boards.latest(BoardName.season(season, ruleSet)).compose(found -> {
      if (found.isEmpty()) return Future.succeededFuture(Played.NOTHING);
      var cause = found.get();
      var deltas = cause.version() == 1 ? Future.succeededFuture(List.<Delta>of())
          : bus.ask(Fantasy.DELTAS, new GetDeltas(season, cause.sessionId(), cause.version(), List.of(user)), PATIENCE)
              .map(answer -> answer.of(user));
      return boards.rounds(season, ruleSet).compose(rounds ->
          Future.all(boards.rows(cause), boards.rows(rounds.getLast()), deltas).map(read -> new Played(read.resultAt(0), found,
              Optional.of(rounds.getLast()), read.resultAt(1), deltas.result())));
    });
  }

  private static Team team(Teams.Team team, Optional<TeamReady> ready, Played played, Map<String, String> races) {
    var row = played.season.ofTeam(team.id());
    var last = played.round.flatMap(round -> played.last.ofTeam(team.id()).map(got -> new Score(round.raceId(),
        name(races, round.raceId()), round.round(), points(got.points()), got.rank())));
    var corrected = played.cause.flatMap(cause -> played.deltas.stream().filter(delta -> delta.team() == team.id() && delta.changed())
        .findFirst().map(delta -> corrected(cause, delta, races)));
    return new Team(team.id(), team.name(), team.ruleSet(), BoardName.season(team.season(), team.ruleSet()),
        row.map(r -> points(r.points())).orElse(0.0), row.map(BoardSnapshot.Row::rank).orElse(null),
        row.map(MyGame::previous).orElse(null), played.season.size(), ready.map(MyGame::lineup).orElse(null), last.orElse(null),
        corrected.orElse(null));
  }

  private static Lineup lineup(TeamReady ready) {
    var absent = ready.absent().stream().map(Fantasy.Absent::name).toList();
    return new Lineup(ready.lineup(), ready.lineup() && absent.isEmpty(), absent);
  }

  private static Correction corrected(Board cause, Delta delta, Map<String, String> races) {
    var session = cause.sessionId();
    return new Correction(cause.raceId(), name(races, cause.raceId()), session.substring(session.lastIndexOf('-') + 1), cause.version(),
        cause.madeAt(), points(delta.before().orElseThrow()), points(delta.after()));
  }

  /** Null: there was none before. */
  private static Integer previous(BoardSnapshot.Row row) {
    return row.previousRank() == 0 ? null : row.previousRank();
  }

  private static String name(Map<String, String> races, String raceId) {
    return races.getOrDefault(raceId, raceId);
  }

  /** Exact: hundredths of a point are far below what a double can tell apart. */
  private static double points(int hundredths) {
    return hundredths / 100.0;
  }
}
