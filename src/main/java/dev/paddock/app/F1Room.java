package dev.paddock.app;

import dev.paddock.db.Closing;
import dev.paddock.db.Undertaking;
import dev.paddock.f1.ResultsVerticle;
import dev.paddock.f1.provider.CalendarSource;
import dev.paddock.f1.provider.F1Schedule;
import dev.paddock.f1.provider.Jolpica;
import dev.paddock.f1.provider.RestResults;
import dev.paddock.f1.provider.ResultsSource;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.HoldStore;
import dev.paddock.f1.store.PhaseStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.RoundStore;
import dev.paddock.f1.store.RulingStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.store.PgLetters;
import dev.paddock.notify.store.PgOutbox;
import dev.paddock.ops.store.PgAlarm;
import dev.paddock.ops.store.PgLedger;
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
        new DisagreementStore(reads), new PhaseStore(), new HoldStore(reads), new RulingStore(), new SessionReads(reads));
    var season = settings.f1().season().isPresent() ? Optional.of(settings.f1().season().getAsInt()) : Optional.<Integer>empty();
    return new ResultsVerticle(node.bus(), timers,
        new ResultsVerticle.Commits(closing, undertaking, new PgOutbox(), new PgLedger(), new PgAlarm(new PgLetters())), stores, sources(),
        new ResultsVerticle.Rules(new VerificationPolicy(settings.scheduler().verifyChecks()), settings.sessions().caution()), season, rounds);
  }

  /** Where both of those that publish results are set, the other one may confirm what the one changes. */
  private ResultsVerticle.Sources sources() {
    ResultsSource jolpica = new Jolpica(node.bus());
    ResultsSource rest = new RestResults(node.bus());
    boolean first = settings.f1().provider() == Settings.F1.Provider.JOLPICA;
    var second = first ? Optional.of(rest).filter(set -> settings.f1().restUrl().isPresent()) : Optional.of(jolpica);
    return new ResultsVerticle.Sources(calendars(), first ? jolpica : rest, second);
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
