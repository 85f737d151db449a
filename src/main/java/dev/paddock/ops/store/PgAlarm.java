package dev.paddock.ops.store;

import dev.paddock.db.Alarm;
import dev.paddock.db.Letters;
import dev.paddock.db.Letters.Letter;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** A letter to every account that has the role of an administrator. */
public final class PgAlarm implements Alarm {
  private static final String ADMINISTRATORS = "select user_id from account where role = 'admin' and forgotten_at is null order by user_id";

  private final Letters letters;

  public PgAlarm(Letters letters) {
    this.letters = letters;
  }

  @Override public Future<List<Plan>> raise(SqlConnection tx, Instant at, Call call) {
    return tx.query(ADMINISTRATORS).execute().compose(rows -> letters.putAll(tx, at, StreamSupport.stream(rows.spliterator(), false)
        .map(row -> letter(call, row.getLong("user_id"))).toList()));
  }

  private static Letter letter(Call call, long user) {
    return new Letter(call.key() + ":" + user, user, "security", call.title(), call.body(), call.about());
  }
}
