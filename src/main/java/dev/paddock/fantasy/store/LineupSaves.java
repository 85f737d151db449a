package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.Chip;
import dev.paddock.fantasy.rules.Holding;
import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.RaceLock;
import dev.paddock.fantasy.rules.Save;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.rules.Save.Verdict.Saved;
import dev.paddock.fantasy.rules.Save.Verdict;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Saves line-ups, many in one transaction, each with a verdict of its own. What is decided is decided on locked rows: the teams', so that
 * of two tabs one wins, and the locks', so that none moves meanwhile.
 */
public final class LineupSaves {
  // Of rule sets under which changes are counted, all earlier line-ups matter; of others the one in force.
  // In an order that is always the same: no two batches wait for each other.
  private static final String HOLD_TEAMS =
      "select id from team where id = any ($1::bigint[]) order by id for no key update";
  private static final String HOLD_LOCKS = "select race_id from round_lock where race_id = any ($1::text[]) order by race_id for share";
  private static final String STAND = """
      select a.n, t.player_id, t.rule_set, l.race_id, l.season, l.round, l.lock_at, l.cancelled, coalesce(h.revision, 0) as revision,
             b.earlier
        from unnest($1::int[], $2::bigint[], $3::text[]) as a (n, team_id, race_id)
        join team t on t.id = a.team_id and t.deleted_at is null
        left join round_lock l on l.race_id = a.race_id and l.season = t.season
        left join lineup h on h.season = l.season and h.team_id = t.id and h.round = l.round
        left join lateral (
          select json_agg(json_build_array(e.round, e.bank_tenths, e.drivers, e.captain, e.vice, e.constructors, e.chip,
            e.transfers)) as earlier
            from (select * from lineup where team_id = t.id and season = l.season and round < l.round and drivers <> '{}'
                   order by round desc limit case when t.rule_set = any ($4::text[]) then 100 else 1 end) e) b on true""";
  private static final String SAVE = """
      with asked as (
        select * from unnest($1::bigint[], $2::text[], $3::int[], $4::int[], $5::bigint[], $6::text[], $7::text[], $8::text[],
                             $9::int[], $10::int[], $11::text[], $12::text[], $13::timestamptz[], $14::text[],
                             $15::text[], $16::text[], $17::int[])
          as a (team_id, race_id, season, round, revision, drivers, captain, vice, cost, bank, came, went, saved_at, receipt,
                constructors, chip, charged)),
      in_time as (
        select a.* from asked a join round_lock l on l.race_id = a.race_id and l.round = a.round
         where a.saved_at < l.lock_at and not l.cancelled and a.revision = 1 + coalesce(
               (select h.revision from lineup h where h.season = a.season and h.team_id = a.team_id and h.round = a.round), 0)),
      saved as (
        insert into lineup (team_id, season, round, race_id, drivers, captain, vice, constructors, chip, transfers, bank_tenths, revision,
                            saved_at, receipt)
        select team_id, season, round, race_id, string_to_array(drivers, ','), captain, vice, string_to_array(constructors, ','), chip,
               charged, bank, revision, saved_at, receipt from in_time
        on conflict (season, team_id, round) do update
           set race_id = excluded.race_id, drivers = excluded.drivers, captain = excluded.captain, vice = excluded.vice,
               constructors = excluded.constructors, chip = excluded.chip, transfers = excluded.transfers,
                 bank_tenths = excluded.bank_tenths,
               revision = excluded.revision, saved_at = excluded.saved_at, receipt = excluded.receipt
         where lineup.revision = excluded.revision - 1
        returning team_id)
      insert into lineup_save (team_id, race_id, season, round, revision, drivers, constructors, captain, vice, chip, transfers,
                               cost_tenths, bank_tenths, came, went, saved_at, receipt)
      select team_id, race_id, season, round, revision, string_to_array(drivers, ','), string_to_array(constructors, ','), captain, vice,
             chip, charged, cost, bank,
             string_to_array(came, ','), string_to_array(went, ','), saved_at, receipt
        from in_time join saved using (team_id)
      returning team_id""";

  /** What a save that came in time is weighed by. @param earlier line-ups, under the round from which each holds: all that matter */
  public record Standing(String ruleSet, RaceLock race, SortedMap<Integer, Holding> earlier) {}

  /**
   * A save that was received.
   *
   * @param weigh says what to think of it if it is its team's owner's, in time, and made from what is stored: what it takes for
   *              {@link Verdict.Saved} is written
   */
  public record Asked(Save save, Function<Standing, Verdict> weigh) {}

  private final Pool pool;
  private final String[] counting;

  /** @param rules those that teams play under */
  public LineupSaves(Pool pool, RuleSets rules) {
    this.pool = pool;
    this.counting = rules.all().stream().map(RuleSetFile::rules).filter(RuleSet::countsChanges).map(RuleSet::id).toArray(String[]::new);
  }

