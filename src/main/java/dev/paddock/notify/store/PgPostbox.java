package dev.paddock.notify.store;

import dev.paddock.db.Postbox;
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

/** Mail as rows: each is sent by work of its own. */
public final class PgPostbox implements Postbox {
  private static final String INSERT = """
      insert into mail (key, recipient, subject, body, unsubscribe, created_at)
      select key, recipient, subject, body, unsubscribe, $6::timestamptz
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as m (key, recipient, subject, body, unsubscribe)
      on conflict (key) do nothing returning id""";

  @Override public Future<List<Plan>> put(SqlConnection tx, Instant at, Mail mail) {
    return putAll(tx, at, List.of(mail));
  }

  /** Any number, in one statement. */
  public Future<List<Plan>> putAll(SqlConnection tx, Instant at, List<Mail> mails) {
    if (mails.isEmpty()) return Future.succeededFuture(List.of());
    return tx.preparedQuery(INSERT)
        .collecting(Collectors.mapping((Row row) -> Notifying.mail(row.getLong("id"), at), Collectors.toUnmodifiableList()))
        .execute(Tuple.of(each(mails, Mail::key), each(mails, Mail::to), each(mails, Mail::subject), each(mails, Mail::text),
            each(mails, mail -> mail.unsubscribe().orElse(null)), at.atOffset(ZoneOffset.UTC)))
        .map(written -> written.value());
  }

  private static String[] each(List<Mail> mails, Function<Mail, String> column) {
    return mails.stream().map(column).toArray(String[]::new);
  }
}
