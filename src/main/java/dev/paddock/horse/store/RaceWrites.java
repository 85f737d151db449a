package dev.paddock.horse.store;

import static dev.paddock.horse.store.Columns.json;
import static dev.paddock.horse.store.Columns.utc;

import dev.paddock.horse.rules.Change;
import dev.paddock.horse.rules.Judgement.Kind;
import dev.paddock.horse.rules.KnownRace;
import dev.paddock.horse.rules.RaceDiff;
import dev.paddock.horse.rules.RaceDiff.Move;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.rules.Sighting.Price;
import dev.paddock.horse.rules.Sighting.Runner;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what changed of any number of races, each kind of row in one statement, and nothing else. */
public final class RaceWrites {
  private static final String RACES = """
      update horse_race r
         set status = u.status, status_word = u.status_word, status_at = u.status_at,
             advertised_start = u.start, actual_start = u.actual_start, track_condition = u.track, weather = u.weather,
             protest = u.protest, protest_reason = u.reason, provider_at = u.provider_at,
             final_at = u.final_at, revision = u.revision, changed_at = $14::timestamptz
        from unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::text[],
                    $9::boolean[], $10::text[], $11::timestamptz[], $12::timestamptz[], $13::bigint[])
             as u (id, status, status_word, status_at, start, actual_start, track, weather,
                   protest, reason, provider_at, final_at, revision)
       where r.id = u.id
      """;
  private static final String STARTS = """
      insert into horse_start (race_id, seen_at, was, start)
      select u.race_id, $4::timestamptz, u.was, u.start
        from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) as u (race_id, was, start)
      on conflict do nothing
      """;
  private static final String RUNNERS = """
      insert into horse_runner (race_id, number, name, barrier, jockey, trainer, weight, scratched, late, scratched_at, prices)
      select u.race_id, u.number, u.name, u.barrier, u.jockey, u.trainer, u.weight, u.scratched, u.late, u.scratched_at, u.prices::jsonb
        from unnest($1::bigint[], $2::int[], $3::text[], $4::int[], $5::text[], $6::text[], $7::int[], $8::boolean[], $9::boolean[],
                    $10::timestamptz[], $11::text[])
             as u (race_id, number, name, barrier, jockey, trainer, weight, scratched, late, scratched_at, prices)
      on conflict (race_id, number) do update
         set name = excluded.name, barrier = excluded.barrier, jockey = excluded.jockey, trainer = excluded.trainer,
             weight = excluded.weight, scratched = excluded.scratched, late = excluded.late,
             scratched_at = excluded.scratched_at, prices = excluded.prices
       where (horse_runner.name, horse_runner.barrier, horse_runner.jockey, horse_runner.trainer, horse_runner.weight,
              horse_runner.scratched, horse_runner.late, horse_runner.scratched_at, horse_runner.prices)
             is distinct from (excluded.name, excluded.barrier, excluded.jockey, excluded.trainer, excluded.weight, excluded.scratched,
                               excluded.late, excluded.scratched_at, excluded.prices)
      """;
  private static final String PRICES = """
      insert into horse_price (race_id, number, market, at, thousandths)
      select u.race_id, u.number, u.market, $5::timestamptz, u.thousandths
        from unnest($1::bigint[], $2::int[], $3::text[], $4::int[]) as u (race_id, number, market, thousandths)
      on conflict do nothing
      """;
  private static final String NO_LONGER_PLACED = """
      delete from horse_result where race_id = any ($1::bigint[])
         and (race_id, number) not in (select u.race_id, u.number from unnest($2::bigint[], $3::int[]) as u (race_id, number))
      """;
  private static final String RESULTS = """
      insert into horse_result (race_id, place, number, name, margin)
      select distinct on (u.race_id, u.number) u.race_id, u.place, u.number, u.name, u.margin
        from unnest($1::bigint[], $2::int[], $3::int[], $4::text[], $5::text[]) as u (race_id, place, number, name, margin)
       order by u.race_id, u.number, u.place
      on conflict (race_id, number) do update set place = excluded.place, name = excluded.name, margin = excluded.margin
       where (horse_result.place, horse_result.name, horse_result.margin) is distinct from (excluded.place, excluded.name, excluded.margin)
      """;
  private static final String NO_LONGER_PAID = """
      delete from horse_dividend where race_id = any ($1::bigint[])
         and (race_id, product, description, status) not in (select u.race_id, u.product, u.description, u.status
              from unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) as u (race_id, product, description, status))
      """;
  private static final String DIVIDENDS = """
      insert into horse_dividend (race_id, product, description, status, thousandths)
      select distinct on (u.race_id, u.product, u.description, u.status) u.race_id, u.product, u.description, u.status, u.thousandths
        from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[])
             as u (race_id, product, description, status, thousandths)
      on conflict (race_id, product, description, status) do update set thousandths = excluded.thousandths
       where horse_dividend.thousandths is distinct from excluded.thousandths
      """;
  private static final String REVISIONS = """
      insert into horse_revision (race_id, revision, at, status, kind, rows, changes)
      select u.race_id, u.revision, $7::timestamptz, u.status, u.kind, u.rows::jsonb, u.changes::jsonb
        from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[])
             as u (race_id, revision, status, kind, rows, changes)
      """;

