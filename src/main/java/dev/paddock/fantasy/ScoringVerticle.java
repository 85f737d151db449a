package dev.paddock.fantasy;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.RoundLineups;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.rules.Scoring;
import dev.paddock.fantasy.rules.SessionScore;
import dev.paddock.fantasy.rules.Standings;
import dev.paddock.fantasy.rules.Weekend;
import dev.paddock.fantasy.rules.WeekendScore;
import dev.paddock.fantasy.store.Board;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.Results;
import dev.paddock.fantasy.store.RuleSetFile;
import dev.paddock.fantasy.store.ScoringStore;
import dev.paddock.fantasy.store.ScoringStore.NewBoard;
import dev.paddock.fantasy.store.ScoringStore.Outrun;
import dev.paddock.fantasy.store.ScoringStore.Scored;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores sessions, one at a time: a version of a result becomes drivers' scores and two new boards, or nothing at all.
 * Virtual thread, one instance; the arithmetic runs in a worker pool of its own. Its fields need no locks: only scoring touches them.
 */
public final class ScoringVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ScoringVerticle.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 3;
  private static final int WORKERS = 2;
  private static final int ROUNDS_KEPT = 4;

  private record RoundOf(int season, int round) {}

  private record Computed(SessionScore session, Weekend weekend, BoardSnapshot round, BoardSnapshot season,
                          byte[] packedRound, byte[] packedSeason) {}

  private final Bus bus;
  private final Timers timers;
  private final RuleSetFile file;
  private final RuleSet rules;
  private final GameStore game;
  private final ScoringStore store;
  private final Closing closing;
  private final Map<Integer, SeasonPoints> seasons = new HashMap<>();
  // A round's line-ups are frozen by its lock, and nothing is scored before that: they can be kept.
  private final Map<RoundOf, RoundLineups> lineups = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override protected boolean removeEldestEntry(Map.Entry<RoundOf, RoundLineups> eldest) {
      return size() > ROUNDS_KEPT;
    }
  };
  private WorkerExecutor workers;

  public ScoringVerticle(Bus bus, Timers timers, RuleSetFile file, GameStore game, ScoringStore store, Closing closing) {
    this.bus = bus;
    this.timers = timers;
    this.file = file;
    this.rules = file.rules();
    this.game = game;
    this.store = store;
    this.closing = closing;
  }

  /** How it wants to be deployed. */
  public static DeploymentOptions options() {
    return new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
  }

  @Override public Future<?> start() {
    workers = vertx.createSharedWorkerExecutor("scoring", WORKERS);
    var answers = new GameAnswers(game);
    return store.remember(file).compose(remembered -> Future.all(List.of(
        bus.answer(Scheduling.due(Fantasy.SCORE), due -> Future.succeededFuture(score(due))),
        bus.answer(Fantasy.IMPACT, answers::impact),
        bus.answer(Fantasy.DELTA, answers::delta),
        bus.answer(Fantasy.PLAYER, answers::player))));
  }

  @Override public Future<?> stop() {
    return workers.close();
  }

  /** A claim that fails leaves the others' work done; the scheduler tries it again. */
  private Worked score(DueWork due) {
    var ended = new ArrayList<SlotEnded>();
    for (var claim : due.claims()) {
      try {
        ended.add(score(claim));
      } catch (Closing.Fenced lost) {
        log.info("{}", lost.getMessage());
      } catch (RuntimeException failed) {
        log.error("{} due {} failed", claim.plan().subject(), claim.dueAt(), failed);
      }
    }
    return new Worked(List.copyOf(ended));
  }

  private SlotEnded score(Claim claim) {
    var asked = Asked.of(claim.plan().subject());
    var round = bus.ask(Formula1.ROUND, new Formula1.GetRound(asked.sessionId), PATIENCE).await();
    var result = round.sessions().stream().filter(session -> session.sessionId().equals(asked.sessionId)).findFirst();
    int latest = result.map(Formula1.Result::version).orElse(0);
    if (latest < asked.version) return close(claim, new Ending.Retry("version " + asked.version + " asked, the latest is " + latest));
    if (latest > asked.version) return close(claim, new Ending.Stop("superseded by version " + latest));
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return score(claim, round.race(), result.orElseThrow());
      } catch (Outrun other) {
        log.info("{} {}", claim.plan().subject(), other.getMessage());
      }
    }
    return close(claim, new Ending.Retry("outrun " + ATTEMPTS + " times"));
  }

  private SlotEnded score(Claim claim, Formula1.Race race, Formula1.Result result) {
    // First which boards are shown, then what they are made of: if anything moves on in between, the swap notices.
    var roundBoard = BoardName.round(race.raceId());
    var seasonBoard = BoardName.season(race.season());
    var shown = game.boards().current(List.of(roundBoard, seasonBoard)).await();
    var others = game.scores().ofRace(race.raceId()).await();
    if (others.stream().anyMatch(s -> s.sessionId().equals(result.sessionId()) && s.version() >= result.version())) {
      return close(claim, new Ending.Stop("already scored"));
    }
    var based = snapshot(shown, seasonBoard);
    var points = points(race.season(), based);
    var fielded = lineups(race.season(), race.round());
    var computed = workers.executeBlocking(() -> compute(result, others, fielded, points), false).await();

    var scored = new Scored(race.season(), race.round(), race.raceId(), rules.hash(), computed.session,
        new NewBoard(roundBoard, snapshot(shown, roundBoard), computed.round.size(), computed.packedRound),
        new NewBoard(seasonBoard, based, computed.season.size(), computed.packedSeason), timers.instant());
    ScoringStore.Committed committed;
    try {
      committed = store.commit(claim, scored, closure(claim, computed, result)).await();
    } catch (RuntimeException notCommitted) {
      seasons.remove(race.season());
      throw notCommitted;
    }
    seasons.put(race.season(), points.after(computed.weekend, committed.seasonSnapshot()));
    bus.tell(Fantasy.BOARD_CHANGED, new Fantasy.BoardChanged(roundBoard, committed.roundSnapshot()));
    bus.tell(Fantasy.BOARD_CHANGED, new Fantasy.BoardChanged(seasonBoard, committed.seasonSnapshot()));
    return committed.ended();
  }

  /** The other sessions count as they were last scored: what has come in since has a claim of its own, and a notification of its own. */
  private Computed compute(Formula1.Result result, List<SessionScore> others, RoundLineups fielded, SeasonPoints points) {
    var session = Scoring.score(rules, Results.classification(result));
    var sessions = Stream.concat(others.stream().filter(other -> !other.sessionId().equals(session.sessionId())), Stream.of(session))
        .toList();
    var weekend = fielded.score(new WeekendScore(rules, sessions));
    var round = Standings.round(weekend);
    var season = Standings.season(points.with(weekend));
    return new Computed(session, weekend, round, season, round.encode(), season.encode());
  }

  private Closure closure(Claim claim, Computed computed, Formula1.Result result) {
    var ending = new Ending.Next(true, "%,d teams scored".formatted(computed.weekend.teams().length));
    List<Plan> also = result.version() > 1 ? List.of(Notifying.correction(result.sessionId(), result.version(), claim.dueAt())) : List.of();
    return new Closure(ending, also);
  }

  private SeasonPoints points(int season, Optional<Long> based) {
    var known = seasons.get(season);
    if (known == null || !known.based().equals(based)) {
      known = SeasonPoints.read(game.boards(), season, based);
      seasons.put(season, known);
    }
    return known;
  }

  private RoundLineups lineups(int season, int round) {
    var key = new RoundOf(season, round);
    var known = lineups.get(key);
    if (known == null) {
      known = game.lineups().of(season, round).await();
      lineups.put(key, known);
    }
    return known;
  }

  private SlotEnded close(Claim claim, Ending ending) {
    return closing.close(claim, ending).await();
  }

  private static Optional<Long> snapshot(List<Board> shown, String name) {
    return shown.stream().filter(board -> board.name().equals(name)).map(Board::id).findFirst();
  }

  /** What {@link Fantasy#score} wrote into a subject. */
  private record Asked(String sessionId, int version) {
    static Asked of(String subject) {
      var parts = subject.split(":");
      return new Asked(parts[1], Integer.parseInt(parts[2]));
    }
  }
}
