package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.CADENCES;
import static dev.paddock.schedule.Agreed.NOON;
import static dev.paddock.schedule.Agreed.hourly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.db.Closing.Closure;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Work that two nodes claim and close, on a real database, with an effect that can be seen. */
abstract class ClaimedWork {
  static final Duration LEASE = Duration.ofMinutes(1);

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  Instant now = NOON;
  final Rival ours = new Rival(db.pools(), "ours");
  final Rival others = new Rival(db.pools(), "theirs");
  final WorkStore work = ours.work;
  final PgClosing closing = new PgClosing(db.pools().transactions(), work, CADENCES, () -> now, "ours");

  @BeforeEach void begin() {
    db.pools().transactions().query("truncate work, poll_log, node").execute().await();
    ours.join(LEASE);
    others.join(LEASE);
    db.pools().transactions().query("drop table if exists effect; create table effect (what text not null unique)").execute().await();
    work.put(hourly("work", NOON), NOON.minusSeconds(10)).await();
  }

  static Closure closure(Ending ending) {
    return new Closure(ending, List.of());
  }

  void put(Plan... plans) {
    work.put(List.of(plans), NOON.minusSeconds(10)).await();
  }

  List<Claim> claims(int n) {
    var claims = work.claim(ours.incarnation, now, n).await().claims();
    assertThat(claims).hasSize(n);
    return claims;
  }

  Claim claim() {
    return work.claim(ours.incarnation, now, 1).await().claims().getFirst();
  }

  static Instant hours(int n) {
    return NOON.plus(Duration.ofHours(n));
  }

  static Future<Void> write(SqlConnection tx, String what) {
    return tx.query("insert into effect values ('" + what + "')").execute().mapEmpty();
  }

  static List<String> plans() {
    return lines("""
        select subject || ' ' || cadence || ' ' || to_char(due_at at time zone 'UTC', 'HH24:MI') as line from work order by subject
        """);
  }

  /** Slot, due, attempt, outcome, note, next. */
  static List<String> log() {
    return lines("""
        select to_char(slot_at at time zone 'UTC', 'HH24:MI') || ' ' || to_char(due_at at time zone 'UTC', 'HH24:MI') || ' '
               || attempt || ' ' || outcome || ' ' || note || ' → '
               || coalesce(to_char(next_at at time zone 'UTC', 'HH24:MI'), '-') as line
          from poll_log order by due_at
        """);
  }

  static List<String> lines(String sql) {
    var lines = new ArrayList<String>();
    db.pools().transactions().query(sql).execute().await().forEach(row -> lines.add(row.getString("line")));
    return lines;
  }
}
