package dev.paddock.f1;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.db.Undertaking;
import dev.paddock.db.Undertaking.Effect;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Formula1.Synced;
import dev.paddock.f1.provider.CalendarSources;
import dev.paddock.f1.provider.CalendarSources.Gathered;
import dev.paddock.f1.provider.CalendarSources.Trouble;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.CalendarDiff;
import dev.paddock.f1.rules.CalendarDiff.Change;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.rules.sources.CalendarMerge;
import dev.paddock.f1.rules.sources.CalendarMerge.Merged;
import dev.paddock.f1.rules.sources.Disagreement;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.CalendarStore.Unanswered;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Brings a season's calendar and drivers up to date, once a day or on demand, and plans the polls of every session that has no result yet.
 * A calendar of less trusted sources alone makes a season that is not stored yet; it changes none that is.
 */
final class CalendarSync {
  static final String KIND = "f1.calendar";

  private final Bus bus;
  private final CalendarSources sources;
  private final Stores stores;
  private final Closing closing;
  private final Undertaking undertaking;
  private final Timers timers;
  private final Followed followed;

  record Stores(CalendarStore calendar, DisagreementStore disagreements) {}

  /**
   * What is followed.
   *
   * @param season empty: the year that it is
   * @param rounds only these rounds are polled
   * @param codes  sessions that the source of results knows at all
   */
  record Followed(Optional<Integer> season, IntPredicate rounds, Predicate<SessionCode> codes) {
    boolean has(Unanswered session) {
      return rounds.test(session.round()) && codes.test(session.code());
    }
  }

  CalendarSync(Bus bus, CalendarSources sources, Stores stores, Closing closing, Undertaking undertaking, Timers timers,
      Followed followed) {
    this.bus = bus;
    this.sources = sources;
    this.stores = stores;
    this.closing = closing;
    this.undertaking = undertaking;
    this.timers = timers;
    this.followed = followed;
  }

  /** The plan of the daily synchronisation, at 01:07 UTC, an instant at which no session's slot falls. */
  static Plan plan() {
    return new Plan("calendar:f1", KIND, "f1-calendar", Instant.parse("2020-01-01T01:07:00Z"), Optional.empty());
  }

  Future<SlotEnded> run(Claim claim) {
    int year = year();
    return sources.gather(year).compose(heard -> heard.merged().isEmpty() ? closing.close(claim, nothing(year, heard))
        : closing.close(claim, tx -> take(tx, heard, heard.merged().get()).map(taken -> new Closure(ending(heard, taken), taken.plans())))
            .onSuccess(ended -> changed(year)));
  }

  /** The same at once, for any season; of one that is not followed nothing is polled. */
  Future<Synced> sync(int year) {
    return new Patience(timers).ask(() -> sources.gather(year), CalendarSync::putOff).compose(heard -> heard.merged().isEmpty()
        ? Future.succeededFuture(silence(year, heard))
        : undertaking.commit(tx -> take(tx, heard, heard.merged().get())
            .map(taken -> new Effect<>(synced(heard, taken), year == year() ? taken.plans() : List.of())))
            .onSuccess(synced -> changed(year)));
  }

  /** Also where nothing did: who was not told of an earlier change is told now. */
  private void changed(int year) {
    bus.tell(Formula1.CALENDAR_CHANGED, new Formula1.CalendarChanged(year));
  }

  private int year() {
    return followed.season().orElseGet(() -> timers.instant().atOffset(ZoneOffset.UTC).getYear());
  }

  /** @param changes empty: the calendar was not taken */
  private record Taken(Calendar calendar, Instant closesAt, Optional<List<Change>> changes, List<Plan> plans) {}

  private Future<Taken> take(SqlConnection tx, Gathered heard, Merged merged) {
    var calendar = merged.calendar();
    var closesAt = calendar.closesAt().orElseThrow();
    return stores.calendar().known(tx, calendar.year()).compose(known -> {
      if (!heard.decided() && !known.isEmpty()) {
        return Future.succeededFuture(new Taken(calendar, closesAt, Optional.empty(), List.of()));
      }
      boolean whole = heard.troubles().isEmpty();
      return stores.calendar().save(tx, calendar, whole, closesAt, timers.instant())
          .compose(changes -> (whole ? settle(tx, merged, known) : Future.<Void>succeededFuture()).map(changes))
          .compose(changes -> stores.calendar().closesAt(tx, calendar.year()).compose(closes -> polls(tx, calendar.year())
              .map(plans -> new Taken(calendar, closes.orElse(closesAt), Optional.of(changes), plans))));
    });
  }

