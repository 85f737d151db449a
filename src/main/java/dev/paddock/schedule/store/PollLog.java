package dev.paddock.schedule.store;

import static dev.paddock.schedule.store.WorkStore.utc;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The weeks of the poll log, each a partition that begins on a Monday at midnight UTC: made ahead of time, dropped when they are old. */
public final class PollLog {
  private static final String PREFIX = "poll_log_";
  private static final int WEEKS_AHEAD = 2;

  // A week that rows of are in the default partition already stays there: PostgreSQL would refuse it.
  private static final String MISSING = """
      select week from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as w (week, since, until)
       where to_regclass(week) is null and not exists (select from poll_log_default where due_at >= since and due_at < until)
       order by since
      """;
  private static final String WEEKS = """
      select c.relname::text as week from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = 'poll_log'::regclass and c.relname <> 'poll_log_default' order by 1
      """;
  private static final String FORGET = """
      delete from poll_log_default where due_at < $1::timestamptz
      """;

  // What is at rest since then will not be due again: thousands of races a week would stay for ever.
  private static final String AT_REST = """
      delete from work where due_at is null and lease_owner is null and not paused and last_ended < $1::timestamptz
      """;

  /** @param made and {@code dropped}: weeks; @param deleted rows of no week; @param forgotten subjects that were at rest all the time */
  public record Kept(List<LocalDate> made, List<LocalDate> dropped, int deleted, int forgotten) {
    /** In a line. */
    public String told() {
      return "weeks made: " + made + ", dropped: " + dropped + ", single rows deleted: " + deleted
          + ", subjects at rest forgotten: " + forgotten;
    }
  }

  /**
   * Makes this week and the next two, and drops what ended before {@code before}. Waits for two seconds at most for whoever is at the log.
   */
  public Future<Kept> keep(SqlConnection tx, Instant now, Instant before) {
    return tx.query("set local lock_timeout = '2s'").execute()
        .compose(v -> missing(tx, now)).compose(missing -> each(tx, missing, PollLog::create)
            .compose(made -> old(tx, before)).compose(old -> each(tx, old, week -> "drop table " + name(week))
                .compose(dropped -> tx.preparedQuery(FORGET).execute(Tuple.of(utc(before))))
                .compose(deleted -> tx.preparedQuery(AT_REST).execute(Tuple.of(utc(before)))
                    .map(forgotten -> new Kept(missing, old, deleted.rowCount(), forgotten.rowCount())))));
  }

  private static Future<List<LocalDate>> missing(SqlConnection tx, Instant now) {
    var monday = now.atOffset(ZoneOffset.UTC).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    var weeks = Stream.iterate(monday, week -> week.plusWeeks(1)).limit(1 + WEEKS_AHEAD).toList();
    return tx.preparedQuery(MISSING).execute(Tuple.of(weeks.stream().map(PollLog::name).toArray(String[]::new),
        weeks.stream().map(week -> utc(start(week))).toArray(OffsetDateTime[]::new),
        weeks.stream().map(week -> utc(start(week.plusWeeks(1)))).toArray(OffsetDateTime[]::new))).map(rows -> {
          var missing = new ArrayList<LocalDate>();
          rows.forEach(row -> missing.add(week(row.getString("week"))));
          return missing;
        });
  }

  private static Future<List<LocalDate>> old(SqlConnection tx, Instant before) {
    return tx.query(WEEKS).execute().map(rows -> {
      var old = new ArrayList<LocalDate>();
      rows.forEach(row -> {
        var week = week(row.getString("week"));
        if (!start(week.plusWeeks(1)).isAfter(before)) old.add(week);
      });
      return old;
    });
  }

  private static Future<Void> each(SqlConnection tx, List<LocalDate> weeks, Function<LocalDate, String> sql) {
    Future<Void> all = Future.succeededFuture();
    for (var week : weeks) all = all.compose(v -> tx.query(sql.apply(week)).execute().mapEmpty());
    return all;
  }

  private static String create(LocalDate week) {
    return "create table " + name(week) + " partition of poll_log for values from ('" + start(week) + "') to ('"
        + start(week.plusWeeks(1)) + "')";
  }

  private static String name(LocalDate week) {
    return PREFIX + week.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  private static LocalDate week(String name) {
    return LocalDate.parse(name.substring(PREFIX.length()), DateTimeFormatter.BASIC_ISO_DATE);
  }

  private static Instant start(LocalDate week) {
    return week.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
