package dev.paddock.fantasy.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.DriverScore;
import dev.paddock.fantasy.rules.Moved;
import dev.paddock.fantasy.rules.SessionScore;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What scoring a version of a result did: to the drivers, and to the round's board against the snapshot before it. */
public final class Corrections {
  /** Points of the session, hundredths; 0 for a driver who was not in that version. */
  public record DriverChange(String driverId, int before, int after) {
    private static final Comparator<DriverChange> LARGEST_FIRST =
        Comparator.comparingInt((DriverChange change) -> -Math.abs(change.after - change.before)).thenComparing(DriverChange::driverId);
  }

  /** How many teams have more points than before, how many less; how many a better rank, how many a worse one. */
  public record Counts(int gained, int lost, int up, int down) {
    static Counts of(List<Moved> teams) {
      return new Counts(count(teams, team -> team.change() > 0), count(teams, team -> team.change() < 0),
          count(teams, team -> team.rankAfter() < team.rankBefore()), count(teams, team -> team.rankAfter() > team.rankBefore()));
    }

    private static int count(List<Moved> teams, Predicate<Moved> which) {
      return (int) teams.stream().filter(which).count();
    }
  }

  /**
   * @param after   the round's board with this version; {@link Board#previous} is the one before, if any
   * @param drivers whose points of the session changed, the largest change first
   * @param teams   whose points changed, the largest change first
   * @param counts  of them
   */
  public record Correction(Board after, List<DriverChange> drivers, List<Moved> teams, Counts counts) {
    /** The {@code limit} teams that won most, best first. */
    public List<Moved> winners(int limit) {
      return teams.stream().filter(team -> team.change() > 0).limit(limit).toList();
    }

    /** The {@code limit} teams that lost most, worst first. */
    public List<Moved> losers(int limit) {
      return teams.stream().filter(team -> team.change() < 0).limit(limit).toList();
    }
  }

  /** Teams that were moved, over all corrections that are kept: some 24 bytes each. */
  private static final long TEAMS_KEPT = 3_000_000;

  private final Boards boards;
  private final DriverScores scores;
  private final WorkerExecutor workers;
  private final Cache<Long, Correction> recent = Caffeine.newBuilder()
      .maximumWeight(TEAMS_KEPT).weigher((Long id, Correction correction) -> Math.max(1, correction.teams().size())).build();

  Corrections(Boards boards, DriverScores scores, WorkerExecutor workers) {
    this.boards = boards;
    this.scores = scores;
    this.workers = workers;
  }

  /** To classic's teams. Empty when that version was not scored. For a first version everything counts as changed. */
  public Future<Optional<Correction>> of(String sessionId, int version) {
    return of(sessionId, version, BoardName.USUAL);
  }

  /** To a rule set's teams. Empty when that version was not scored for them. For a first version everything counts as changed. */
  public Future<Optional<Correction>> of(String sessionId, int version, String ruleSet) {
    var board = BoardName.round(sessionId.substring(0, Math.max(0, sessionId.lastIndexOf('-'))), ruleSet);
    return boards.madeBy(board, sessionId, version).compose(made -> {
      if (made.isEmpty()) return Future.succeededFuture(Optional.empty());
      var known = recent.getIfPresent(made.get().id());
      return known != null ? Future.succeededFuture(Optional.of(known)) : compare(made.get()).map(correction -> {
        recent.put(made.get().id(), correction);
        return Optional.of(correction);
      });
    });
  }

  private Future<Correction> compare(Board after) {
    var before = after.previous().map(boards::rows).orElseGet(() -> Future.succeededFuture(BoardSnapshot.EMPTY));
    return Future.all(before, boards.rows(after), scores.beforeAndAfter(after.sessionId(), after.version(), after.ruleSet()))
        .compose(read -> workers.executeBlocking(() -> {
          var teams = Moved.between(read.resultAt(0), read.resultAt(1));
          return new Correction(after, drivers(read.resultAt(2)), teams, Counts.of(teams));
        }, false));
  }

  private static List<DriverChange> drivers(List<SessionScore> versions) {
    Map<String, DriverScore> before = versions.size() > 1 ? versions.getFirst().drivers() : Map.of();
    var after = versions.getLast().drivers();
    var everybody = new TreeSet<>(before.keySet());
    everybody.addAll(after.keySet());
    return everybody.stream().map(driver -> new DriverChange(driver, points(before, driver), points(after, driver)))
        .filter(change -> change.before != change.after).sorted(DriverChange.LARGEST_FIRST).toList();
  }

  private static int points(Map<String, DriverScore> scores, String driver) {
    var score = scores.get(driver);
    return score == null ? 0 : score.points();
  }
}
