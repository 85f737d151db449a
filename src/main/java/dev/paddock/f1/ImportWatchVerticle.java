package dev.paddock.f1;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.db.EachClaim;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.ImportPlan;
import dev.paddock.f1.contract.Importing.PlanImport;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.Start;
import dev.paddock.f1.rules.gaps.Fixtures;
import dev.paddock.f1.rules.gaps.GapPlanner;
import dev.paddock.f1.rules.gaps.Gaps;
import dev.paddock.f1.store.GapReads;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Has new sessions imported: once a day whatever is missing of the season, and after each session, until its data is there or three days
 * are over, and a day after it once more. It only starts imports, never two of a season; what they find is their business. Event loop;
 * owns no state.
 */
public final class ImportWatchVerticle extends VerticleBase {
  /** After a session: computed of two settings, not written down as the others. */
  public static final String AFTER_SESSION = "f1-session";
  /** Archives are put right within hours: then all of a session is asked for once more, which costs no bytes of what is the same. */
  public static final String A_DAY_LATER = "f1-session-again";

  private static final String SWEEP = "f1.import";
  private static final String SESSION = "f1.session";
  private static final String SUBJECT = "session:";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Bus bus;
  private final Timers timers;
  private final Closing closing;
  private final GapReads gaps;
  private final Optional<Integer> season;
  private final Duration delay;

  /**
   * @param season empty: the year that it is
   * @param delay  how long after a session's end its data is looked for at the earliest
   */
  public ImportWatchVerticle(Bus bus, Timers timers, Closing closing, GapReads gaps, Optional<Integer> season, Duration delay) {
    this.bus = bus;
    this.timers = timers;
    this.closing = closing;
    this.gaps = gaps;
    this.season = season;
    this.delay = delay;
  }

  /** What must be planned for everything else to follow. */
  public static Plan plan() {
    return new Plan("import:f1", SWEEP, "f1-import", Instant.parse("2020-01-01T00:00:00Z"), Optional.empty());
  }

  @Override public Future<?> start() {
    return bus.answer(Scheduling.due(SWEEP), due -> EachClaim.atOnce(due, this::sweep))
        .compose(v -> bus.answer(Scheduling.due(SESSION), due -> EachClaim.atOnce(due, this::session)));
  }

  private Future<SlotEnded> sweep(Claim claim) {
    int year = season.orElseGet(() -> timers.instant().atOffset(ZoneOffset.UTC).getYear());
    var scope = new Scope(year, Optional.empty(), Optional.empty());
    return gaps.fixtures(year).compose(fixtures -> fixtures.races().isEmpty()
        ? closing.close(claim, new Ending.Retry("no calendar of " + year + " yet"))
        : missing(scope).compose(missing -> (missing.count() == 0
            ? Future.<Ending>succeededFuture(new Ending.Next(false, "nothing is missing")) : begin(scope, missing.count() + " gaps", false))
            .compose(begun -> closing.close(claim, tx -> Future.succeededFuture(new Closure(begun, plans(fixtures, missing)))))));
  }

  /** Of those that are to come, and of those that just were and lack something. One that moves is planned anew from its new end. */
  private List<Plan> plans(Fixtures fixtures, Gaps missing) {
    var lacking = missing.sessions().stream().map(Gaps.SessionGap::sessionId).collect(Collectors.toSet());
    var now = timers.instant();
    return fixtures.races().stream().flatMap(race -> race.sessions().stream())
        .filter(session -> !session.cancelled() && session.end().plus(GapPlanner.SETTLES).isAfter(now)
            && (session.end().plus(delay).isAfter(now) || lacking.contains(session.sessionId())))
        .map(session -> new Plan(SUBJECT + session.sessionId(), SESSION, AFTER_SESSION, session.end(),
            Optional.of(session.end().plus(GapPlanner.SETTLES)))).toList();
  }

  private Future<SlotEnded> session(Claim claim) {
    var sessionId = claim.plan().subject().substring(SUBJECT.length());
    int year = Integer.parseInt(sessionId.substring(0, 4));
    return gaps.fixtures(year).compose(fixtures -> {
      for (var race : fixtures.races()) for (var session : race.sessions()) {
        if (session.sessionId().equals(sessionId)) return look(claim, year, race, session);
      }
      return closing.close(claim, new Ending.Stop("no session " + sessionId));
    });
  }

  private Future<SlotEnded> look(Claim claim, int year, Fixtures.Race race, Fixtures.Session session) {
    if (session.cancelled()) return closing.close(claim, new Ending.Stop("cancelled"));
    if (session.end().plus(delay).isAfter(timers.instant())) return closing.close(claim,
        new Ending.Follow(AFTER_SESSION, session.end(), false, "it ends later than it was to"));
    var scope = new Scope(year, Optional.of(race.round()), Optional.of(session.code()));
    if (claim.plan().cadence().equals(A_DAY_LATER)) return begin(scope, "all of it, for what was changed since", true)
        .compose(begun -> closing.close(claim, begun instanceof Ending.Next(var begins, var note) && begins ? new Ending.Stop(note)
            : new Ending.Retry(begun.note())));
    return missing(scope).compose(missing -> missing.count() == 0
        ? closing.close(claim, new Ending.Follow(A_DAY_LATER, session.end(), false, "all of it is there"))
        : begin(scope, missing.count() + " gaps", false).compose(begun -> closing.close(claim, begun)));
  }

  private Future<Gaps> missing(Scope scope) {
    return bus.ask(Importing.PLAN, new PlanImport(scope, false), PATIENCE).map(ImportPlan::gaps);
  }

  /** @param what it is about, for people; @param anew asks for what is there, too */
  private Future<Ending> begin(Scope scope, String what, boolean anew) {
    return bus.ask(Importing.RUN, new RunImport(scope, anew, false, Optional.empty(), 1), PATIENCE).map(start -> switch (start) {
      case Start.Started(var runId) -> new Ending.Next(true, "import " + runId + " of " + what);
      case Start.AlreadyRunning(var runId, var year, var since) -> new Ending.Next(false, "import " + runId + " is running");
      case Start.Refused(var why) -> new Ending.Retry(why);
    });
  }
}
