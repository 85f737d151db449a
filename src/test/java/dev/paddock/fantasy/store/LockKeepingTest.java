package dev.paddock.fantasy.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.fantasy.rules.RaceLock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LockKeepingTest {
  @RegisterExtension static final TestDatabase DB = new TestDatabase();

  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  private static final RaceLock IMOLA = race("2026-imola", 7, "2026-05-16T14:00:00Z");
  private static final RaceLock MONACO = race("2026-monaco", 8, "2026-05-23T14:00:00Z");
  private static final RaceLock SPAIN = race("2026-spain", 9, "2026-05-30T14:00:00Z");
  private static final String LINEUPS =
      "select string_agg(team_id || ' ' || round || ' ' || captain, ', ' order by team_id, round) as t from lineup";

  @BeforeEach void a_season() {
    run("truncate round_lock, lineup, lineup_save, team, player cascade");
    keep(List.of(IMOLA, MONACO, SPAIN));
  }

  @Test void what_is_as_it_was_stays() {
    assertThat(keep(List.of(IMOLA, MONACO, SPAIN))).isEmpty();
    assertThat(locks()).containsExactly(IMOLA, MONACO, SPAIN);
  }

  @Test void a_lock_that_moves_is_told_with_what_it_was() {
    var later = at(MONACO, MONACO.lockAt().plus(Duration.ofHours(3)));
    assertThat(keep(List.of(IMOLA, later, SPAIN))).containsExactly(new LockKeeping.Moved(later, MONACO.lockAt()));
    assertThat(locks()).containsExactly(IMOLA, later, SPAIN);
    assertThat(keep(List.of(IMOLA, MONACO, SPAIN))).as("never earlier").isEmpty();
  }

  @Test void a_race_that_is_called_off_keeps_its_lock_and_comes_back_with_it() {
    keep(List.of(MONACO, SPAIN));
    assertThat(locks()).containsExactly(off(IMOLA), MONACO, SPAIN);
    keep(List.of(IMOLA, MONACO, SPAIN));
    assertThat(locks()).containsExactly(IMOLA, MONACO, SPAIN);
  }

  @Test void line_ups_go_with_their_race_when_the_rounds_are_numbered_anew() {
    run("""
        insert into player (id, name, joined_at) values (1, 'One', '2026-01-01Z'), (2, 'Two', '2026-01-01Z');
        insert into team (id, player_id, season, name) values (11, 1, 2026, 'One'), (12, 2, 2026, 'Two');
        insert into lineup (team_id, season, round, race_id, drivers, captain, vice, saved_at)
        values (11, 2026, 7, '2026-imola', '{a,b}', 'a', 'b', '2026-04-01Z'), (11, 2026, 8, '2026-monaco', '{c,d}', 'c', 'd', '2026-04-01Z'),
               (11, 2026, 9, '2026-spain', '{e,f}', 'e', 'f', '2026-04-01Z'), (12, 2026, 7, '2026-imola', '{g,h}', 'g', 'h', '2026-04-01Z')
        """);
    keep(List.of(race(MONACO, 7), race(SPAIN, 8)));
    assertThat(text(LINEUPS)).as("one's line-up for Imola has had its time; two's holds from there on").isEqualTo("11 7 c, 11 8 e, 12 7 g");
    keep(List.of(IMOLA, MONACO, SPAIN));
    assertThat(text(LINEUPS)).isEqualTo("11 8 c, 11 9 e, 12 7 g");
  }

  @Test void saves_are_for_ever() {
    run("""
        insert into player (id, name, joined_at) values (1, 'One', '2026-01-01Z');
        insert into team (id, player_id, season, name) values (11, 1, 2026, 'One');
        insert into lineup_save (team_id, race_id, season, round, revision, drivers, constructors, captain, vice, transfers, cost_tenths,
                                 bank_tenths, came, went, saved_at, receipt)
        values (11, '2026-monaco', 2026, 8, 1, '{a,b}', '{}', 'a', 'b', 0, 1, 1, '{}', '{}', '2026-04-01Z', 'x')
        """);
    for (var change : List.of("update lineup_save set captain = 'b'", "delete from lineup_save")) {
      assertThat(DB.pools().transactions().query(change).execute().map("done").otherwise(Throwable::getMessage).await())
          .contains("lineup_save is only added to");
    }
  }

  private static RaceLock race(String id, int round, String lockAt) {
    return new RaceLock(id, 2026, round, Instant.parse(lockAt), false);
  }

  private static RaceLock race(RaceLock race, int round) {
    return new RaceLock(race.raceId(), 2026, round, race.lockAt(), false);
  }

  private static RaceLock at(RaceLock race, Instant lockAt) {
    return new RaceLock(race.raceId(), 2026, race.round(), lockAt, false);
  }

  private static RaceLock off(RaceLock race) {
    return new RaceLock(race.raceId(), 2026, race.round(), race.lockAt(), true);
  }

  private static List<LockKeeping.Moved> keep(List<RaceLock> calendar) {
    return DB.pools().transactions().withTransaction(tx -> new LockKeeping().keep(tx, 2026, calendar, NOW)).await();
  }

  private static List<RaceLock> locks() {
    return new LockReads(DB.pools().reads()).season(2026).await().races();
  }

  private static void run(String sql) {
    DB.pools().transactions().query(sql).execute().await();
  }

  private static String text(String sql) {
    return DB.pools().reads().query(sql).execute().await().iterator().next().getString("t");
  }
}
