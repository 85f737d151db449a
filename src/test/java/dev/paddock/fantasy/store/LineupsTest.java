package dev.paddock.fantasy.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.fantasy.rules.Lineup;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LineupsTest {
  private static final int TEAMS = 2_500;

  @RegisterExtension static final TestDatabase DB = new TestDatabase();

  @Test void many_teams_are_read_as_one_line_up_each_and_every_distinct_one_once() {
    Pool pool = DB.pools().transactions();
    pool.query("""
        insert into player (id, name, joined_at) select n, 'Player ' || n, now() from generate_series(1, %1$d) n;
        insert into team (id, player_id, season, name) select n, n, 2025, 'Team ' || n from generate_series(1, %1$d) n;
        insert into lineup (team_id, season, round, drivers, captain, vice, saved_at)
        select n, 2025, r, array['a', 'b', 'c', 'd', 'e' || (n + r) %% 7], 'a', 'b', now()
          from generate_series(1, %1$d) n, generate_series(1, 3) r where r = 1 or n %% 2 = 0""".formatted(TEAMS)).execute().await();
    var fielded = new Lineups(pool).of(2025, 2, "classic").await();
    assertThat(fielded.teams()).hasSize(TEAMS).isSorted();
    assertThat(fielded.distinct()).hasSize(7).doesNotHaveDuplicates();
    for (int i = 0; i < TEAMS; i++) {
      long team = fielded.teams()[i];
      long saved = team % 2 == 0 ? 2 : 1;
      assertThat(fielded.distinct().get(fielded.lineup()[i])).isEqualTo(new Lineup(List.of("a", "b", "c", "d", "e" + (team + saved) % 7), "a", "b"));
    }
  }
}
