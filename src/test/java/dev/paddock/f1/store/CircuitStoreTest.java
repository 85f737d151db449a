package dev.paddock.f1.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.paddock.TestDatabase;
import dev.paddock.f1.rules.circuit.CircuitMap;
import dev.paddock.f1.rules.circuit.CircuitMap.Point;
import dev.paddock.f1.rules.circuit.Marker;
import dev.paddock.f1.rules.circuit.Marker.Kind;
import dev.paddock.f1.rules.telemetry.Packing;
import dev.paddock.f1.rules.telemetry.Samples;
import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
    assertThat(stored).isEqualTo(new CircuitStore.Stored(map, "multiviewer", NOON, "outline"));
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
    assertThat(store.ofRace(db.pools().reads(), "2025-miami").await()).isEmpty();
    run("update race set circuit_key = 151");
    assertThat(store.ofRace(db.pools().reads(), "2025-miami").await()).isEmpty();
    save(map(FIRST), NOON);
    assertThat(store.ofRace(db.pools().reads(), "2025-miami").await().orElseThrow().map()).isEqualTo(map(FIRST));
  }

  @Test void markers_are_measured_along_the_fastest_lap_that_has_telemetry_throughout() {
    var reads = new SessionReads(db.pools().reads());
    save(map(FIRST), NOON);
    run("""
        update race set circuit_key = 151;
        insert into session (session_id, race_id, code, starts_at, state)
        values ('2025-miami-Q', '2025-miami', 'Q', now(), 'SCHEDULED'), ('2025-miami-R', '2025-miami', 'R', now(), 'SCHEDULED')
        """);
    assertThat(reads.circuit("2025-miami").await().orElseThrow().measuredBy()).isEqualTo("outline");

    drive("2025-miami-R", new Drive(44, 1, 90_000, 360));
    drive("2025-miami-Q", new Drive(4, 7, 80_000, 320), new Drive(16, 7, 79_000, 160 /* half of it is missing */),
        new Drive(81, 7, 78_000, 320));
    run("update lap set deleted = true where car = 81");
    var along = reads.circuit("2025-miami").await().orElseThrow();
    assertThat(along.measuredBy()).isEqualTo("lap 7 of car 4 in 2025-miami-Q");
    // It drove 50 m/s, and was at x = 500.25 after half a second.
    assertThat(along.map().markers().getFirst().distance()).isCloseTo(25.0, within(0.1));
    assertThat(reads.circuit(151, Optional.of(2025)).await().orElseThrow().map()).as("the map of no race").isEqualTo(map(FIRST));
  }

  /** From session time 100 s on, 180 km/h along the x axis, four samples a second. */
  private record Drive(int car, int lap, int ms, int samples) {
    TelemetryBlock block(Channel channel) {
      var values = new int[channel.columns()][samples];
      if (channel == Channel.CAR) Arrays.fill(values[Samples.SPEED], 180);
      else for (int s = 0; s < samples; s++) values[Samples.X][s] = s * 250;
      return Packing.pack(car, lap, new Samples(channel, IntStream.range(0, samples).map(s -> 100_000 + s * 250).toArray(), values));
    }
  }

  private static void drive(String session, Drive... drives) {
    for (var drive : drives) run("""
        insert into lap (session_id, car, lap, lap_ms, start_ms, end_ms, pit_stops, personal_best, track_status,
                         deleted, generated, accurate)
        values ('%s', %d, %d, %d, 100000, %d, 0, false, '1', false, false, true)
        """.formatted(session, drive.car, drive.lap, drive.ms, 100_000 + drive.ms));
    for (var channel : Channel.values()) {
      var blocks = Arrays.stream(drives).map(drive -> drive.block(channel)).toList();
      db.pools().transactions().withTransaction(tx -> new TelemetryStore().replace(tx, session, channel, blocks)).await();
    }
  }

  private static void run(String sql) {
    db.pools().transactions().query(sql).execute().await();
  }

  private int save(CircuitMap map, Instant at) {
    return db.pools().transactions().withTransaction(tx -> store.save(tx, map, "multiviewer", at)).await();
  }

  private static CircuitMap map(Marker... markers) {
    return new CircuitMap(151, 2025, "Miami", "Miami", "United States", 2.5, List.of(new Point(0, 0), new Point(1000, -5), new Point(7, 9)),
        List.of(markers));
  }
}
