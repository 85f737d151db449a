package dev.paddock.f1;

import static dev.paddock.f1.contract.Formula1.ENTRIES;
import static dev.paddock.f1.contract.Formula1.HISTORY;
import static dev.paddock.f1.contract.Formula1.LOOK_AT_RESULT;
import static dev.paddock.f1.contract.Formula1.ROUND;
import static dev.paddock.f1.contract.Formula1.SEASON;
import static dev.paddock.f1.contract.Formula1.SYNC_CALENDAR;

import dev.paddock.bus.Bus;
import dev.paddock.db.Alarm;
import dev.paddock.db.Closing;
import dev.paddock.db.EachClaim;
import dev.paddock.db.Ledger;
import dev.paddock.db.Outbox;
import dev.paddock.db.Undertaking;
import dev.paddock.f1.contract.Cataloguing;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Stewarding;
import dev.paddock.f1.provider.CalendarSource;
import dev.paddock.f1.provider.CalendarSources;
import dev.paddock.f1.provider.ResultsSource;
import dev.paddock.f1.rules.Caution;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.HoldStore;
import dev.paddock.f1.store.PhaseStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.RoundStore;
import dev.paddock.f1.store.RulingStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.f1.store.StatisticStore;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Formula 1's calendar and results: does the due work, answers what others ask. Event loop; owns no state. */
public final class ResultsVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ResultsVerticle.class);

  private final Bus bus;
  private final HoldStore holds;
  private final ResultIntake intake;
  private final RoundStore rounds;
  private final CalendarSync sync;
  private final ResultPoll poll;
  private final ResultLook look;
  private final Stewards stewards;
  private final Cataloguer cataloguer;
  private final PhaseWatch phases;
  private final Statistics statistics;

  /** The stores of this feature. */
  public record Stores(CalendarStore calendar, ResultStore results, RoundStore rounds, DisagreementStore disagreements,
      PhaseStore phases, HoldStore holds, RulingStore rulings, SessionReads reads) {}

  /** Where calendar and results come from. @param calendar the most trusted first; @param second confirms what the first one changes */
  public record Sources(List<CalendarSource> calendar, ResultsSource results, Optional<ResultsSource> second) {}

  /** How effects are committed. @param outbox where what happens to results leaves the house */
  public record Commits(Closing closing, Undertaking undertaking, Outbox outbox, Ledger ledger, Alarm alarm) {}

  /** When a result is final, and what is believed of it. */
  public record Rules(VerificationPolicy policy, Caution caution) {}

  /**
   * @param season empty: the year that it is
   * @param follow which rounds are polled
   */
  public ResultsVerticle(Bus bus, Timers timers, Commits commits, Stores stores, Sources sources,
      Rules rules, Optional<Integer> season, IntPredicate follow) {
    this.bus = bus;
    this.holds = stores.holds();
    this.rounds = stores.rounds();
    var followed = new CalendarSync.Followed(season, follow, sources.results()::offers);
    this.sync = new CalendarSync(bus, new CalendarSources(sources.calendar()),
        new CalendarSync.Stores(stores.calendar(), stores.disagreements()), commits.closing(), commits.undertaking(), timers, followed);
    this.intake = new ResultIntake(bus, sources, stores, commits, timers, rules);
    this.poll = new ResultPoll(intake, commits.closing(), timers);
    this.look = new ResultLook(intake, commits.undertaking(), timers);
    this.cataloguer = new Cataloguer(bus, sync, commits, timers);
    this.stewards = new Stewards(intake, stores, commits, timers);
    this.statistics = new Statistics(bus, new StatisticStore(), commits.closing(), timers);
    this.phases = new PhaseWatch(bus, stores.phases(), commits.closing(), timers);
  }

  @Override public Future<?> start() {
    return bus.answer(SEASON, ask -> rounds.season(ask.year()))
        .compose(v -> bus.answer(ENTRIES, ask -> rounds.entries(ask.year())))
        .compose(v -> bus.answer(ROUND, ask -> rounds.round(ask.session())))
        .compose(v -> bus.answer(HISTORY, ask -> rounds.history(ask.raceId())))
        .compose(v -> bus.answer(SYNC_CALENDAR, ask -> sync.sync(ask.year())))
        .compose(v -> bus.answer(LOOK_AT_RESULT, ask -> look.look(ask.sessionId())))
        .compose(v -> bus.answer(Stewarding.ENTER, stewards::enter))
        .compose(v -> bus.onHere(Importing.COVERED, this::heard))
        .compose(v -> bus.answer(Cataloguing.EDIT, cataloguer::edit))
        .compose(v -> bus.answer(Stewarding.RELEASE, stewards::release))
        .compose(v -> bus.answer(Stewarding.DECIDE, stewards::decide))
        .compose(v -> intake.tellHolds())
        .compose(v -> bus.answer(Scheduling.due(CalendarSync.KIND), due -> EachClaim.atOnce(due, sync::run)))
        .compose(v -> bus.answer(Scheduling.due(ResultPoll.KIND), due -> EachClaim.atOnce(due, poll::run)))
        .compose(v -> bus.answer(Scheduling.due(Statistics.KIND), due -> EachClaim.atOnce(due, statistics::run)))
        .compose(v -> bus.answer(Scheduling.due(PhaseWatch.KIND), due -> EachClaim.atOnce(due, phases::run)));
  }

  /** Another source has spoken: what is held may be agreed on now. Where this is lost, the next check finds it. */
  private void heard(Importing.Covered looked) {
    if (looked.kind() != DataKind.RESULTS) return;
    holds.open(looked.subject()).compose(open -> open.isEmpty() ? Future.succeededFuture() : look.look(looked.subject()))
        .onFailure(failed -> LOG.warn("{} stays held until its next check", looked.subject(), failed));
  }

  /** What must be planned for everything else to follow: the daily synchronisation of the calendar. */
  public static Plan calendarPlan() {
    return CalendarSync.plan();
  }

  /** What counts every week what drivers have done. */
  public static Plan statisticsPlan() {
    return Statistics.plan();
  }

  /** What moves sessions on by the clock; a replay, which jumps over it, has none. */
  public static Plan phasePlan() {
    return PhaseWatch.plan();
  }
}
