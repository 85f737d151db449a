package dev.paddock.f1;

import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.f1.provider.CalendarSource;
import dev.paddock.f1.provider.CalendarSource.Published;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.CalendarStore.Unanswered;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Brings a season's calendar and drivers up to date, once a day, and plans the polls of every session that has no result yet. */
final class CalendarSync {
  static final String KIND = "f1.calendar";

  private final CalendarSource source;
  private final CalendarStore store;
  private final Closing closing;
  private final Timers timers;
  private final Followed followed;

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

  CalendarSync(CalendarSource source, CalendarStore store, Closing closing, Timers timers, Followed followed) {
    this.source = source;
    this.store = store;
    this.closing = closing;
    this.timers = timers;
    this.followed = followed;
  }

  /** The plan of the daily synchronisation, at 01:07 UTC, an instant at which no session's slot falls. */
  static Plan plan() {
    return new Plan("calendar:f1", KIND, "f1-calendar", Instant.parse("2020-01-01T01:07:00Z"), Optional.empty());
  }

  Future<SlotEnded> run(Claim claim) {
    int year = followed.season().orElseGet(() -> timers.instant().atOffset(ZoneOffset.UTC).getYear());
    return source.calendar(year).compose(published -> switch (published) {
      case Published.Of(var calendar) -> closing.close(claim, tx -> save(tx, calendar));
      case Published.Later(var until, var why) -> closing.close(claim, new Ending.Defer(until, why));
      case Published.Failed(var why) -> closing.close(claim, new Ending.Retry(why));
    });
  }

  private Future<Closure> save(SqlConnection tx, Calendar calendar) {
    var closesAt = calendar.closesAt();
    if (closesAt.isEmpty()) return Future.succeededFuture(
        new Closure(new Ending.Next(false, "no calendar for " + calendar.year() + " yet"), List.of()));
    return store.save(tx, calendar, closesAt.get(), timers.instant())
        .compose(saved -> store.unanswered(tx, calendar.year()))
        .map(sessions -> sessions.stream().filter(followed::has)
            .map(session -> new Plan(ResultPoll.subject(session.sessionId()), ResultPoll.KIND, VerificationPolicy.RESULTS,
                session.startsAt(), closesAt)).toList())
        .map(plans -> new Closure(ending(calendar, closesAt.get()), plans));
  }

  /** A season that is followed by name needs no calendar once it is closed. */
  private Ending ending(Calendar calendar, Instant closesAt) {
    if (followed.season().isPresent() && timers.instant().isAfter(closesAt)) return new Ending.Stop(
        "season " + calendar.year() + " is closed");
    return new Ending.Next(false, calendar.races().size() + " races, " + calendar.drivers().size() + " drivers of " + calendar.year());
  }
}
