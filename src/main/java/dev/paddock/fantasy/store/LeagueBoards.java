package dev.paddock.fantasy.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.LeagueStandings;
import dev.paddock.fantasy.rules.Weekend;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The boards of leagues. A league's board is made of a snapshot of the global one and of who was in the league: both are named, neither
 * changes, so it is computed once and kept while there is room. What the global board shows, every league's board shows: a correction
 * reaches all of them in the moment in which the snapshot is swapped.
 */
public final class LeagueBoards {
  /** Rows that may be kept, over all leagues: some 30 bytes each. */
  private static final long ROWS_KEPT = 1_000_000;

  /**
   * Names a league's board for ever.
   *
   * @param members of the league, as {@link League#members} counts; {@code snapshot} of the global board
   */
  public record Name(long league, int startRound, long members, long snapshot) {}

  /** A scored round of a season, as a snapshot of the season's board has it. */
  public record Round(String raceId, Weekend weekend) {}

  private final Boards boards;
  private final Leagues leagues;
  private final WorkerExecutor workers;
  private final Map<Name, Future<BoardSnapshot>> underWay = new ConcurrentHashMap<>();
  private final Cache<Name, BoardSnapshot> kept = Caffeine.newBuilder().maximumWeight(ROWS_KEPT)
      .weigher((Name name, BoardSnapshot board) -> Math.max(1, board.size())).build();

  /** @param workers for the arithmetic */
  public LeagueBoards(Boards boards, Leagues leagues, WorkerExecutor workers) {
    this.boards = boards;
    this.leagues = leagues;
    this.workers = workers;
  }

  /** The snapshot that a league's board is made of, of the season or of a race, now or then; empty before the first score. */
  public Future<Optional<Board>> global(League league, Optional<String> race, Optional<Instant> then) {
    var name = name(league, race);
    return then.map(instant -> boards.asOf(name, instant)).orElseGet(() -> boards.current(name));
  }

  /** By name, the boards of seasons that the boards of these leagues are made of, now; those without a score are left out. */
  public Future<Map<String, Board>> global(Collection<League> leagues) {
    var names = leagues.stream().map(league -> name(league, Optional.empty())).distinct().toList();
    return boards.current(names).map(found -> found.stream().collect(Collectors.toUnmodifiableMap(Board::name, Function.identity())));
  }

  /** A snapshot that was named by its id; empty if it is not one that this league's board is made of. */
  public Future<Optional<Board>> global(League league, Optional<String> race, long snapshot) {
    return boards.board(snapshot).map(found -> found.filter(board -> board.name().equals(name(league, race))));
  }

  /** Of the global board that a league's board is made of. */
  public static String name(League league, Optional<String> race) {
    return race.map(id -> BoardName.round(id, league.ruleSet())).orElseGet(() -> BoardName.season(league.season(), league.ruleSet()));
  }

  /** The league's board of that snapshot, of those who were in when {@code members} had come and gone. */
  public Future<BoardSnapshot> rows(League league, long members, Board global) {
    var name = new Name(league.id(), league.startRound(), members, global.id());
    var known = kept.getIfPresent(name);
    if (known != null) return Future.succeededFuture(known);
    return underWay.computeIfAbsent(name, missing -> compute(league, members, global).onSuccess(board -> kept.put(missing, board)))
        .onComplete(done -> underWay.remove(name));
  }

  private Future<BoardSnapshot> compute(League league, long members, Board global) {
    boolean sums = !global.isRound() && league.startRound() > 1;
    return leagues.teamsAt(league.id(), members).compose(teams -> sums
        ? rounds(league, global).compose(rounds -> work(() -> LeagueStandings.since(weekends(rounds), teams)))
        : boards.rows(global).compose(all -> work(() -> LeagueStandings.of(all, teams))));
  }

  /** The rounds that count for a league, as a snapshot of its season's board has them. */
  public Future<List<Round>> rounds(League league, Board season) {
    return boards.addedUp(season).map(all -> all.stream().filter(round -> round.round() >= league.startRound()).toList())
        .compose(counting -> boards.weekends(counting).map(weekends -> IntStream.range(0, counting.size())
            .mapToObj(i -> new Round(counting.get(i).raceId(), weekends.get(i))).toList()));
  }

  /** A team's rank after each of {@code rounds}, among those who were in when {@code members} had come and gone. */
  public Future<int[]> history(League league, long members, List<Round> rounds, long team) {
    return leagues.teamsAt(league.id(), members).compose(teams -> work(() -> LeagueStandings.history(weekends(rounds), teams, team)));
  }

  private static List<Weekend> weekends(List<Round> rounds) {
    return rounds.stream().map(Round::weekend).toList();
  }

  /** On one of the league boards' own threads. */
  public <T> Future<T> work(Supplier<T> arithmetic) {
    return workers.executeBlocking(arithmetic::get, false);
  }
}
