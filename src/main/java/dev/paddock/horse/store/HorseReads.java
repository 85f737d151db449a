package dev.paddock.horse.store;

import static dev.paddock.horse.store.Columns.at;
import static dev.paddock.horse.store.Columns.utc;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;

import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.rules.Sighting.Price;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Meetings and races, read for those who look at them. Null components are columns that may be null. */
public final class HorseReads {
  // When a race was polled last, and when it will be, is known by its work alone: a poll that found nothing new wrote no race.
  private static final String RACE = """
      select r.id, r.provider, r.provider_race_id, m.id as meeting_id, m.name as meeting, m.date, m.type, m.country, m.track, r.number,
             r.name, r.advertised_start, r.actual_start, r.status, r.status_word, r.track_condition, r.distance, r.weather, r.protest,
             r.protest_reason, r.revision, r.changed_at, r.provider_at, r.final_at, w.last_ended,
             case when not w.paused then w.due_at end as due_at, w.cadence
        from horse_race r join horse_meeting m on m.id = r.meeting_id left join work w on w.subject = 'horse:' || r.id
      """;
  private static final String WANTED = """
       where m.date = $1::date and ($2::text is null or m.country = $2) and ($3::text is null or m.type = $3)
         and ($4::text is null or r.provider = $4)
      """;
  private static final String RACES = RACE + WANTED + """
         and ($5::text is null or r.status = $5)
         and ($6::timestamptz is null or (r.advertised_start, r.id) > ($6::timestamptz, $7::bigint))
       order by r.advertised_start, r.id limit $8::int
      """;
  private static final String OF_MEETINGS = RACE + WANTED + """
       order by m.country, m.name, m.id, r.number, r.id
      """;
  private static final String NEXT = RACE + """
       where r.status in ('SCHEDULED', 'OPEN', 'UNKNOWN') and r.advertised_start >= $1::timestamptz
         and ($2::text is null or m.country = $2) and ($3::text is null or m.type = $3)
       order by r.advertised_start, r.id limit $4::int
      """;
  private static final String ONE = RACE + """
       where r.id = $1::bigint
      """;
  private static final String RUNNERS = """
      select number, name, barrier, jockey, trainer, weight, scratched, late, scratched_at, prices from horse_runner
       where race_id = $1::bigint order by number
      """;
  private static final String RESULTS = """
      select place, number, name, margin from horse_result where race_id = $1::bigint order by place, number
      """;
  private static final String DIVIDENDS = """
      select product, description, status, thousandths from horse_dividend where race_id = $1::bigint order by product, description, status
      """;
  private static final String STARTS = """
      select seen_at, was, start from horse_start where race_id = $1::bigint order by seen_at
      """;
  private static final String PRICES = """
      select number, market, at, thousandths from horse_price
       where race_id = $1::bigint and ($2::int is null or number = $2::int) and ($3::text is null or market = $3::text)
         and ($4::timestamptz is null or at < $4::timestamptz or at = $4::timestamptz and (number, market) > ($5::int, $6::text))
       order by at desc, number, market limit $7::int
      """;
  private static final String REVISIONS = """
      select revision, at, status, kind, rows, changes from horse_revision where race_id = $1::bigint order by revision
      """;
  private static final String FOLLOWED = """
      select count(*) as races from work where kind = 'horse.poll' and due_at is not null
      """;

  /** Which races are wanted. */
  public record Wanted(LocalDate date, Optional<String> country, Optional<String> type, Optional<String> provider) {}

  /** A place in a list of races: by start, then by id. */
  public record Mark(Instant start, long id) {}

  /** A place in a race's prices: the newest first, then by runner and market. */
  public record PriceMark(Instant at, int number, String market) {}

  public record RaceRow(long id, String provider, String providerRaceId, long meetingId, String meeting, LocalDate date, String type,
      String country, String track, int number, String name, Instant start, Instant actualStart, RaceStatus status, String statusWord,
      String trackCondition, int distance, String weather, boolean protest, String protestReason, long revision, Instant changedAt,
      Instant providerAt, Instant finalAt, Instant lastPoll, Instant nextPoll, String cadence) {}

  public record RunnerRow(int number, String name, int barrier, String jockey, String trainer, int weight, boolean scratched, boolean late,
      Instant scratchedAt, List<Price> prices) {}

  public record StartRow(Instant seenAt, Instant was, Instant start) {}

  public record PriceRow(int number, String market, Instant at, int thousandths) {}

  /** @param rows what the result was; @param changes against the revision before */
  public record RevisionRow(long revision, Instant at, RaceStatus status, String kind, JsonObject rows, JsonArray changes) {}

