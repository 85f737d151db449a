package dev.paddock.f1;

import static dev.paddock.f1.contract.Formula1.ROUND;
import static dev.paddock.f1.contract.Formula1.SEASON;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Outbox;
import dev.paddock.f1.provider.CalendarSource;
import dev.paddock.f1.provider.ResultsSource;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.RoundStore;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Formula 1's calendar and results: does the due work, answers what others ask. Event loop; owns no state. */
public final class ResultsVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ResultsVerticle.class);

  private final Bus bus;
  private final RoundStore rounds;
  private final CalendarSync sync;
  private final ResultPoll poll;

  /** The stores of this feature. */
  public record Stores(CalendarStore calendar, ResultStore results, RoundStore rounds) {}

  /** Where calendar and results come from. */
  public record Sources(CalendarSource calendar, ResultsSource results) {}

  /**
   * @param outbox where what happens to results leaves the house
   * @param season empty: the year that it is
   * @param follow which rounds are polled
   */
  public ResultsVerticle(Bus bus, Timers timers, Closing closing, Stores stores, Sources sources, Outbox outbox,
      VerificationPolicy policy, Optional<Integer> season, IntPredicate follow) {
    this.bus = bus;
    this.rounds = stores.rounds();
    var followed = new CalendarSync.Followed(season, follow, sources.results()::offers);
    this.sync = new CalendarSync(sources.calendar(), stores.calendar(), closing, timers, followed);
    this.poll = new ResultPoll(bus, sources.results(), stores.results(), stores.calendar(), closing, outbox, timers, policy);
  }

  @Override public Future<?> start() {
    return bus.answer(SEASON, ask -> rounds.season(ask.year()))
        .compose(v -> bus.answer(ROUND, ask -> rounds.round(ask.session())))
        .compose(v -> bus.answer(Scheduling.due(CalendarSync.KIND), due -> each(due, sync::run)))
        .compose(v -> bus.answer(Scheduling.due(ResultPoll.KIND), due -> each(due, poll::run)));
  }

  /** What must be planned for everything else to follow: the daily synchronisation of the calendar. */
  public static Plan calendarPlan() {
    return CalendarSync.plan();
  }

  /** One that fails leaves the others' work done; the scheduler tries it again. */
  private static Future<Worked> each(DueWork due, Function<Claim, Future<SlotEnded>> run) {
    List<SlotEnded> ended = new ArrayList<>();
    var all = due.claims().stream().map(claim -> run.apply(claim).map(ended::add)
        .onFailure(t -> LOG.error("{} due {} failed", claim.plan().subject(), claim.dueAt(), t))).toList();
    return Future.join(all).transform(done -> Future.succeededFuture(new Worked(List.copyOf(ended))));
  }
}
