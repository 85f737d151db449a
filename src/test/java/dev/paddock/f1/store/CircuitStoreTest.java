package dev.paddock.f1.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.f1.rules.circuit.CircuitMap;
import dev.paddock.f1.rules.circuit.CircuitMap.Point;
import dev.paddock.f1.rules.circuit.Marker;
import dev.paddock.f1.rules.circuit.Marker.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Maps of circuits in the database. */
class CircuitStoreTest {
  static final Instant NOON = Instant.parse("2025-05-01T12:00:00Z");
  static final Marker FIRST = new Marker(Kind.CORNER, 1, "", 500.25, 0.5, -33.5, 50.025);
  static final Marker SECOND = new Marker(Kind.CORNER, 2, "A", 1000, 200.5, 1.5, 120.05);
  static final Marker LIGHT = new Marker(Kind.MARSHAL_LIGHT, 1, "", 0, 100, null, null);

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  final CircuitStore store = new CircuitStore();

  @BeforeEach void calendar() {
    db.pools().transactions().query("""
        truncate circuit_map, race, season cascade;
        insert into season values (2025, now(), now());
        insert into race (race_id, season, round, name, circuit_id, circuit, locality, country, starts_at)
        values ('2025-miami', 2025, 6, 'Miami Grand Prix', 'miami', 'Miami International Autodrome', 'Miami', 'USA', now())
        """).execute().await();
  }

  @Test void a_map_is_read_as_it_was_saved() {
    var map = map(FIRST, SECOND, LIGHT);
    assertThat(save(map, NOON)).isEqualTo(4);
    var stored = store.read(db.pools().reads(), 151, 2025).await().orElseThrow();
    assertThat(stored).isEqualTo(new CircuitStore.Stored(map, "multiviewer", NOON));
    assertThat(store.read(db.pools().reads(), 151, 2024).await()).isEmpty();
  }

  @Test void the_same_again_changes_nothing() {
    save(map(FIRST, SECOND, LIGHT), NOON);
    assertThat(save(map(FIRST, SECOND, LIGHT), NOON.plusSeconds(60))).isZero();
    assertThat(store.read(db.pools().reads(), 151, 2025).await().orElseThrow().fetchedAt()).isEqualTo(NOON);
  }

  @Test void markers_are_replaced() {
    save(map(FIRST, SECOND, LIGHT), NOON);
    assertThat(save(map(FIRST.at(60.5), LIGHT), NOON)).isEqualTo(2);
    assertThat(store.read(db.pools().reads(), 151, 2025).await().orElseThrow().map().markers()).containsExactly(FIRST.at(60.5), LIGHT);
    assertThat(save(map(), NOON)).isEqualTo(2);
  }

  @Test void a_race_has_the_map_of_its_circuit_and_season() {
    assertThat(store.key(db.pools().reads(), "2025-miami").await()).isEmpty();
    assertThat(store.ofRace(db.pools().reads(), "2025-miami").await()).isEmpty();
    db.pools().transactions().withTransaction(tx -> store.setKey(tx, "2025-miami", 151)).await();
    assertThat(store.key(db.pools().reads(), "2025-miami").await()).contains(151);
    assertThat(store.ofRace(db.pools().reads(), "2025-miami").await()).isEmpty();
    save(map(FIRST), NOON);
    assertThat(store.ofRace(db.pools().reads(), "2025-miami").await().orElseThrow().map()).isEqualTo(map(FIRST));
  }

  private int save(CircuitMap map, Instant at) {
    return db.pools().transactions().withTransaction(tx -> store.save(tx, map, "multiviewer", at)).await();
  }

  private static CircuitMap map(Marker... markers) {
    return new CircuitMap(151, 2025, "Miami", "Miami", "United States", 2.5, List.of(new Point(0, 0), new Point(1000, -5), new Point(7, 9)),
        List.of(markers));
  }
}