  private final SqlClient reads;

  public HorseReads(SqlClient reads) {
    this.reads = reads;
  }

  public Future<List<RaceRow>> races(Wanted wanted, Optional<RaceStatus> status, Optional<Mark> after, int limit) {
    return list(RACES, HorseReads::race, wanted(wanted).addValue(status.map(Enum::name).orElse(null))
        .addValue(after.map(mark -> utc(mark.start())).orElse(null)).addValue(after.map(Mark::id).orElse(null)).addValue(limit));
  }

  /** All races of a day's meetings, meeting by meeting. */
  public Future<List<RaceRow>> meetings(Wanted wanted) {
    return list(OF_MEETINGS, HorseReads::race, wanted(wanted));
  }

  /** Those that have not left the gate, from the one that starts next, or should have started since {@code from}. */
  public Future<List<RaceRow>> next(Instant from, Optional<String> country, Optional<String> type, int limit) {
    return list(NEXT, HorseReads::race, Tuple.of(utc(from), country.orElse(null), type.orElse(null), limit));
  }

  public Future<Optional<RaceRow>> race(long id) {
    return list(ONE, HorseReads::race, Tuple.of(id)).map(found -> found.stream().findFirst());
  }

  public Future<List<RunnerRow>> runners(long raceId) {
    return list(RUNNERS, HorseReads::runner, Tuple.of(raceId));
  }

  public Future<List<Placing>> results(long raceId) {
    return list(RESULTS, RaceStore::placing, Tuple.of(raceId));
  }

  public Future<List<Dividend>> dividends(long raceId) {
    return list(DIVIDENDS, RaceStore::dividend, Tuple.of(raceId));
  }

  /** Every move of its start. */
  public Future<List<StartRow>> starts(long raceId) {
    return list(STARTS, r -> new StartRow(at(r, "seen_at"), at(r, "was"), at(r, "start")), Tuple.of(raceId));
  }

  public Future<List<PriceRow>> prices(long raceId, Optional<Integer> runner, Optional<String> market, Optional<PriceMark> before,
      int limit) {
    return list(PRICES, r -> new PriceRow(r.getInteger("number"), r.getString("market"), at(r, "at"), r.getInteger("thousandths")),
        Tuple.of(raceId, runner.orElse(null), market.orElse(null), before.map(mark -> utc(mark.at())).orElse(null),
            before.map(PriceMark::number).orElse(null), before.map(PriceMark::market).orElse(null), limit));
  }

  public Future<List<RevisionRow>> revisions(long raceId) {
    return list(REVISIONS, r -> new RevisionRow(r.getLong("revision"), at(r, "at"), RaceStatus.valueOf(r.getString("status")),
        r.getString("kind"), r.getJsonObject("rows"), r.getJsonArray("changes")), Tuple.of(raceId));
  }

  /** How many races are polled. */
  public Future<Long> followed() {
    return list(FOLLOWED, r -> r.getLong("races"), Tuple.tuple()).map(List::getFirst);
  }

  private static Tuple wanted(Wanted wanted) {
    return Tuple.of(wanted.date, wanted.country.orElse(null), wanted.type.orElse(null), wanted.provider.orElse(null));
  }

  private <T> Future<List<T>> list(String sql, Function<Row, T> mapper, Tuple with) {
    return reads.preparedQuery(sql).collecting(mapping(mapper, toUnmodifiableList())).execute(with).map(found -> found.value());
  }

  private static RaceRow race(Row r) {
    return new RaceRow(r.getLong("id"), r.getString("provider"), r.getString("provider_race_id"), r.getLong("meeting_id"),
        r.getString("meeting"), r.getLocalDate("date"), r.getString("type"), r.getString("country"), r.getString("track"),
        r.getInteger("number"), r.getString("name"), at(r, "advertised_start"), at(r, "actual_start"),
        RaceStatus.valueOf(r.getString("status")), r.getString("status_word"), r.getString("track_condition"), r.getInteger("distance"),
        r.getString("weather"), r.getBoolean("protest"), r.getString("protest_reason"), r.getLong("revision"), at(r, "changed_at"),
        at(r, "provider_at"), at(r, "final_at"), at(r, "last_ended"), at(r, "due_at"), r.getString("cadence"));
  }

  private static RunnerRow runner(Row r) {
    return new RunnerRow(r.getInteger("number"), r.getString("name"), r.getInteger("barrier"), r.getString("jockey"),
        r.getString("trainer"), r.getInteger("weight"), r.getBoolean("scratched"), r.getBoolean("late"), at(r, "scratched_at"),
        RaceStore.prices(r.getJsonObject("prices")));
  }
}
