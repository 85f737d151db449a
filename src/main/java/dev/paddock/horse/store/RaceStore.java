package dev.paddock.horse.store;

import static dev.paddock.horse.store.Columns.at;
import static dev.paddock.horse.store.Columns.maybeAt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.paddock.horse.rules.KnownRace;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.rules.Sighting.Price;
import dev.paddock.horse.rules.Sighting.Runner;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collector;

/** Races as a poll finds them. */
public final class RaceStore {
  private static final String KEYS = """
      select r.id, r.provider_race_id, m.provider_meeting_id, r.status, r.advertised_start, r.actual_start, r.final_at
        from horse_race r join horse_meeting m on m.id = r.meeting_id where r.id = any ($1::bigint[])
      """;
  private static final String FIND = """
      select id from horse_race where provider = $1 and provider_race_id = $2
      """;
  // In the order of ids, so that two transactions never wait for each other.
  private static final String RACES = """
      select id, provider_race_id, advertised_start, actual_start, status, status_word, status_at, track_condition, weather,
             protest, protest_reason, revision, provider_at, final_at
        from horse_race where id = any ($1::bigint[]) order by id for update
      """;
  private static final String RUNNERS = """
      select race_id, number, name, barrier, jockey, trainer, weight, scratched, late, scratched_at, prices
        from horse_runner where race_id = any ($1::bigint[])
      """;
  private static final String RESULTS = """
      select race_id, place, number, name, margin from horse_result where race_id = any ($1::bigint[])
      """;
  private static final String DIVIDENDS = """
      select race_id, product, description, status, thousandths from horse_dividend where race_id = any ($1::bigint[])
      """;

  /** A race and what its provider calls it. */
  public record Key(long id, String raceId, String meetingId, RaceStatus status, Instant start, Optional<Instant> actualStart,
      Optional<Instant> finalAt) {}

  private final SqlClient reads;
  private final Pool transactions;

  public RaceStore(SqlClient reads, Pool transactions) {
    this.reads = reads;
    this.transactions = transactions;
  }

  /** By id; one that is unknown is missing. */
  public Future<Map<Long, Key>> keys(Collection<Long> ids) {
    if (ids.isEmpty()) return Future.succeededFuture(Map.of());
    return reads.preparedQuery(KEYS).collecting(mapping(RaceStore::key, toMap(Key::id, key -> key)))
        .execute(Tuple.of(ids.toArray(Long[]::new))).map(found -> found.value());
  }

  /** Our id of a provider's race; empty: not on any card so far. */
  public Future<Optional<Long>> find(String provider, String raceId) {
    return reads.preparedQuery(FIND).execute(Tuple.of(provider, raceId))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getLong("id")));
  }

  /** A transaction of no slot, for what a provider tells unasked. */
  public <T> Future<T> transaction(Function<SqlConnection, Future<T>> effect) {
    return transactions.withTransaction(effect);
  }

  /** Everything known of these races, locked until the transaction ends. */
  public Future<Map<Long, KnownRace>> known(SqlConnection tx, Collection<Long> ids) {
    var which = Tuple.of(ids.toArray(Long[]::new));
    return rows(tx, RACES, which, mapping(row -> row, toList())).compose(races ->
        rows(tx, RUNNERS, which, byRace(RaceStore::runner)).compose(runners ->
            rows(tx, RESULTS, which, byRace(RaceStore::placing)).compose(results ->
                rows(tx, DIVIDENDS, which, byRace(RaceStore::dividend)).map(dividends ->
                    races.stream().collect(toMap(row -> row.getLong("id"), row -> known(row,
                        told(runners, row), told(results, row), told(dividends, row))))))));
  }

  private static <T> Future<T> rows(SqlClient in, String sql, Tuple which, Collector<Row, ?, T> into) {
    return in.preparedQuery(sql).collecting(into).execute(which).map(found -> found.value());
  }

  private static <T> Collector<Row, ?, Map<Long, List<T>>> byRace(Function<Row, T> mapper) {
    return groupingBy(row -> row.getLong("race_id"), mapping(mapper, toList()));
  }

  private static <T> Optional<List<T>> told(Map<Long, List<T>> all, Row race) {
    return Optional.ofNullable(all.get(race.getLong("id")));
  }

  private static KnownRace known(Row r, Optional<List<Runner>> runners, Optional<List<Placing>> results,
      Optional<List<Dividend>> dividends) {
    var live = new Sighting(r.getString("provider_race_id"), maybeAt(r, "advertised_start"), maybeAt(r, "actual_start"),
        RaceStatus.valueOf(r.getString("status")), r.getString("status_word"), Optional.ofNullable(r.getString("track_condition")),
        Optional.ofNullable(r.getString("weather")), Optional.of(r.getBoolean("protest")),
        Optional.ofNullable(r.getString("protest_reason")), runners, results, dividends, maybeAt(r, "provider_at"));
    return new KnownRace(live, at(r, "advertised_start"), at(r, "status_at"), maybeAt(r, "final_at"), r.getLong("revision"));
  }

  private static Key key(Row r) {
    return new Key(r.getLong("id"), r.getString("provider_race_id"), r.getString("provider_meeting_id"),
        RaceStatus.valueOf(r.getString("status")), at(r, "advertised_start"), maybeAt(r, "actual_start"), maybeAt(r, "final_at"));
  }

  private static Runner runner(Row r) {
    return new Runner(r.getInteger("number"), r.getString("name"), r.getInteger("barrier"), r.getString("jockey"), r.getString("trainer"),
        r.getInteger("weight"), r.getBoolean("scratched"), r.getBoolean("late"), maybeAt(r, "scratched_at"),
        prices(r.getJsonObject("prices")));
  }

  static List<Price> prices(JsonObject byMarket) {
    return byMarket.stream().map(entry -> new Price(entry.getKey(), ((Number) entry.getValue()).intValue())).toList();
  }

  static Placing placing(Row r) {
    return new Placing(r.getInteger("place"), r.getInteger("number"), r.getString("name"), r.getString("margin"));
  }

  static Dividend dividend(Row r) {
    return new Dividend(r.getString("product"), r.getString("description"), r.getString("status"), r.getLong("thousandths"));
  }
}
