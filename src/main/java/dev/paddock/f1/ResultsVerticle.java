package dev.paddock.f1;

import static dev.paddock.f1.contract.Formula1.ENTRIES;
import static dev.paddock.f1.contract.Formula1.LOOK_AT_RESULT;
import static dev.paddock.f1.contract.Formula1.ROUND;
import static dev.paddock.f1.contract.Formula1.SEASON;
import static dev.paddock.f1.contract.Formula1.SYNC_CALENDAR;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Outbox;
import dev.paddock.db.Undertaking;
import dev.paddock.f1.provider.CalendarSource;
import dev.paddock.f1.provider.CalendarSources;
import dev.paddock.f1.provider.ResultsSource;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.PhaseStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.RoundStore;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Formula 1's calendar and results: does the due work, answers what others ask. Event loop; owns no state. */
public final class ResultsVerticle extends VerticleBase {
  private final Bus bus;
  private final RoundStore rounds;
  private final CalendarSync sync;
  private final ResultPoll poll;
  private final ResultLook look;
  private final PhaseWatch phases;

  /** The stores of this feature. */
  public record Stores(CalendarStore calendar, ResultStore results, RoundStore rounds, DisagreementStore disagreements,
      PhaseStore phases) {}

  /** Where calendar and results come from. @param calendar the most trusted first */
  public record Sources(List<CalendarSource> calendar, ResultsSource results) {}

  /** How effects are committed. @param outbox where what happens to results leaves the house */
  public record Commits(Closing closing, Undertaking undertaking, Outbox outbox) {}

  /**
   * @param season empty: the year that it is
   * @param follow which rounds are polled
   */
  public ResultsVerticle(Bus bus, Timers timers, Commits commits, Stores stores, Sources sources,
      VerificationPolicy policy, Optional<Integer> season, IntPredicate follow) {
    this.bus = bus;
    this.rounds = stores.rounds();
    var followed = new CalendarSync.Followed(season, follow, sources.results()::offers);
    this.sync = new CalendarSync(bus, new CalendarSources(sources.calendar()),
        new CalendarSync.Stores(stores.calendar(), stores.disagreements()), commits.closing(), commits.undertaking(), timers, followed);
    var intake = new ResultIntake(bus, sources.results(), stores.results(), stores.calendar(), commits.outbox(), timers, policy);
    this.poll = new ResultPoll(intake, commits.closing(), timers);
    this.look = new ResultLook(intake, stores.calendar(), commits.undertaking(), timers);
    this.phases = new PhaseWatch(bus, stores.phases(), commits.closing(), timers);
  }

  @Override public Future<?> start() {
    return bus.answer(SEASON, ask -> rounds.season(ask.year()))
        .compose(v -> bus.answer(ENTRIES, ask -> rounds.entries(ask.year())))
        .compose(v -> bus.answer(ROUND, ask -> rounds.round(ask.session())))
        .compose(v -> bus.answer(SYNC_CALENDAR, ask -> sync.sync(ask.year())))
        .compose(v -> bus.answer(LOOK_AT_RESULT, ask -> look.look(ask.sessionId())))
        .compose(v -> bus.answer(Scheduling.due(CalendarSync.KIND), due -> EachClaim.of(due, sync::run)))
        .compose(v -> bus.answer(Scheduling.due(ResultPoll.KIND), due -> EachClaim.of(due, poll::run)))
        .compose(v -> bus.answer(Scheduling.due(PhaseWatch.KIND), due -> EachClaim.of(due, phases::run)));
  }

  /** What must be planned for everything else to follow: the daily synchronisation of the calendar. */
  public static Plan calendarPlan() {
    return CalendarSync.plan();
  }

  /** What moves sessions on by the clock; a replay, which jumps over it, has none. */
  public static Plan phasePlan() {
    return PhaseWatch.plan();
  }
}
