package dev.paddock.fantasy;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.RoundLineups;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.rules.Scoring;
import dev.paddock.fantasy.rules.SessionScore;
import dev.paddock.fantasy.rules.Standings;
import dev.paddock.fantasy.rules.Weekend;
import dev.paddock.fantasy.rules.WeekendScore;
import dev.paddock.fantasy.store.Board;
import dev.paddock.fantasy.store.Boards;
import dev.paddock.fantasy.store.Fields.Field;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.Results;
import dev.paddock.fantasy.store.RuleSets;
import dev.paddock.fantasy.store.ScoringStore;
import dev.paddock.fantasy.store.ScoringStore.Outrun;
import dev.paddock.fantasy.store.ScoringStore.Played;
import dev.paddock.fantasy.store.ScoringStore.Scored;
import dev.paddock.fantasy.store.ScoringStore.Shown;
import dev.paddock.kernel.Count;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores sessions, one at a time: a version of a result becomes drivers' scores and two new boards a rule set, or nothing at all.
 * Virtual thread, one instance; the arithmetic runs in a worker pool of its own. Its fields need no locks: only scoring touches them.
 */
public final class ScoringVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ScoringVerticle.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 3;
  private static final int WORKERS = 2;
  private static final int FIELDS_KEPT = 4;

  /** A rule set's part of a score, with the boards that it makes. */
  private record Computed(Played played, Weekend weekend, BoardSnapshot round, BoardSnapshot season) {}

  private final Bus bus;
  private final Timers timers;
  private final GameStore game;
  private final ScoringStore store;
  private final Closing closing;
  // A field is frozen: its line-ups can be kept.
  private final Map<Long, List<Lineup>> lineups = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override protected boolean removeEldestEntry(Map.Entry<Long, List<Lineup>> eldest) {
      return size() > FIELDS_KEPT;
    }
  };
  private WorkerExecutor workers;

  public ScoringVerticle(Bus bus, Timers timers, GameStore game, ScoringStore store, Closing closing) {
    this.bus = bus;
    this.timers = timers;
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
    return Future.all(game.rules().all().stream().map(store::remember).toList()).compose(remembered -> Future.all(List.of(
        bus.answer(Scheduling.due(Fantasy.SCORE), due -> Future.succeededFuture(score(due))),
        bus.answer(Fantasy.IMPACT, answers::impact),
        bus.answer(Fantasy.DELTAS, answers::deltas),
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
    var computed = new ArrayList<Computed>();
    for (var file : game.rules().all()) {
      var field = field(race, file.rules().id());
      if (field.isEmpty()) continue;
      // First which boards are shown, then what they are made of: if anything moves on in between, the swap notices.
      var shown = Before.of(game.boards(), race, file.rules().id());
      var others = game.scores().ofRace(race.raceId(), file.rules().id()).await();
      if (others.stream().anyMatch(s -> s.sessionId().equals(result.sessionId()) && s.version() >= result.version())) {
        return close(claim, new Ending.Stop("already scored"));
      }
      computed.add(compute(result, file.rules(), field.get(), shown, others));
    }
    var scored = new Scored(race.season(), race.round(), race.raceId(), computed.stream().map(Computed::played).toList(), timers.instant());
    var committed = store.commit(claim, scored, closure(claim, computed, result)).await();
    for (int i = 0; i < computed.size(); i++) {
      show(committed.shown().get(2 * i), computed.get(i).round);
      show(committed.shown().get(2 * i + 1), computed.get(i).season);
    }
    return committed.ended();
  }

  private void show(Shown shown, BoardSnapshot rows) {
    game.boards().shows(shown.board(), shown.snapshot(), rows);
    bus.tell(Fantasy.BOARD_CHANGED, new Fantasy.BoardChanged(shown.board(), shown.snapshot()));
  }

  /** Frozen by whoever scores the round first: its lock has passed. Only the usual rule set has boards without a team. */
  private Optional<Field> field(Formula1.Race race, String ruleSet) {
    var known = game.fields().find(race.season(), race.round(), ruleSet).await();
    if (known.isPresent()) return known;
    var fielded = game.lineups().of(race.season(), race.round(), ruleSet).await();
    if (fielded.teams().length == 0 && !ruleSet.equals(RuleSets.USUAL)) return Optional.empty();
    return Optional.of(game.fields().freeze(race.season(), ruleSet, fielded).await());
  }

  /** The other sessions count as they were last scored: what has come in since has a claim of its own, and a notification of its own. */
  private Computed compute(Formula1.Result result, RuleSet rules, Field field, Before before, List<SessionScore> others) {
    var distinct = lineups(field);
    var session = Scoring.score(rules, Results.classification(result));
    var sessions = Stream.concat(others.stream().filter(other -> !other.sessionId().equals(session.sessionId())), Stream.of(session))
        .toList();
    var worth = workers.executeBlocking(() -> RoundLineups.worth(distinct, new WeekendScore(rules, sessions)), false).await();
    var fresh = new Boards.Fresh(before.race.season(), rules.id(), before.race.round(), field.id(), worth);
    var weekends = game.boards().weekends(before.otherRounds, fresh).await();
    var played = new Played(rules, session, field, before.round, before.season, worth, before.otherRounds.stream().map(Board::id).toList());
    // Two at a time: the season's ranks now take as long as those before.
    var sums = workers.executeBlocking(() -> Standings.sums(weekends), false);
    var ranksBefore = workers.executeBlocking(() -> Standings.before(weekends), false);
    var alone = workers.executeBlocking(() -> Standings.round(weekends.getLast()), false);
    Future.all(sums, ranksBefore, alone).await();
    return new Computed(played, weekends.getLast(), alone.result(), sums.result().after(ranksBefore.result()));
  }

  private Closure closure(Claim claim, List<Computed> computed, Formula1.Result result) {
    int teams = computed.stream().mapToInt(one -> one.round.size()).sum();
    var also = new ArrayList<Plan>();
    if (result.version() > 1) also.add(Notifying.correction(result.sessionId(), result.version(), claim.dueAt()));
    boolean raced = result.kind() == Formula1.SessionKind.RACE && result.version() == 1;
    if (raced) also.add(Fantasy.prices(result.sessionId().substring(0, result.sessionId().lastIndexOf('-')), claim.dueAt()));
    return new Closure(new Ending.Next(true, Count.text(teams) + " teams scored"), also);
  }

  private List<Lineup> lineups(Field field) {
    var known = lineups.get(field.id());
    if (known == null) {
      known = game.fields().lineups(field.id()).await();
      lineups.put(field.id(), known);
    }
    return known;
  }

  private SlotEnded close(Claim claim, Ending ending) {
    return closing.close(claim, ending).await();
  }

  /** What the boards showed when a score was begun. */
  private record Before(Formula1.Race race, Optional<Long> round, Optional<Long> season, List<Board> otherRounds) {
    static Before of(Boards boards, Formula1.Race race, String ruleSet) {
      var round = BoardName.round(race.raceId(), ruleSet);
      var season = BoardName.season(race.season(), ruleSet);
      var shown = boards.current(List.of(round, season)).await();
      var others = boards.rounds(race.season(), ruleSet).await().stream().filter(board -> board.round() != race.round()).toList();
      return new Before(race, snapshot(shown, round), snapshot(shown, season), others);
    }

    private static Optional<Long> snapshot(List<Board> shown, String name) {
      return shown.stream().filter(board -> board.name().equals(name)).map(Board::id).findFirst();
    }
  }

  /** What {@link Fantasy#score} wrote into a subject. */
  private record Asked(String sessionId, int version) {
    static Asked of(String subject) {
      var parts = subject.split(":");
      return new Asked(parts[1], Integer.parseInt(parts[2]));
    }
  }
}
