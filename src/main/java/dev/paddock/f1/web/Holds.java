package dev.paddock.f1.web;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.Caution.Doubt;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.HoldStore;
import dev.paddock.f1.store.HoldStore.End;
import dev.paddock.f1.store.HoldStore.State;
import dev.paddock.f1.web.Races.Car;
import dev.paddock.f1.web.Races.Change;
import dev.paddock.f1.web.Races.Skipped;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Changes that are held, in the contract's words. */
public final class Holds {
  private final HoldStore store;
  private final CalendarStore calendar;

  public Holds(HoldStore store, CalendarStore calendar) {
    this.store = store;
    this.calendar = calendar;
  }

  /** @param follows the version that it would follow; {@code cars} as they would be; null in lists; the decision's are null before it */
  public record Hold(long id, String sessionId, String raceId, String session, String state, String source, String hash, int follows,
      List<String> doubts, String why, Instant fetchedAt, Instant seenAt, List<Change> changes, List<Car> cars, List<Skipped> skipped,
      Instant decidedAt, String decidedBy, String reason, Integer version, long revision) {}

  Future<List<Hold>> list(Optional<String> state, Optional<Long> before, int limit) {
    return store.list(state.map(word -> State.valueOf(word.toUpperCase(Locale.ROOT))), before, limit)
        .map(holds -> holds.stream().map(hold -> hold(hold, Map.of(), false)).toList());
  }

  Future<Optional<Hold>> get(long id) {
    return store.get(id).compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.empty())
        : calendar.roster(Integer.parseInt(found.get().sessionId().substring(0, 4))).map(roster -> found.map(hold -> hold(hold,
            roster.stream().collect(Collectors.toMap(Calendar.Driver::driverId, Function.identity())), true))));
  }

  private static Hold hold(HoldStore.Hold h, Map<String, Calendar.Driver> roster, boolean whole) {
    int dash = h.sessionId().lastIndexOf('-');
    var code = h.sessionId().substring(dash + 1);
    var proposed = h.proposed();
    return new Hold(h.id(), h.sessionId(), h.sessionId().substring(0, dash), code, h.state().word(), proposed.source(), proposed.hash(),
        h.base(), h.doubts().stream().map(Doubt::word).toList(), h.doubts().stream().map(Doubt::spoken).collect(Collectors.joining("; ")),
        proposed.fetchedAt(), h.seenAt(), ResultRows.changes(proposed.changes(), roster),
        whole ? ResultRows.of(proposed.result(), SessionCode.valueOf(code), roster) : null,
        whole ? proposed.skipped().stream().map(s -> new Skipped(s.driver(), s.reason())).toList() : null,
        h.end().map(End::at).orElse(null), h.end().map(End::by).orElse(null), h.end().map(End::reason).orElse(null),
        h.end().flatMap(End::made).orElse(null), h.revision());
  }
}
