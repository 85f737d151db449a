package dev.paddock.app;

import dev.paddock.upstream.horses.Dividend;
import dev.paddock.upstream.horses.Fate.Placing;
import dev.paddock.upstream.horses.Fate.Protest;
import dev.paddock.upstream.horses.Race;
import dev.paddock.upstream.horses.RaceDay;
import dev.paddock.upstream.horses.RaceState;
import dev.paddock.upstream.horses.RaceState.Status;
import dev.paddock.upstream.horses.Runner;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares what was stored of a race day with what happened on it. Blocks. */
final class HorseVerdict {
  /** As texts that can be compared; null where there is nothing. Amended: the placings are others than when they were first final. */
  private static final String STORED = """
      select r.provider_race_id, r.status, r.advertised_start, r.actual_start,
             case when r.protest then r.protest_reason else '' end as protest,
             (select string_agg(x.place || '.' || x.number, ' ' order by x.place, x.number)
                from horse_result x where x.race_id = r.id) as results,
             (select string_agg(x.product || ' ' || x.description || ' ' || x.status || ' ' || x.thousandths, ', '
                     order by x.product collate "C", x.description collate "C", x.status collate "C")
                from horse_dividend x where x.race_id = r.id) as dividends,
             (select string_agg(x.number || case when x.late then ' late ' else ' ' end
                     || coalesce(extract(epoch from x.scratched_at)::bigint, 0), ', ' order by x.number)
                from horse_runner x where x.race_id = r.id and x.scratched) as scratched,
             exists (select 1 from horse_revision f where f.race_id = r.id and f.kind = 'FINAL') as final,
             exists (select 1 from horse_revision f join horse_revision a using (race_id)
                      where f.race_id = r.id and f.kind = 'FINAL' and a.kind = 'AMENDED'
                        and a.rows -> 'results' is distinct from f.rows -> 'results') as amended
        from horse_race r where r.provider = $1::text
      """;

  /** What a provider tells of a race. Betfair names winners only, and pays no dividends. */
  enum Teller { TABNZ, BETFAIR }

  /** What is compared. */
  enum Check { COMPLETE, RESULTS, DIVIDENDS, SCRATCHINGS, STARTS, AMENDED, ABANDONED }

  private record Stored(String raceId, String status, Instant advertised, Instant actual, String protest, String results, String dividends,
      String scratched, boolean isFinal, boolean amended) {
    static Stored of(Row row) {
      return new Stored(row.getString("provider_race_id"), row.getString("status"), instant(row, "advertised_start"),
          instant(row, "actual_start"), text(row, "protest"), text(row, "results"), text(row, "dividends"), text(row, "scratched"),
          row.getBoolean("final"), row.getBoolean("amended"));
    }

    private static Instant instant(Row row, String column) {
      OffsetDateTime at = row.getOffsetDateTime(column);
      return at == null ? null : at.toInstant();
    }

    private static String text(Row row, String column) {
      return row.getString(column) == null ? "" : row.getString(column);
    }
  }

  private final Teller teller;
  private final Map<String, Stored> stored = new HashMap<>();
  private final Set<Check> failed = EnumSet.noneOf(Check.class);
  private final List<String> differences = new ArrayList<>();
  private int races;
  private int finals;
  private int amended;
  private int abandoned;
  private int missed;

  private HorseVerdict(Teller teller) {
    this.teller = teller;
  }

  /**
   * @param told  whether the provider has that race at all
   * @param blind it was hindered: a change after the result was final may have been over before it was seen
   */
  static HorseVerdict of(Pool pool, Teller teller, RaceDay day, Predicate<Race> told, boolean blind) {
    var verdict = new HorseVerdict(teller);
    pool.preparedQuery(STORED).execute(Tuple.of(teller.name().toLowerCase(Locale.ROOT))).await()
        .forEach(row -> verdict.stored.put(row.getString("provider_race_id"), Stored.of(row)));
    day.races().filter(told).forEach(race -> verdict.compare(race, blind));
    return verdict;
  }

  int races() {
    return races;
  }

  int finals() {
    return finals;
  }

  int amended() {
    return amended;
  }

  int abandoned() {
    return abandoned;
  }

  /** Results that are not there. */
  int missed() {
    return missed;
  }

  boolean holds(Check check) {
    return !failed.contains(check);
  }

  /** In words, one a line. */
  List<String> differences() {
    return List.copyOf(differences);
  }

  private void compare(Race race, boolean blind) {
    races++;
    var id = teller == Teller.BETFAIR ? race.marketId() : race.id();
    var found = stored.get(id);
    if (found == null) {
      missed++;
      differs(Check.COMPLETE, id, "nothing", "a race");
      return;
    }
    var truth = race.settled();
    if (found.status().equals("ABANDONED")) abandoned++;
    if (found.isFinal()) finals++;
    if (found.amended()) amended++;
    same(Check.ABANDONED, id, found.status().equals("ABANDONED"), truth.status() == Status.ABANDONED);
    if (truth.status() == Status.ABANDONED) return;
    if (!found.isFinal() || !found.status().equals("FINAL")) missed++;
    same(Check.COMPLETE, id, found.status() + " " + found.isFinal(), "FINAL true");
    same(Check.RESULTS, id, found.results(), results(truth));
    same(Check.SCRATCHINGS, id, found.scratched(), scratched(race));
    if (!blind || found.amended()) same(Check.AMENDED, id, found.amended(), amended(race));
    if (teller == Teller.BETFAIR) return;
    same(Check.RESULTS, id, found.protest(), truth.protestReason());
    same(Check.DIVIDENDS, id, found.dividends(), dividends(truth));
    same(Check.STARTS, id, found.advertised() + " " + found.actual(), truth.advertised() + " " + truth.actual());
  }

  private void same(Check check, String id, Object found, Object truth) {
    if (!found.equals(truth)) differs(check, id, found, truth);
  }

  private void differs(Check check, String id, Object found, Object truth) {
    failed.add(check);
    differences.add(teller.name().toLowerCase(Locale.ROOT) + " " + id + ", " + check.name().toLowerCase(Locale.ROOT)
        + ": stored " + found + ", but it was " + truth);
  }

  private boolean amended(Race race) {
    if (!race.fate().amended()) return false;
    return teller == Teller.TABNZ || race.fate().protest().map(Protest::place).orElse(0) == 1;
  }

  private String results(RaceState truth) {
    return truth.placings().stream().filter(p -> teller == Teller.TABNZ || p.place() == 1)
        .sorted(Comparator.comparingInt(Placing::place).thenComparingInt(Placing::number))
        .map(p -> p.place() + "." + p.number()).collect(Collectors.joining(" "));
  }

  private static String dividends(RaceState truth) {
    return truth.dividends().stream().sorted(Comparator.comparing(Dividend::product).thenComparing(Dividend::description)
            .thenComparing(dividend -> dividend.status().toLowerCase(Locale.ROOT)))
        .map(d -> d.product() + " " + d.description() + " " + d.status().toLowerCase(Locale.ROOT) + " " + d.hundredths() * 10)
        .collect(Collectors.joining(", "));
  }

  private String scratched(Race race) {
    return race.runners().stream().filter(runner -> !runner.starts()).map(this::scratching).collect(Collectors.joining(", "));
  }

  private String scratching(Runner runner) {
    var scratching = runner.scratching().orElseThrow();
    return runner.number() + (scratching.late() && teller == Teller.TABNZ ? " late " : " ") + scratching.at().getEpochSecond();
  }
}
