package dev.paddock.fantasy.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paddock.fantasy.rules.Fielded;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many teams field whom. Counted once a frozen field, which never changes, from its distinct line-ups; then kept. */
public final class Ownership {
  private static final int FIELDS_KEPT = 200;

  private static final String LATEST = """
      select id, teams from round_field where season = $1::int and rule_set = $2::text and round <= $3::int order by round desc limit 1""";
  private static final String PICKS = "select picks from round_field where id = $1::bigint";
  private static final String COUNT = """
      select p.constructor, p.id, sum(c.teams)::int as teams
        from round_field f
             cross join lateral jsonb_array_elements(f.lineups) with ordinality as l (lineup, n)
             join unnest($2::int[]) with ordinality as c (teams, n) on c.n = l.n
             cross join lateral (
               select false as constructor, d.id from jsonb_array_elements_text(l.lineup -> 'drivers') as d (id)
               union all
               select true, e.id from jsonb_array_elements_text(coalesce(l.lineup -> 'constructors', '[]')) as e (id)) as p
       where f.id = $1::bigint group by p.constructor, p.id""";

  /** Of a round that has locked. @param teams how many fielded a line-up */
  public record Shares(int teams, Map<String, Integer> drivers, Map<String, Integer> constructors) {
    public Shares {
      drivers = Map.copyOf(drivers);
      constructors = Map.copyOf(constructors);
    }
  }

  private final SqlClient client;
  private final WorkerExecutor workers;
  private final Cache<Long, Future<Shares>> counted = Caffeine.newBuilder().maximumSize(FIELDS_KEPT).build();

  /** @param workers to unpack a field on */
  public Ownership(SqlClient client, WorkerExecutor workers) {
    this.client = client;
    this.workers = workers;
  }

  /** In the latest round up to this one whose line-ups are frozen; empty: there is none, or nobody fielded anybody. */
  public Future<Optional<Shares>> upTo(int season, int round, String ruleSet) {
    return client.preparedQuery(LATEST).execute(Tuple.of(season, ruleSet, round)).compose(rows -> {
      if (rows.size() == 0 || rows.iterator().next().getInteger("teams") == 0) return Future.succeededFuture(Optional.empty());
      return of(rows.iterator().next().getLong("id")).map(Optional::of);
    });
  }

  private Future<Shares> of(long field) {
    return counted.asMap().compute(field, (id, known) -> known != null && !known.failed() ? known : count(id));
  }

  private Future<Shares> count(long field) {
    return client.preparedQuery(PICKS).execute(Tuple.of(field)).compose(rows -> {
      var picks = rows.iterator().next().getBuffer("picks");
      return workers.executeBlocking(() -> Fielded.unpack(picks.getBytes()).pick(), false);
    }).compose(picks -> client.preparedQuery(COUNT).execute(Tuple.of(field).addArrayOfInteger(teams(picks)))
        .map(rows -> shares(picks.length, rows)));
  }

  /** How many teams fielded each line-up; the first is pick 1. */
  private static Integer[] teams(int[] picks) {
    var teams = new int[Arrays.stream(picks).max().orElse(0)];
    for (int pick : picks) if (pick > 0) teams[pick - 1]++;
    return Arrays.stream(teams).boxed().toArray(Integer[]::new);
  }

  private static Shares shares(int teams, RowSet<Row> rows) {
    var drivers = new HashMap<String, Integer>();
    var constructors = new HashMap<String, Integer>();
    for (var row : rows) (row.getBoolean("constructor") ? constructors : drivers).put(row.getString("id"), row.getInteger("teams"));
    return new Shares(teams, drivers, constructors);
  }
}
