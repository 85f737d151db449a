package dev.paddock.f1.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.f1.rules.telemetry.LapTelemetry;
import dev.paddock.f1.rules.telemetry.Packing;
import dev.paddock.f1.rules.telemetry.Samples;
import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Blocks go into the database and come back out, by lap and by time. */
class TelemetryStoreTest {
  static final String SESSION = "2025-miami-S";

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  final TelemetryStore store = new TelemetryStore();

  @BeforeAll static void calendar() {
    db.pools().transactions().query("""
        insert into season values (2025, now(), now());
        insert into race (race_id, season, round, name, circuit_id, circuit, locality, country, starts_at)
        values ('2025-miami', 2025, 6, 'Miami Grand Prix', 'miami', 'Miami International Autodrome', 'Miami', 'USA', now());
        insert into session (session_id, race_id, code, starts_at, state)
        values ('2025-miami-S', '2025-miami', 'S', now(), 'SCHEDULED'), ('2025-miami-R', '2025-miami', 'R', now(), 'SCHEDULED')
        """).execute().await();
  }

  @BeforeEach void empty() {
    db.pools().transactions().query("truncate telemetry").execute().await();
  }

  @Test void a_lap_is_read_with_the_laps_beside_it() {
    replace(SESSION, Channel.POSITION, blocks(Channel.POSITION, 44, 0, 5));
    replace(SESSION, Channel.CAR, concat(blocks(Channel.CAR, 44, 0, 5), blocks(Channel.CAR, 4, 0, 5)));
    var read = between(44, 300_000, 399_999);
    assertThat(read).extracting(TelemetryBlock::lap).containsExactly(2, 2, 3, 3, 4, 4);
    assertThat(read).extracting(TelemetryBlock::car).containsOnly(44);
    assertThat(read.get(2)).usingRecursiveComparison().isEqualTo(blocks(Channel.CAR, 44, 3, 3).getFirst());
    assertThat(LapTelemetry.of(300_000, 399_999, read).rows()).hasSize(101);
  }

  @Test void a_time_is_read_with_the_samples_next_to_it() {
    replace(SESSION, Channel.CAR, blocks(Channel.CAR, 44, 0, 5));
    assertThat(between(44, 250_000, 260_000)).extracting(TelemetryBlock::lap).containsExactly(2);
    assertThat(between(44, 200_000, 299_500)).extracting(TelemetryBlock::lap)
        .containsExactly(1, 2, 3);
    assertThat(between(4, 200_000, 299_500)).isEmpty();
  }

  @Test void the_same_again_changes_nothing_and_what_differs_only_itself() {
    var blocks = new ArrayList<>(blocks(Channel.CAR, 44, 0, 5));
    assertThat(replace(SESSION, Channel.CAR, blocks)).isEqualTo(6);
    assertThat(replace(SESSION, Channel.CAR, blocks)).isZero();
    blocks.set(3, Packing.pack(44, 3, samples(Channel.CAR, 3, 99)));
    assertThat(replace(SESSION, Channel.CAR, blocks)).isOne();
    assertThat(replace(SESSION, Channel.CAR, blocks.subList(0, 4))).isEqualTo(2);
    assertThat(count(SESSION)).isEqualTo(4);
  }

  @Test void channels_and_sessions_are_apart() {
    replace(SESSION, Channel.CAR, blocks(Channel.CAR, 44, 0, 1));
    replace(SESSION, Channel.POSITION, blocks(Channel.POSITION, 44, 0, 1));
    replace("2025-miami-R", Channel.CAR, blocks(Channel.CAR, 44, 0, 1));
    assertThat(replace(SESSION, Channel.CAR, List.of())).isEqualTo(2);
    assertThat(between(44, 0, 1_000_000)).extracting(TelemetryBlock::channel)
        .containsOnly(Channel.POSITION);
    assertThat(count("2025-miami-R")).isEqualTo(2);
  }

  @Test void more_than_a_batch_is_written() {
    var random = new Random(7);
    var blocks = new ArrayList<TelemetryBlock>();
    for (int lap = 0; lap < 60; lap++) {
      var body = new byte[60_000];
      random.nextBytes(body);
      blocks.add(new TelemetryBlock(44, lap, Channel.CAR, lap, lap, 1, body));
    }
    assertThat(replace(SESSION, Channel.CAR, blocks)).isEqualTo(60);
    assertThat(between(44, 0, 1_000_000).getLast()).usingRecursiveComparison().isEqualTo(blocks.getLast());
  }

  private List<TelemetryBlock> between(int car, int from, int to) {
    return store.between(db.pools().reads(), SESSION, car, from, to).await();
  }

  private int replace(String session, Channel channel, List<TelemetryBlock> blocks) {
    return db.pools().transactions().withTransaction(tx -> store.replace(tx, session, channel, blocks)).await();
  }

  private static int count(String session) {
    return db.pools().reads().query("select count(*)::int from telemetry where session_id = '" + session + "'").execute().await()
        .iterator().next().getInteger(0);
  }

  private static List<TelemetryBlock> blocks(Channel channel, int car, int firstLap, int lastLap) {
    var blocks = new ArrayList<TelemetryBlock>();
    for (int lap = firstLap; lap <= lastLap; lap++) blocks.add(Packing.pack(car, lap, samples(channel, lap, car)));
    return blocks;
  }

  /** A hundred samples, one a second, a hundred seconds a lap. */
  private static Samples samples(Channel channel, int lap, int value) {
    var at = new int[100];
    var values = new int[channel.columns()][100];
    for (int i = 0; i < 100; i++) {
      at[i] = lap * 100_000 + i * 1000;
      for (var column : values) column[i] = value + i % 7;
    }
    return new Samples(channel, at, values);
  }

  private static List<TelemetryBlock> concat(List<TelemetryBlock> some, List<TelemetryBlock> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
