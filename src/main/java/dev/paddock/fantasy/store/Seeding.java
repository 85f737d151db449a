package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.Entrant;
import dev.paddock.fantasy.rules.Holding;
import dev.paddock.fantasy.rules.Names;
import dev.paddock.fantasy.rules.PriceList;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.rules.TeamDraw;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Fills a season with drawn teams. Everything comes from the seed, ids too, and what is there already stays:
 * a run that was cut short is simply run again.
 */
public final class Seeding {
  /** Team 42 of 2025 has the id 2025000042. */
  public static final int MOST_TEAMS = 999_999;

  private static final int CHUNK = 2_000;
  private static final String PLAYERS = """
      insert into player (id, name, joined_at)
      select p.id, p.name, $3::timestamptz from unnest($1::bigint[], $2::text[]) as p (id, name)
      on conflict (id) do nothing""";
  private static final String TEAMS = """
      insert into team (id, player_id, season, name)
      select t.id, t.player_id, $1::int, t.name from unnest($2::bigint[], $3::bigint[], $4::text[]) as t (id, player_id, name)
      on conflict (id) do nothing""";
  private static final String LINEUPS = """
      insert into lineup (team_id, season, round, drivers, captain, vice, bank_tenths, saved_at)
      select l.team_id, $1::int, l.round, string_to_array(l.drivers, ','), l.captain, l.vice, l.bank, $2::timestamptz
        from unnest($3::bigint[], $4::int[], $5::text[], $6::text[], $7::text[], $8::int[])
          as l (team_id, round, drivers, captain, vice, bank)
      on conflict do nothing""";
  // Who joins later must not get an id that was drawn.
  private static final String NEXT_IDS = """
      select setval(pg_get_serial_sequence('player', 'id'), (select max(id) from player)),
             setval(pg_get_serial_sequence('team', 'id'), (select max(id) from team))""";

  private final Pool pool;
  private final RuleSet rules;

  public Seeding(Pool pool, RuleSet rules) {
    this.pool = pool;
    this.rules = rules;
  }

  /**
   * Draws {@code teams} teams, 1 to {@link #MOST_TEAMS}, each with a player and the line-ups of its season.
   *
   * @param rounds round → who can be picked for it; a driver's price is that of the first round he is in
   * @param at     when they joined
   */
  public Future<Void> seed(int season, int teams, long seed, SortedMap<Integer, List<Entrant>> rounds, Instant at) {
    if (teams < 1 || teams > MOST_TEAMS) throw new IllegalArgumentException(teams + " teams: 1 to " + MOST_TEAMS + " can be drawn");
    var draw = new TeamDraw(rules.team(), seed, rounds);
    var joined = at.atOffset(ZoneOffset.UTC);
    var prices = prices(rounds);
    Future<Void> done = PriceLists.putIfAbsent(pool, new PriceLists.Key(season, RuleSet.SEASON_PRICES, 1), prices);
    for (int from = 1; from <= teams; from += CHUNK) {
      var numbers = IntStream.rangeClosed(from, Math.min(teams, from + CHUNK - 1)).boxed().toList();
      done = done.compose(before -> pool.withTransaction(tx -> chunk(tx, season, seed, numbers, joined, number -> drawn(draw, number, prices))));
    }
    return done.compose(inserted -> pool.query(NEXT_IDS).execute().mapEmpty());
  }

  private static PriceList prices(SortedMap<Integer, List<Entrant>> rounds) {
    var prices = new TreeMap<String, Integer>();
    rounds.values().forEach(entrants -> entrants.forEach(entrant -> prices.putIfAbsent(entrant.driverId(), entrant.priceTenths())));
    return new PriceList(prices, Map.of());
  }

  /** Round → what holds from it on, with what is left over. */
  private SortedMap<Integer, Holding> drawn(TeamDraw draw, int number, PriceList prices) {
    var drawn = new TreeMap<Integer, Holding>();
    draw.season(number).forEach((round, lineup) ->
        drawn.put(round, new Holding(lineup, rules.team().budgetTenths() - prices.cost(lineup))));
    return drawn;
  }

  private static Future<Void> chunk(SqlConnection tx, int season, long seed, List<Integer> numbers, OffsetDateTime joined,
      IntFunction<SortedMap<Integer, Holding>> drawn) {
    var players = numbers.stream().map(Long::valueOf).toArray(Long[]::new);
    var teams = numbers.stream().map(number -> id(season, number)).toArray(Long[]::new);
    return tx.preparedQuery(PLAYERS)
        .execute(Tuple.of(players, numbers.stream().map(n -> Names.player(seed, n)).toArray(String[]::new), joined))
        .compose(inserted -> tx.preparedQuery(TEAMS)
            .execute(Tuple.of(season, teams, players, numbers.stream().map(n -> Names.team(seed, n)).toArray(String[]::new))))
        .compose(inserted -> tx.preparedQuery(LINEUPS).execute(lineups(season, drawn, numbers, joined))).mapEmpty();
  }

  private static Tuple lineups(int season, IntFunction<SortedMap<Integer, Holding>> drawn, List<Integer> numbers, OffsetDateTime saved) {
    var teams = new ArrayList<Long>();
    var rounds = new ArrayList<Integer>();
    var drivers = new ArrayList<String>();
    var captains = new ArrayList<String>();
    var vices = new ArrayList<String>();
    var banks = new ArrayList<Integer>();
    for (int number : numbers) {
      for (var holding : drawn.apply(number).entrySet()) {
        var lineup = holding.getValue().lineup();
        teams.add(id(season, number));
        rounds.add(holding.getKey());
        banks.add(holding.getValue().bankTenths());
        drivers.add(String.join(",", lineup.drivers()));
        captains.add(lineup.captain());
        vices.add(lineup.vice());
      }
    }
    return Tuple.of(season, saved, teams.toArray(Long[]::new), rounds.toArray(Integer[]::new))
        .addArrayOfString(drivers.toArray(String[]::new))
        .addArrayOfString(captains.toArray(String[]::new)).addArrayOfString(vices.toArray(String[]::new))
        .addArrayOfInteger(banks.toArray(Integer[]::new));
  }

  private static long id(int season, int number) {
    return season * 1_000_000L + number;
  }
}
