package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.Fielded;
import dev.paddock.fantasy.rules.Lineup;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a team's line-ups and how they came to be. */
public final class LineupReads {
  private static final String LINEUP = """
      select round, race_id, array_to_string(drivers, ',') as drivers, captain, vice, bank_tenths, revision, saved_at, receipt
        from lineup where team_id = $1::bigint and drivers <> '{}' """;
  private static final String LATEST_TWO = LINEUP + "and round <= $2::int order by round desc limit 2";
  private static final String ALL = LINEUP + "and round <= $2::int order by round";
  private static final String SAVES = """
      select s.race_id, s.round, s.revision, array_to_string(s.drivers, ',') as drivers, s.captain, s.vice, s.cost_tenths, s.bank_tenths,
             array_to_string(s.came, ',') as came, array_to_string(s.went, ',') as went, s.saved_at, s.receipt
        from lineup_save s where s.team_id = $1::bigint and s.race_id = $2::text order by s.id limit $3::int""";

  /**
   * A line-up as it holds.
   *
   * @param raceId  empty, like {@code receipt}: it was drawn
   */
  public record Kept(Fielded fielded, Optional<String> raceId, long revision, Instant savedAt, Optional<String> receipt) {}

  /** @param revision that it made; @param came and {@code went}: against the line-up of the round before */
  public record Saved(String raceId, int round, long revision, Lineup lineup, int costTenths, int bankTenths, List<String> came,
      List<String> went, Instant savedAt, String receipt) {}

  private final SqlClient client;

  public LineupReads(SqlClient client) {
    this.client = client;
  }

  /** The line-up in force in a round and the one before it; one or none where there are no more. */
  public Future<List<Kept>> latest(long team, int round) {
    return client.preparedQuery(LATEST_TWO).collecting(Collectors.mapping(LineupReads::kept, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(team, round)).map(found -> found.value());
  }

  /** All up to a round, by round. */
  public Future<List<Kept>> all(long team, int round) {
    return client.preparedQuery(ALL).collecting(Collectors.mapping(LineupReads::kept, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(team, round)).map(found -> found.value());
  }

  /** What was saved for a race, the first save first. */
  public Future<List<Saved>> saves(long team, String raceId, int limit) {
    return client.preparedQuery(SAVES).collecting(Collectors.mapping(LineupReads::saved, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(team, raceId, limit)).map(found -> found.value());
  }

  private static Kept kept(Row r) {
    return new Kept(new Fielded(r.getInteger("round"), lineup(r), r.getInteger("bank_tenths")), Optional.ofNullable(r.getString("race_id")),
        r.getLong("revision"), r.getOffsetDateTime("saved_at").toInstant(), Optional.ofNullable(r.getString("receipt")));
  }

  private static Saved saved(Row r) {
    return new Saved(r.getString("race_id"), r.getInteger("round"), r.getLong("revision"), lineup(r), r.getInteger("cost_tenths"),
        r.getInteger("bank_tenths"), ids(r.getString("came")), ids(r.getString("went")), r.getOffsetDateTime("saved_at").toInstant(),
        r.getString("receipt"));
  }

  private static Lineup lineup(Row r) {
    return new Lineup(ids(r.getString("drivers")), r.getString("captain"), r.getString("vice"));
  }

  private static List<String> ids(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(","));
  }
}
