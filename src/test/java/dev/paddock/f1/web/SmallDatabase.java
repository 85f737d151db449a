package dev.paddock.f1.web;

import dev.paddock.db.Pools;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.CircuitStore;
import dev.paddock.f1.store.SessionDataStore;
import dev.paddock.f1.store.TelemetryStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/** A database in which the small session was imported, another one not, and a third one in vain. */
public final class SmallDatabase {
  private static final Instant NOW = Instant.parse("2025-05-05T06:00:00Z");

  private static final Calendar CALENDAR = new Calendar(2025, List.of(
      new Calendar.Race(6, "Miami Grand Prix", "miami", "Miami International Autodrome", "Miami", "USA", List.of(
          new Calendar.Session(SessionCode.SQ, Instant.parse("2025-05-02T20:30:00Z")),
          new Calendar.Session(SessionCode.S, Instant.parse("2025-05-03T16:00:00Z")),
          new Calendar.Session(SessionCode.Q, Instant.parse("2025-05-03T20:00:00Z")),
          new Calendar.Session(SessionCode.R, Instant.parse("2025-05-04T20:00:00Z")))),
      new Calendar.Race(7, "Monaco Grand Prix", "monaco", "Circuit de Monaco", "Monte Carlo", "Monaco", List.of(
          new Calendar.Session(SessionCode.R, Instant.parse("2025-05-25T13:00:00Z"))))),
      List.of(new Calendar.Driver("norris", "NOR", 4, "Lando", "Norris", "British"),
          new Calendar.Driver("hamilton", "HAM", 44, "Lewis", "Hamilton", "British")));

  private SmallDatabase() {}

  public static void fill(Pools pools) {
    var calendars = new CalendarStore(pools.reads());
    var store = new SessionDataStore();
    pools.transactions().withTransaction(tx -> {
      Future<?> done = calendars.save(tx, CALENDAR, true, NOW, NOW);
      for (var data : SmallSession.ALL) done = done.compose(v -> store.replace(tx, SmallSession.ID, data));
      return done.compose(v -> store.replace(tx, "2025-miami-Q", SmallSession.ENTRANTS))
          .compose(v -> telemetry(tx, Channel.CAR)).compose(v -> telemetry(tx, Channel.POSITION))
          .compose(v -> new CircuitStore().save(tx, SmallSession.CIRCUIT, "multiviewer", NOW));
    }).await();
    pools.transactions().query("update race set circuit_key = 151 where race_id = '2025-miami'").execute().await();
    pools.transactions().query("""
        insert into coverage (subject, kind, state, source, reason, rows, at) values
          ('2025-miami-Q', 'LAPS', 'ABSENT', 'livetiming', '403 for TimingData', 0, '2025-05-04T06:00Z'),
          ('2025-miami-Q', 'WEATHER', 'FAILED', 'livetiming', 'cut off in line 7', 0, '2025-05-04T06:00Z'),
          ('2025-miami-Q', 'PIT_STOPS', 'STORED', 'livetiming', '', 0, '2025-05-04T06:00Z')
        """).execute().await();
    pools.transactions().query("""
        insert into coverage (subject, kind, state, source, reason, rows, at)
        select '2025-miami-S', kind, 'STORED', 'livetiming', '', 1, '2025-05-04T06:00Z'
          from unnest(array['LAPS', 'STINTS', 'PIT_STOPS', 'POSITIONS', 'CAR_DATA']) as k (kind)
        """).execute().await();
  }

  private static Future<Integer> telemetry(SqlConnection tx, Channel channel) {
    return new TelemetryStore().replace(tx, SmallSession.ID, channel,
        SmallSession.TELEMETRY.stream().filter(block -> block.channel() == channel).toList());
  }

  static int replace(Pools pools, String session, SessionData data) {
    return pools.transactions().withTransaction(tx -> new SessionDataStore().replace(tx, session, data)).await();
  }
}