  /** Saves what it can, at most one line-up a team. The verdicts are in the order of the saves, and given when they are committed. */
  public Future<List<Verdict>> save(List<Asked> saves) {
    return pool.withTransaction(tx -> hold(tx, saves).compose(rows -> {
      var verdicts = new ArrayList<Verdict>();
      for (int n = 0; n < saves.size(); n++) verdicts.add(verdict(saves.get(n), rows.get(n)));
      var accepted = verdicts.stream().filter(Saved.class::isInstance).map(Saved.class::cast).toList();
      if (accepted.isEmpty()) return Future.succeededFuture(List.copyOf(verdicts));
      return write(tx, accepted).map(written -> verdicts.stream()
          .map(verdict -> verdict instanceof Saved saved && !written.contains(saved.receipt().team()) ? new Verdict.Stale() : verdict).toList());
    }));
  }

  // The reads are sent right after the locks, and see what those who held them before have committed.
  private Future<Map<Integer, Row>> hold(SqlConnection tx, List<Asked> saves) {
    var teams = saves.stream().map(asked -> asked.save.team()).toArray(Long[]::new);
    var races = saves.stream().map(asked -> asked.save.raceId()).toArray(String[]::new);
    var numbers = IntStream.range(0, saves.size()).boxed().toArray(Integer[]::new);
    var held = Future.all(tx.preparedQuery(HOLD_TEAMS).execute(Tuple.of(teams)),
        tx.preparedQuery(HOLD_LOCKS).execute(Tuple.of((Object) races)));
    var standing = tx.preparedQuery(STAND).execute(Tuple.of(numbers, teams, races, counting));
    return held.compose(all -> standing).map(rows -> {
      var byNumber = new HashMap<Integer, Row>();
      rows.forEach(row -> byNumber.put(row.getInteger("n"), row));
      return byNumber;
    });
  }

  private static Verdict verdict(Asked asked, Row row) {
    var save = asked.save;
    if (row == null || row.getLong("player_id") != save.user()) return new Verdict.NoSuchTeam();
    if (row.getString("race_id") == null || row.getBoolean("cancelled")) return new Verdict.NoSuchRace();
    var race = LockReads.race(row);
    if (!race.open(save.received())) return new Verdict.Locked(race);
    if (row.getLong("revision") != save.revision()) return new Verdict.Stale();
    return asked.weigh.apply(new Standing(row.getString("rule_set"), race, earlier(row)));
  }

  private static SortedMap<Integer, Holding> earlier(Row row) {
    var earlier = new TreeMap<Integer, Holding>();
    if (row.getJsonArray("earlier") == null) return earlier;
    row.getJsonArray("earlier").stream().map(JsonArray.class::cast).forEach(e -> earlier.put(e.getInteger(0), new Holding(
        new Lineup(ids(e.getJsonArray(2)), e.getString(3), e.getString(4), ids(e.getJsonArray(5)),
            Optional.ofNullable(e.getString(6)).flatMap(Chip::of), e.getInteger(7)), e.getInteger(1))));
    return earlier;
  }

  private static List<String> ids(JsonArray ids) {
    return ids.stream().map(Object::toString).toList();
  }

  /** The teams whose line-ups it wrote. */
  private static Future<Set<Long>> write(SqlConnection tx, List<Saved> saved) {
    return tx.preparedQuery(SAVE).execute(Tuple.tuple()
        .addArrayOfLong(column(saved, Long[]::new, s -> s.receipt().team()))
        .addArrayOfString(column(saved, String[]::new, s -> s.race().raceId()))
        .addArrayOfInteger(column(saved, Integer[]::new, s -> s.race().season()))
        .addArrayOfInteger(column(saved, Integer[]::new, s -> s.race().round()))
        .addArrayOfLong(column(saved, Long[]::new, s -> s.receipt().revision()))
        .addArrayOfString(column(saved, String[]::new, s -> String.join(",", s.receipt().lineup().drivers())))
        .addArrayOfString(column(saved, String[]::new, s -> s.receipt().lineup().captain()))
        .addArrayOfString(column(saved, String[]::new, s -> s.receipt().lineup().vice()))
        .addArrayOfInteger(column(saved, Integer[]::new, s -> s.selection().costTenths()))
        .addArrayOfInteger(column(saved, Integer[]::new, s -> s.selection().bankTenths()))
        .addArrayOfString(column(saved, String[]::new, s -> String.join(",", s.selection().came())))
        .addArrayOfString(column(saved, String[]::new, s -> String.join(",", s.selection().went())))
        .addArrayOfOffsetDateTime(column(saved, OffsetDateTime[]::new, s -> s.receipt().savedAt().atOffset(ZoneOffset.UTC)))
        .addArrayOfString(column(saved, String[]::new, s -> s.receipt().hash()))
        .addArrayOfString(column(saved, String[]::new, s -> String.join(",", s.receipt().lineup().constructors())))
        .addArrayOfString(column(saved, String[]::new, s -> s.receipt().lineup().chip().map(Chip::id).orElse(null)))
        .addArrayOfInteger(column(saved, Integer[]::new, s -> s.receipt().lineup().charged()))).map(rows -> {
          var teams = new HashSet<Long>();
          rows.forEach(row -> teams.add(row.getLong("team_id")));
          return teams;
        });
  }

  private static <T> T[] column(List<Saved> saved, IntFunction<T[]> array, Function<Saved, T> of) {
    return saved.stream().map(of).toArray(array);
  }
}
