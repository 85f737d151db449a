package dev.paddock.fantasy.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.fantasy.store.TeamIndex.Named;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TeamIndexTest {
  @RegisterExtension static final TestDatabase DB = new TestDatabase();

  private static void make(long id, String name) {
    DB.pools().transactions().query("""
        insert into player (id, name, joined_at) values (%1$d, '%2$s', '2025-01-01Z');
        insert into team (id, player_id, season, name) values (%1$d, %1$d, 2025, '%2$s''s team')""".formatted(id, name)).execute().await();
  }

  @Test void who_has_come_since_his_neighbours_were_read_is_there_at_once() {
    var index = new TeamIndex(DB.pools().reads());
    make(1025, "Alfa");
    assertThat(index.named(List.of(1025L, 1026L)).await()).isEqualTo(Map.of(1025L, new Named("Alfa's team", "Alfa")));
    assertThat(index.of(1026, 2025, "classic").await()).isEmpty();
    make(1026, "Beta");
    assertThat(index.named(List.of(1025L, 1026L)).await()).containsEntry(1026L, new Named("Beta's team", "Beta")).hasSize(2);
    assertThat(index.of(1026, 2025, "classic").await()).containsExactly(1026L);
  }
}
