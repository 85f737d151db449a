package dev.paddock.f1.rules.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What was packed comes back as it was; what was not packed by us is refused, quickly. */
class PackingTest {
  @Property void every_sample_comes_back(@ForAll("samples") Samples samples) {
    var block = Packing.pack(44, 7, samples);
    assertThat(block.from()).isEqualTo(samples.at()[0]);
    assertThat(block.to()).isEqualTo(samples.at()[samples.size() - 1]);
    assertThat(block.samples()).isEqualTo(samples.size());
    assertSame(Packing.unpack(block), samples);
  }

  @Property void a_damaged_body_is_refused_or_read_but_never_more_than_that(@ForAll("samples") Samples samples, @ForAll Random random) {
    var block = Packing.pack(44, 7, samples);
    var body = block.body().clone();
    for (int hit = 0; hit <= random.nextInt(4); hit++) body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
    refusedOrRead(with(block, block.samples(), random.nextBoolean() ? body : Arrays.copyOf(body, random.nextInt(body.length + 1))));
  }

  @Property void any_bytes_are_refused_or_read(@ForAll byte[] body, @ForAll Channel channel, @ForAll int samples) {
    refusedOrRead(new TelemetryBlock(1, 1, channel, 0, 1, samples, body));
  }

  @Test void a_body_of_zeros_does_not_become_what_it_cannot_hold() {
    var block = Packing.pack(1, 1, still(100));
    assertThatThrownBy(() -> Packing.unpack(with(block, Packing.MOST_SAMPLES, block.body()))).isInstanceOf(Packing.Corrupt.class)
        .hasMessageContaining("car 1, lap 1, CAR: 1048576 samples in");
  }

  @Test void a_block_says_how_many_samples_it_has() {
    var block = Packing.pack(1, 1, still(100));
    assertThatThrownBy(() -> Packing.unpack(with(block, 99, block.body()))).isInstanceOf(Packing.Corrupt.class);
    assertThatThrownBy(() -> Packing.unpack(with(block, 101, block.body()))).isInstanceOf(Packing.Corrupt.class);
    assertThatThrownBy(() -> Packing.unpack(with(block, 0, block.body()))).isInstanceOf(Packing.Corrupt.class);
    assertThatThrownBy(() -> Packing.pack(1, 1, Samples.none(Channel.CAR))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test void a_car_that_stands_still_takes_next_to_nothing() {
    assertThat(Packing.pack(1, 1, still(10_000)).body()).hasSizeLessThan(200);
  }

  @Test void times_ascend() {
    assertThatThrownBy(() -> new Samples(Channel.POSITION, new int[] {5, 5}, new int[4][2])).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Samples(Channel.POSITION, new int[] {5, 6}, new int[6][2])).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Samples(Channel.CAR, new int[] {5, 6}, new int[6][3])).isInstanceOf(IllegalArgumentException.class);
  }

  @Provide Arbitrary<Samples> samples() {
    return Combinators.combine(Arbitraries.of(Channel.values()), Arbitraries.integers().between(1, 400), Arbitraries.longs())
        .as(PackingTest::any);
  }

  private static Samples any(Channel channel, int count, long seed) {
    var random = new Random(seed);
    var at = random.ints().limit(count).sorted().distinct().toArray();
    if (random.nextBoolean()) for (int i = 0; i < at.length; i++) at[i] = 1000 * i + random.nextInt(1000);
    var values = new int[channel.columns()][];
    for (int c = 0; c < values.length; c++) {
      values[c] = switch (random.nextInt(3)) {
        case 0 -> random.ints(at.length).toArray();
        case 1 -> random.ints(at.length, -20_000, 20_000).toArray();
        default -> random.ints(at.length, 0, 2).map(b -> b == 0 ? Samples.ABSENT : Integer.MAX_VALUE).toArray();
      };
    }
    return new Samples(channel, at, values);
  }

  private static Samples still(int count) {
    var at = new int[count];
    for (int i = 0; i < count; i++) at[i] = i * 240;
    return new Samples(Channel.CAR, at, new int[6][count]);
  }

  private static TelemetryBlock with(TelemetryBlock block, int samples, byte[] body) {
    return new TelemetryBlock(block.car(), block.lap(), block.channel(), block.from(), block.to(), samples, body);
  }

  private static void refusedOrRead(TelemetryBlock block) {
    try {
      assertThat(Packing.unpack(block).size()).isEqualTo(block.samples());
    } catch (Packing.Corrupt expected) {
      assertThat(expected).hasMessageContaining("telemetry of car");
    }
  }

  private static void assertSame(Samples read, Samples written) {
    assertThat(read.channel()).isEqualTo(written.channel());
    assertThat(read.at()).isEqualTo(written.at());
    assertThat(read.values()).isDeepEqualTo(written.values());
  }
}
