package dev.paddock.f1.store;

import static dev.paddock.f1.store.ResultStore.utc;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.gaps.Coverage.State;
import dev.paddock.f1.rules.session.DataKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;

/** What is there of each kind of data, and why not. Data and its row of coverage are written together. */
public final class CoverageStore {
  private static final String OF_SEASON = """
      select c.subject, c.kind, c.state, c.source, c.reason, c.rows, c.at from coverage c
       where c.subject in (select race_id from race where season = $1::int
                           union all select s.session_id from session s join race r using (race_id) where r.season = $1::int)
       order by c.subject, c.kind
      """;
  // What is stored stays stored: a later look that found nothing only leaves its reason.
  private static final String PUT = """
      insert into coverage as c (subject, kind, state, source, reason, rows, at)
      select u.subject, u.kind, u.state, u.source, u.reason, u.rows, u.at
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::timestamptz[])
             as u (subject, kind, state, source, reason, rows, at)
      on conflict (subject, kind) do update
         set state = case when c.state = 'STORED' then c.state else excluded.state end,
             source = case when c.state = 'STORED' and excluded.state <> 'STORED' then c.source else excluded.source end,
             rows = case when c.state = 'STORED' and excluded.state <> 'STORED' then c.rows else excluded.rows end,
             reason = excluded.reason, at = excluded.at
      """;

  private final Pool pool;

  public CoverageStore(Pool pool) {
    this.pool = pool;
  }

  public Future<List<Coverage>> of(int year) {
    return pool.preparedQuery(OF_SEASON).collecting(mapping(CoverageStore::coverage, toList())).execute(Tuple.of(year))
        .map(found -> found.value());
  }

  public Future<Void> put(List<Coverage> rows) {
    return rows.isEmpty() ? Future.succeededFuture() : put(rows, effect -> Future.succeededFuture());
  }

  /** With the data that they are about, in one transaction; without rows the data alone. */
  public Future<Void> put(List<Coverage> rows, Function<SqlConnection, Future<?>> data) {
    return pool.withTransaction(tx -> data.apply(tx).compose(v -> tx.preparedQuery(PUT).execute(Tuple.of(
        rows.stream().map(Coverage::subject).toArray(String[]::new), rows.stream().map(row -> row.kind().name()).toArray(String[]::new),
        rows.stream().map(row -> row.state().name()).toArray(String[]::new), rows.stream().map(Coverage::source).toArray(String[]::new),
        rows.stream().map(Coverage::reason).toArray(String[]::new), rows.stream().map(Coverage::rows).toArray(Integer[]::new))
        .addValue(rows.stream().map(row -> utc(row.at())).toArray(OffsetDateTime[]::new)))).mapEmpty());
  }

  static Coverage coverage(Row r) {
    return new Coverage(r.getString("subject"), DataKind.valueOf(r.getString("kind")), State.valueOf(r.getString("state")),
        r.getString("source"), r.getString("reason"), r.getInteger("rows"), r.getOffsetDateTime("at").toInstant());
  }
}
