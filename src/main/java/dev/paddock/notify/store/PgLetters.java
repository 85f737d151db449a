package dev.paddock.notify.store;

import dev.paddock.db.Letters;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A letter is a notification of one user. Every node hears of it with the commit; only what is to leave the house makes work. */
public final class PgLetters implements Letters {
  /** On which every node hears of notifications: {@code <id>:<user>}, without a user for those that are for everybody. */
  public static final String CHANNEL = "notification";

  private static final String INSERT = """
      with written as (
        insert into notification (key, user_id, kind, title, body, about, audience, created_at)
        select key, user_id, kind, title, body, about, 1, $7::timestamptz
          from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[]) as l (key, user_id, kind, title, body, about)
        on conflict (key) do nothing returning id, user_id, kind
      ), said as materialized (
        select w.id, pg_notify('notification', w.id || ':' || w.user_id)::text from written w
      )
      select w.id, w.user_id from written w join said s on s.id = w.id join reader r on r.user_id = w.user_id
       where r.address is not null and w.kind = any (r.email) or r.endpoint is not null and w.kind = any (r.webhook)
       order by w.id""";

  /** Any number, in one statement. */
  @Override public Future<List<Plan>> putAll(SqlConnection tx, Instant at, List<Letter> letters) {
    if (letters.isEmpty()) return Future.succeededFuture(List.of());
    return tx.preparedQuery(INSERT)
        .collecting(Collectors.mapping((Row row) -> Notifying.letter(row.getLong("id"), row.getLong("user_id"), at),
            Collectors.toUnmodifiableList()))
        .execute(Tuple.of(each(letters, Letter::key), letters.stream().map(Letter::user).toArray(Long[]::new), each(letters, Letter::kind),
            each(letters, Letter::title), each(letters, Letter::body), each(letters, letter -> letter.about().orElse(null)))
            .addOffsetDateTime(at.atOffset(ZoneOffset.UTC)))
        .map(written -> written.value());
  }

  private static String[] each(List<Letter> letters, Function<Letter, String> column) {
    return letters.stream().map(column).toArray(String[]::new);
  }
}