  /** The polls of every session of a season that has no result yet; of one that is not followed there are none. */
  Future<List<Plan>> polls(SqlConnection tx, int season) {
    if (season != year()) return Future.succeededFuture(List.of());
    return stores.calendar().closesAt(tx, season).compose(closesAt -> stores.calendar().unanswered(tx, season)
        .map(sessions -> closesAt.map(until -> plans(sessions, until)).orElse(List.of())));
  }

  private List<Plan> plans(List<Unanswered> sessions, Instant closesAt) {
    return sessions.stream().filter(followed::has).map(session -> new Plan(ResultPoll.subject(session.sessionId()), ResultPoll.KIND,
        VerificationPolicy.RESULTS, session.startsAt(), Optional.of(closesAt))).toList();
  }

  private Future<Void> settle(SqlConnection tx, Merged merged, List<CalendarDiff.Known> known) {
    var ids = CalendarDiff.ids(merged.calendar(), known);
    var found = merged.contradictions().stream().map(contradiction -> underStoredId(contradiction, ids)).toList();
    var subjects = new ArrayList<String>();
    known.forEach(race -> subjects.add(race.raceId()));
    for (var race : merged.calendar().races()) {
      var id = ids.get(race.id(merged.calendar().year()));
      subjects.add(id);
      race.sessions().forEach(session -> subjects.add(id + "-" + session.code()));
    }
    found.forEach(contradiction -> subjects.add(contradiction.subject()));
    return stores.disagreements().settle(tx, subjects, CalendarMerge.FIELDS, found, timers.instant());
  }

  /** A race that is called differently now is stored under the id that it had. */
  private static Disagreement underStoredId(Disagreement d, Map<String, String> ids) {
    return ids.entrySet().stream().filter(race -> d.subject().matches(race.getKey() + "(-[A-Z0-9]+)?"))
        .findFirst().map(race -> new Disagreement(race.getValue() + d.subject().substring(race.getKey().length()), d.item(), d.field(),
            d.said(), d.decidedBy())).orElse(d);
  }

  private static Ending nothing(int year, Gathered heard) {
    return heard.troubles().isEmpty() ? new Ending.Next(false, "no calendar for " + year + " yet") : later(heard);
  }

  private static Optional<Instant> putOff(Gathered heard) {
    return heard.troubles().stream().flatMap(trouble -> trouble.until().stream()).findFirst();
  }

  private static Ending later(Gathered heard) {
    var until = putOff(heard);
    return until.isPresent() ? new Ending.Defer(until.get(), why(heard)) : new Ending.Retry(why(heard));
  }

  private static String why(Gathered heard) {
    return heard.troubles().stream().map(Trouble::toString).collect(Collectors.joining("; "));
  }

  /** A season that is followed by name needs no calendar once it is closed. */
  private Ending ending(Gathered heard, Taken taken) {
    if (!heard.decided()) return later(heard);
    int year = taken.calendar().year();
    boolean closed = followed.season().isPresent() && timers.instant().isAfter(taken.closesAt());
    if (closed) return new Ending.Stop("season " + year + " is closed");
    var note = taken.calendar().races().size() + " races, " + taken.calendar().drivers().size() + " drivers of " + year;
    return new Ending.Next(false, heard.troubles().isEmpty() ? note : note + "; " + why(heard));
  }

  private static Synced silence(int year, Gathered heard) {
    if (heard.troubles().isEmpty()) return new Synced.Nothing(year);
    return new Synced.Failed(why(heard), putOff(heard));
  }

  private static Synced synced(Gathered heard, Taken taken) {
    return taken.changes().isEmpty() ? new Synced.Failed(why(heard) + "; what is stored stays", putOff(heard))
        : new Synced.Done(taken.calendar().year(), taken.calendar().races().size(), taken.changes().get(),
            heard.troubles().stream().map(Trouble::toString).toList());
  }
}
