package dev.paddock.notify.store;

import dev.paddock.notify.store.Readers.Reader;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who wants to be reminded, and of what he has been. */
public final class Reminders {
  private static final String WHO_WANTS = """
      select %s from reader u
       where u.user_id > $1::bigint and $2::int <= any (u.reminder_hours)
         and ('deadline' = any (u.in_app) or u.address is not null and 'deadline' = any (u.email)
              or u.endpoint is not null and 'deadline' = any (u.webhook))
       order by u.user_id limit $3::int""".formatted(Readers.COLUMNS);
  private static final String WRITTEN = "select key from notification where key = any ($1::text[])";
  private static final String ANYBODY = "select exists (select 1 from reader) as anybody";

  private final SqlClient client;

  public Reminders(SqlClient client) {
    this.client = client;
  }

  /** Users after that one, by their ids, who want to be reminded that many hours before a lock, or earlier. */
  public Future<List<Reader>> whoWants(long after, int hours, int limit) {
    return client.preparedQuery(WHO_WANTS).collecting(Collectors.mapping(Readers::reader, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(after, hours, limit)).map(found -> found.value());
  }

  /** Those of the letters that were written already. */
  public Future<Set<String>> written(Collection<String> keys) {
    return client.preparedQuery(WRITTEN).collecting(Collectors.mapping((Row r) -> r.getString("key"), Collectors.toUnmodifiableSet()))
        .execute(Tuple.of(keys.toArray(String[]::new))).map(found -> found.value());
  }

  /** Whether there is anybody to remind. */
  public Future<Boolean> isAnybodyThere() {
    return client.preparedQuery(ANYBODY).execute().map(rows -> rows.iterator().next().getBoolean("anybody"));
  }
}
