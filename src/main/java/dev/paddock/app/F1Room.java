package dev.paddock.app;

import dev.paddock.db.Closing;
import dev.paddock.db.Undertaking;
import dev.paddock.f1.ResultsVerticle;
import dev.paddock.f1.provider.CalendarSource;
import dev.paddock.f1.provider.F1Schedule;
import dev.paddock.f1.provider.Jolpica;
import dev.paddock.f1.provider.RestResults;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.PhaseStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.RoundStore;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.store.PgOutbox;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Deployable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Formula 1's calendar and results: its sources as the settings name them. */
final class F1Room {
  private final Node node;
  private final Timers timers;
  private final Settings settings;

  F1Room(Node node, Timers timers, Settings settings) {
    this.node = node;
    this.timers = timers;
    this.settings = settings;
  }

  /** @param rounds of the season that are polled */
  Deployable verticle(Closing closing, Undertaking undertaking, IntPredicate rounds) {
    var reads = node.pools().reads();
    var stores = new ResultsVerticle.Stores(new CalendarStore(reads), new ResultStore(reads), new RoundStore(reads),
        new DisagreementStore(reads), new PhaseStore());
    var season = settings.f1().season().isPresent() ? Optional.of(settings.f1().season().getAsInt()) : Optional.<Integer>empty();
    var results = settings.f1().provider() == Settings.F1.Provider.REST ? new RestResults(node.bus()) : new Jolpica(node.bus());
    return new ResultsVerticle(node.bus(), timers, new ResultsVerticle.Commits(closing, undertaking, new PgOutbox()), stores,
        new ResultsVerticle.Sources(calendars(), results), new VerificationPolicy(settings.scheduler().verifyChecks()), season, rounds);
  }

  /** The most trusted first; a replay has Jolpica's stand-in alone. */
  private List<CalendarSource> calendars() {
    var sessions = settings.sessions();
    var calendars = sessions.precedence().schedule().stream().<CalendarSource>mapMulti((name, sources) -> {
      if (name.equals(Jolpica.NAME)) sources.accept(new Jolpica(node.bus()));
      if (name.equals(F1Schedule.NAME) && sessions.has(name)) sources.accept(new F1Schedule(node.bus()));
    }).toList();
    return calendars.isEmpty() ? List.of(new Jolpica(node.bus())) : calendars;
  }

  /** @param live in real time: a replay jumps over what happens by the clock alone */
  List<Plan> plans(boolean live) {
    var plans = new ArrayList<>(List.of(ResultsVerticle.calendarPlan()));
    if (live) plans.add(ResultsVerticle.phasePlan());
    return plans;
  }
}
