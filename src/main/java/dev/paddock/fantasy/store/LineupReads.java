package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.Holding;
import dev.paddock.fantasy.rules.Lineup;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads a team's line-ups and how they came to be. */
public final class LineupReads {
  private static final String PICKS = """
      array_to_string(drivers, ',') as drivers, captain, vice, array_to_string(constructors, ',') as constructors, chip,
      transfers as charged""";
  private static final String LINEUPS = """
      select round, race_id, bank_tenths, revision, saved_at, receipt, %s
        from lineup where team_id = $1::bigint and round <= $2::int and drivers <> '{}' order by round""".formatted(PICKS);
  private static final String SAVES = """
      select race_id, round, revision, cost_tenths, bank_tenths, array_to_string(came, ',') as came, array_to_string(went, ',') as went,
             saved_at, receipt, %s
        from lineup_save where team_id = $1::bigint and race_id = $2::text order by id limit $3::int""".formatted(PICKS);

  /** A line-up as it holds. @param raceId empty, like {@code receipt}: it was drawn */
  public record Kept(int round, Holding holding, Optional<String> raceId, long revision, Instant savedAt, Optional<String> receipt) {
    public Lineup lineup() {
      return holding.lineup();
    }
  }

  /** A team's line-ups, by round. */
  public record History(List<Kept> kept) {
    /** Under the round from which each holds. */
    public SortedMap<Integer, Holding> saved() {
      var saved = new TreeMap<Integer, Holding>();
      kept.forEach(one -> saved.put(one.round, one.holding));
      return saved;
    }

    public Optional<Kept> of(int round) {
      return kept.stream().filter(one -> one.round == round).findFirst();
    }
  }

  /** @param revision that it made; @param came and {@code went}: against the line-up of the round before */
  public record Saved(String raceId, int round, long revision, Lineup lineup, int costTenths, int bankTenths, List<String> came,
      List<String> went, Instant savedAt, String receipt) {}

  private final SqlClient client;

  public LineupReads(SqlClient client) {
    this.client = client;
  }

  /** All up to a round. */
  public Future<History> history(long team, int round) {
    return client.preparedQuery(LINEUPS).collecting(Collectors.mapping(LineupReads::kept, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(team, round)).map(found -> new History(found.value()));
  }

  /** What was saved for a race, the first save first. */
  public Future<List<Saved>> saves(long team, String raceId, int limit) {
    return client.preparedQuery(SAVES).collecting(Collectors.mapping(LineupReads::saved, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(team, raceId, limit)).map(found -> found.value());
  }

  private static Kept kept(Row r) {
    return new Kept(r.getInteger("round"), new Holding(Lineups.lineup(r), r.getInteger("bank_tenths")),
        Optional.ofNullable(r.getString("race_id")), r.getLong("revision"), r.getOffsetDateTime("saved_at").toInstant(),
        Optional.ofNullable(r.getString("receipt")));
  }

  private static Saved saved(Row r) {
    return new Saved(r.getString("race_id"), r.getInteger("round"), r.getLong("revision"), Lineups.lineup(r), r.getInteger("cost_tenths"),
        r.getInteger("bank_tenths"), Lineups.ids(r.getString("came")), Lineups.ids(r.getString("went")),
        r.getOffsetDateTime("saved_at").toInstant(), r.getString("receipt"));
  }
}