  /** @param was the advertised start before */
  public record Changed(long id, Instant was, KnownRace race, RaceDiff diff, Kind kind) {}

  private record Of<T>(long id, T row) {}

  private record Result(List<Placing> results, List<Dividend> dividends, boolean protest, String protestReason) {}

  private record Line(String what, String from, String to) {}

  /** All of it, in the caller's transaction, which has the races locked. */
  public Future<Void> write(SqlConnection tx, List<Changed> changed, Instant now) {
    return races(tx, changed, now)
        .compose(v -> starts(tx, changed.stream().filter(c -> !c.was.equals(c.race.start())).toList(), now))
        .compose(v -> runners(tx, each(changed, RaceWrites::runners)))
        .compose(v -> prices(tx, each(changed, c -> c.diff.prices()), now))
        .compose(v -> results(tx, changed.stream().filter(c -> c.diff.results()).toList()))
        .compose(v -> dividends(tx, changed.stream().filter(c -> c.diff.dividends()).toList()))
        .compose(v -> revisions(tx, changed.stream().filter(c -> c.kind != Kind.LIVE).toList(), now));
  }

  private static Future<Void> races(SqlConnection tx, List<Changed> changed, Instant now) {
    return run(tx, RACES, changed, Columns.of(changed).big(Changed::id)
        .text(c -> c.race.status().name()).text(c -> c.race.live().statusWord()).time(c -> c.race.statusAt())
        .time(c -> c.race.start()).time(c -> c.race.live().actualStart().orElse(null))
        .text(c -> c.race.live().trackCondition().orElse(null)).text(c -> c.race.live().weather().orElse(null))
        .flag(c -> c.race.live().protest().orElse(false)).text(c -> c.race.live().protestReason().orElse(null))
        .time(c -> c.race.live().providerTime().orElse(null)).time(c -> c.race.finalAt().orElse(null)).big(c -> c.race.revision())
        .one(utc(now)));
  }

  private static Future<Void> starts(SqlConnection tx, List<Changed> moved, Instant now) {
    return run(tx, STARTS, moved, Columns.of(moved).big(Changed::id).time(Changed::was).time(c -> c.race.start()).one(utc(now)));
  }

  /** Those whose own row differs, and those whose prices moved. */
  private static List<Runner> runners(Changed changed) {
    Set<Integer> numbers = Stream.concat(changed.diff.runners().stream().map(Runner::number),
        changed.diff.prices().stream().map(Move::runner)).collect(Collectors.toSet());
    return changed.race.live().runners().orElse(List.of()).stream().filter(runner -> numbers.contains(runner.number())).toList();
  }

