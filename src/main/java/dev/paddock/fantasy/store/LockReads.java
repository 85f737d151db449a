package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.Locks;
import dev.paddock.fantasy.rules.RaceLock;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.stream.Collectors;

/** When line-ups lock, as it is stored. */
public final class LockReads {
  private static final String LOCK = "select race_id, season, round, lock_at, cancelled from round_lock ";
  private static final String SEASON = LOCK + "where season = $1::int order by lock_at, race_id";
  private static final String RACE = LOCK + "where race_id = $1::text";

  private final SqlClient client;

  public LockReads(SqlClient client) {
    this.client = client;
  }

  /** By lock. */
  public Future<Locks> season(int season) {
    return client.preparedQuery(SEASON).collecting(Collectors.mapping(LockReads::race, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(season)).map(found -> new Locks(found.value()));
  }

  public Future<Optional<RaceLock>> race(String raceId) {
    return client.preparedQuery(RACE).execute(Tuple.of(raceId))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(race(rows.iterator().next())));
  }

  static RaceLock race(Row row) {
    return new RaceLock(row.getString("race_id"), row.getInteger("season"), row.getInteger("round"),
        row.getOffsetDateTime("lock_at").toInstant(), row.getBoolean("cancelled"));
  }
}
