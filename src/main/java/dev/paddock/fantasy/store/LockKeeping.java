package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.Lock.Step;
import dev.paddock.fantasy.rules.Lock;
import dev.paddock.fantasy.rules.RaceLock;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps the locks of a season as its calendar has them. */
public final class LockKeeping {
  // One node at a time. Who saves a line-up holds his race's row only, and is not in the way.
  private static final String ONE_AT_A_TIME = "lock table round_lock in share row exclusive mode";
  private static final String STORED = """
      select l.race_id, l.season, l.round, l.lock_at, l.cancelled, exists (select from board_snapshot s
        where s.race_id = l.race_id) as scored
        from round_lock l where l.season = $1::int""";
  private static final String KEEP = """
      insert into round_lock (race_id, season, round, lock_at, cancelled)
      select * from unnest($1::text[], $2::int[], $3::int[], $4::timestamptz[], $5::boolean[])
      on conflict (race_id) do update
         set round = excluded.round, cancelled = excluded.cancelled, lock_at = excluded.lock_at,
             moved_at = case when round_lock.lock_at = excluded.lock_at then round_lock.moved_at else $6::timestamptz end""";
  // A line-up is its race's, whatever number that gets. Those that move are set aside first; where one comes to the number of a race that
  // was called off, the line-up of that one has had its time.
  private static final String SET_ASIDE = """
      update lineup h set round = -l.round from round_lock l
       where l.season = $1::int and h.season = l.season and h.race_id = l.race_id and h.round <> l.round""";
  private static final String MAKE_ROOM = """
      delete from lineup h using lineup coming
       where coming.season = $1::int and coming.round < 0
         and h.season = coming.season and h.team_id = coming.team_id and h.round = -coming.round""";
  private static final String PUT_BACK = "update lineup set round = -round where season = $1::int and round < 0";
  private static final String OWNERS = """
      select distinct player_id from team where season = $1::int and created_at is not null and deleted_at is null
        and player_id > $2::bigint
       order by player_id limit $3::int""";

  /** A lock that is another now. */
  public record Moved(RaceLock race, Instant from) {}

  private record Stored(RaceLock race, boolean scored) {}

  /**
   * Brings them up to date.
   *
   * @param calendar the races that take place, each with the start of its earliest scored session
   * @return those that moved
   */
  public Future<List<Moved>> keep(SqlConnection tx, int season, List<RaceLock> calendar, Instant now) {
    return tx.query(ONE_AT_A_TIME).execute().compose(locked -> stored(tx, season)).compose(stored -> {
      var moved = new ArrayList<Moved>();
      var changed = changed(stored, calendar, now, moved);
      boolean renumbered = changed.stream().anyMatch(race -> stored.containsKey(race.raceId())
          && stored.get(race.raceId()).race.round() != race.round());
      if (changed.isEmpty()) return Future.succeededFuture(List.of());
      return write(tx, changed, now).compose(v -> renumbered ? renumber(tx, season) : Future.succeededFuture())
          .map(v -> List.copyOf(moved));
    });
  }

  private static List<RaceLock> changed(Map<String, Stored> stored, List<RaceLock> calendar, Instant now, List<Moved> moved) {
    var left = new HashMap<>(stored);
    var changed = new ArrayList<RaceLock>();
    for (var race : calendar) {
      var before = Optional.ofNullable(left.remove(race.raceId()));
      var step = Lock.next(before.map(known -> known.race.lockAt()), before.map(Stored::scored).orElse(false), race.lockAt(), now);
      var after = new RaceLock(race.raceId(), race.season(), race.round(), switch (step) {
        case Step.Stays() -> before.orElseThrow().race.lockAt();
        case Step.Begins(var at) -> at;
        case Step.Moves(var from, var to) -> to;
      }, false);
      if (step instanceof Step.Moves(var from, var to)) moved.add(new Moved(after, from));
      if (before.isEmpty() || !before.get().race.equals(after)) changed.add(after);
    }
    for (var gone : left.values()) {
      var race = gone.race;
      if (!race.cancelled()) changed.add(new RaceLock(race.raceId(), race.season(), race.round(), race.lockAt(), true));
    }
    return changed;
  }

  /** Users after that one, by their ids, who have a team in that season; drawn ones aside. */
  public Future<List<Long>> owners(SqlClient in, int season, long after, int limit) {
    return in.preparedQuery(OWNERS).collecting(Collectors.mapping((Row row) -> row.getLong("player_id"), Collectors.toUnmodifiableList()))
        .execute(Tuple.of(season, after, limit)).map(found -> found.value());
  }

  private static Future<Map<String, Stored>> stored(SqlConnection tx, int season) {
    return tx.preparedQuery(STORED).execute(Tuple.of(season)).map(rows -> {
      var stored = new HashMap<String, Stored>();
      for (Row row : rows) stored.put(row.getString("race_id"), new Stored(LockReads.race(row), row.getBoolean("scored")));
      return stored;
    });
  }

  private static Future<Void> write(SqlConnection tx, List<RaceLock> races, Instant now) {
    return tx.preparedQuery(KEEP).execute(Tuple.of(races.stream().map(RaceLock::raceId).toArray(String[]::new),
        races.stream().map(RaceLock::season).toArray(Integer[]::new), races.stream().map(RaceLock::round).toArray(Integer[]::new),
        races.stream().map(race -> race.lockAt().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new),
        races.stream().map(RaceLock::cancelled).toArray(Boolean[]::new), now.atOffset(ZoneOffset.UTC))).mapEmpty();
  }

  private static Future<Void> renumber(SqlConnection tx, int season) {
    var year = Tuple.of(season);
    return tx.preparedQuery(SET_ASIDE).execute(year).compose(v -> tx.preparedQuery(MAKE_ROOM).execute(year))
        .compose(v -> tx.preparedQuery(PUT_BACK).execute(year)).mapEmpty();
  }
}