  private static Future<Void> runners(SqlConnection tx, List<Of<Runner>> rows) {
    return run(tx, RUNNERS, rows, Columns.of(rows).big(Of::id).number(o -> o.row.number()).text(o -> o.row.name())
        .number(o -> o.row.barrier()).text(o -> o.row.jockey()).text(o -> o.row.trainer()).number(o -> o.row.weight())
        .flag(o -> o.row.scratched()).flag(o -> o.row.late()).time(o -> o.row.scratchedAt().orElse(null)).text(o -> json(prices(o.row))));
  }

  private static TreeMap<String, Integer> prices(Runner runner) {
    var byMarket = new TreeMap<String, Integer>();
    for (Price price : runner.prices()) byMarket.put(price.market(), price.thousandths());
    return byMarket;
  }

  private static Future<Void> prices(SqlConnection tx, List<Of<Move>> rows, Instant now) {
    return run(tx, PRICES, rows, Columns.of(rows).big(Of::id).number(o -> o.row.runner()).text(o -> o.row.market()).number(o -> o.row.to())
        .one(utc(now)));
  }

  private static Future<Void> results(SqlConnection tx, List<Changed> changed) {
    var rows = each(changed, c -> c.race.live().results().orElse(List.of()));
    return run(tx, NO_LONGER_PLACED, changed, Columns.of(rows).one(ids(changed)).big(Of::id).number(o -> o.row.number()))
        .compose(v -> run(tx, RESULTS, rows, Columns.of(rows).big(Of::id).number(o -> o.row.place()).number(o -> o.row.number())
            .text(o -> o.row.name()).text(o -> o.row.margin())));
  }

  private static Future<Void> dividends(SqlConnection tx, List<Changed> changed) {
    var rows = each(changed, c -> c.race.live().dividends().orElse(List.of()));
    return run(tx, NO_LONGER_PAID, changed, Columns.of(rows).one(ids(changed)).big(Of::id).text(o -> o.row.product())
            .text(o -> o.row.description()).text(o -> o.row.status()))
        .compose(v -> run(tx, DIVIDENDS, rows, Columns.of(rows).big(Of::id).text(o -> o.row.product()).text(o -> o.row.description())
            .text(o -> o.row.status()).big(o -> o.row.thousandths())));
  }

  private static Future<Void> revisions(SqlConnection tx, List<Changed> changed, Instant now) {
    return run(tx, REVISIONS, changed, Columns.of(changed).big(Changed::id).big(c -> c.race.revision()).text(c -> c.race.status().name())
        .text(c -> c.kind.name()).text(c -> json(result(c.race))).text(c -> json(lines(c.diff))).one(utc(now)));
  }

  private static Result result(KnownRace race) {
    var live = race.live();
    return new Result(live.results().orElse(List.of()), live.dividends().orElse(List.of()), live.protest().orElse(false),
        live.protestReason().orElse(null));
  }

  private static List<Line> lines(RaceDiff diff) {
    return diff.changes().stream().filter(change -> change.field() != Change.Field.PRICE)
        .map(change -> new Line(what(change), change.from(), change.to())).toList();
  }

  private static String what(Change change) {
    var field = change.field().name().toLowerCase(Locale.ROOT);
    return change.about().isEmpty() ? field : field + " " + change.about();
  }

  private static Long[] ids(List<Changed> changed) {
    return changed.stream().map(Changed::id).toArray(Long[]::new);
  }

  private static <T> List<Of<T>> each(List<Changed> changed, Function<Changed, List<T>> rows) {
    return changed.stream().flatMap(c -> rows.apply(c).stream().map(row -> new Of<>(c.id, row))).toList();
  }

  private static Future<Void> run(SqlConnection tx, String sql, List<?> rows, Columns<?> columns) {
    return rows.isEmpty() ? Future.succeededFuture() : tx.preparedQuery(sql).execute(columns.tuple()).mapEmpty();
  }
}
