package dev.paddock.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.schedule.store.PollLog;
import dev.paddock.schedule.store.PollLog.Kept;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Weeks come before they are needed and go when they are old; no row is lost before its time. */
class PollLogTest {
  static final Instant WEDNESDAY = Instant.parse("2026-11-18T03:00:00Z");
  static final LocalDate MONDAY = LocalDate.parse("2026-11-16");

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  @BeforeEach void empty() {
    keep(Instant.EPOCH, WEDNESDAY.plus(Duration.ofDays(1000)));
    assertThat(rows()).isEmpty();
  }

  @Test void this_week_and_the_next_two_are_there_once() {
    assertThat(keep(WEDNESDAY, Instant.EPOCH).made()).containsExactly(MONDAY, MONDAY.plusWeeks(1), MONDAY.plusWeeks(2));
    assertThat(keep(WEDNESDAY, Instant.EPOCH).made()).isEmpty();
    log("2026-11-16T00:00Z", "2026-11-22T23:59:59.999999Z", "2026-11-23T00:00Z", "2026-11-15T23:59:59Z", "2027-01-01T00:00Z");
    assertThat(rows()).containsExactly("poll_log_20261116 2", "poll_log_20261123 1", "poll_log_default 2");
  }

  @Test void a_week_of_which_rows_are_in_the_default_partition_stays_there() {
    log("2026-11-24T12:00Z");
    assertThat(keep(WEDNESDAY, Instant.EPOCH).made()).containsExactly(MONDAY, MONDAY.plusWeeks(2));
    assertThat(rows()).containsExactly("poll_log_default 1");
  }

  @Test void what_is_old_is_dropped_by_the_week_and_the_rest_by_the_row() {
    keep(WEDNESDAY, Instant.EPOCH);
    log("2026-11-16T00:00Z", "2026-11-23T00:00Z", "2026-11-01T00:00Z", "2026-12-24T00:00Z");
    var kept = keep(WEDNESDAY.plus(Duration.ofDays(7)), Instant.parse("2026-11-22T23:59:59Z"));
    assertThat(kept.dropped()).as("its last second is not over").isEmpty();
    assertThat(kept.deleted()).isEqualTo(1);
    assertThat(keep(WEDNESDAY.plus(Duration.ofDays(7)), Instant.parse("2026-11-23T00:00:00Z")).dropped()).containsExactly(MONDAY);
    assertThat(rows()).containsExactly("poll_log_20261123 1", "poll_log_default 1");
  }

  @Test void subjects_that_are_at_rest_for_so_long_are_forgotten_with_their_log() {
    db.pools().transactions().query("""
        insert into work (subject, kind, cadence, anchor, due_at, paused, last_ended) values
          ('long over', 'look', 'hourly', '2026-08-01Z', null, false, '2026-08-02Z'),
          ('over', 'look', 'hourly', '2026-11-01Z', null, false, '2026-11-02Z'),
          ('paused', 'look', 'hourly', '2026-08-01Z', null, true, '2026-08-02Z'),
          ('due', 'look', 'hourly', '2026-08-01Z', '2026-12-01Z', false, '2026-08-02Z')
        """).execute().await();
    assertThat(keep(WEDNESDAY, Instant.parse("2026-08-20T00:00:00Z")).forgotten()).isEqualTo(1);
    var left = new ArrayList<String>();
    db.pools().transactions().query("select subject from work order by 1").execute().await().forEach(row -> left.add(row.getString("subject")));
    assertThat(left).containsExactly("due", "over", "paused");
  }

  private static Kept keep(Instant now, Instant before) {
    return db.pools().transactions().withTransaction(tx -> new PollLog().keep(tx, now, before)).await();
  }

  private static void log(String... dueAt) {
    for (var due : dueAt) {
      db.pools().transactions().query("""
          insert into poll_log (subject, due_at, kind, cadence, slot_at, attempt, epoch, node, ended_at, outcome, note)
          values ('race', '%1$s', 'look', 'hourly', '%1$s', 0, 1, 'n', '%1$s', 'DONE', '')""".formatted(due)).execute().await();
    }
  }

  private static List<String> rows() {
    var lines = new ArrayList<String>();
    db.pools().transactions().query("select tableoid::regclass || ' ' || count(*) as line from poll_log group by tableoid order by 1")
        .execute().await().forEach(row -> lines.add(row.getString("line")));
    return lines;
  }
}
