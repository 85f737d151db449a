package dev.paddock.f1.rules.telemetry;

import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * How samples lie in a block's body, without loss: column after column (the times first), each as the differences of its neighbours,
 * X and Y as the differences of those (a car's way is smooth), each difference zigzagged (0, -1, 1, -2, …) into a varint of seven bits
 * a byte, and all of that deflated. A sample takes three to four bytes. Differences wrap around: any ints survive.
 */
public final class Packing {
  /** More are no lap: three days at five a second. */
  static final int MOST_SAMPLES = 1 << 20;

  private static final int LONGEST_VARINT = 5;
  private static final int DEFLATE_AT_BEST = 1032;

  private Packing() {}

  /** A body that was not made by {@link #pack}, or not for this block. */
  public static final class Corrupt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Corrupt(TelemetryBlock block, String why) {
      super("telemetry of car " + block.car() + ", lap " + block.lap() + ", " + block.channel() + ": " + why);
    }
  }

  /** @param samples at least one, at most {@value #MOST_SAMPLES} */
  public static TelemetryBlock pack(int car, int lap, Samples samples) {
    int count = samples.size();
    if (count == 0 || count > MOST_SAMPLES) throw new IllegalArgumentException(count + " samples");
    var plain = new byte[count * (samples.values().length + 1) * LONGEST_VARINT];
    int length = write(samples.at(), 1, plain, 0);
    for (int c = 0; c < samples.values().length; c++) {
      length = write(samples.values()[c], order(samples.channel(), c), plain, length);
    }
    return new TelemetryBlock(car, lap, samples.channel(), samples.at()[0], samples.at()[count - 1], count, deflate(plain, length));
  }

  /** @throws Corrupt never anything else, and never more memory than the block's samples need */
  public static Samples unpack(TelemetryBlock block) {
    int columns = block.channel().columns() + 1;
    // Each value has a byte at least, so a number of samples that cannot be in the body is seen before memory is taken for it.
    if (block.samples() < 1 || block.samples() > MOST_SAMPLES
        || (long) block.samples() * columns > (long) block.body().length * DEFLATE_AT_BEST) {
      throw new Corrupt(block, block.samples() + " samples in " + block.body().length + " bytes");
    }
    var values = new int[columns - 1][];
    int[] at;
    try (var varints = new Varints(block)) {
      at = integrate(varints.next(block.samples()), 1);
      for (int c = 0; c < values.length; c++) values[c] = integrate(varints.next(block.samples()), order(block.channel(), c));
      varints.expectEnd();
    }
    for (int i = 1; i < at.length; i++) if (at[i] <= at[i - 1]) throw new Corrupt(block, "times do not ascend");
    if (at[0] != block.from() || at[at.length - 1] != block.to()) throw new Corrupt(block, "other times than it says");
    return new Samples(block.channel(), at, values);
  }

  private static int order(Channel channel, int column) {
    return channel == Channel.POSITION && (column == Samples.X || column == Samples.Y) ? 2 : 1;
  }

  private static int write(int[] column, int order, byte[] out, int length) {
    int before = 0;
    int step = 0;
    for (int value : column) {
      int difference = value - before;
      int written = order == 2 ? difference - step : difference;
      before = value;
      step = difference;
      int zigzag = written << 1 ^ written >> 31;
      while ((zigzag & ~0x7F) != 0) {
        out[length++] = (byte) (zigzag & 0x7F | 0x80);
        zigzag >>>= 7;
      }
      out[length++] = (byte) zigzag;
    }
    return length;
  }

  private static int[] integrate(int[] differences, int order) {
    for (int turn = 0; turn < order; turn++) {
      for (int i = 1; i < differences.length; i++) differences[i] += differences[i - 1];
    }
    return differences;
  }

  private static byte[] deflate(byte[] plain, int length) {
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, /* nowrap= */ true);
    try {
      deflater.setInput(plain, 0, length);
      deflater.finish();
      var out = new byte[length / 2 + 64];
      int filled = 0;
      while (!deflater.finished()) {
        if (filled == out.length) out = Arrays.copyOf(out, out.length * 2);
        filled += deflater.deflate(out, filled, out.length - filled);
      }
      return Arrays.copyOf(out, filled);
    } finally {
      deflater.end();
    }
  }

  /** Inflates a few KB at a time, whatever the body would become in the end. */
  private static final class Varints implements AutoCloseable {
    private final TelemetryBlock block;
    private final Inflater inflater = new Inflater(/* nowrap= */ true);
    private final byte[] plain = new byte[4096];
    private int at;
    private int filled;

    Varints(TelemetryBlock block) {
      this.block = block;
      inflater.setInput(block.body());
    }

    int[] next(int count) {
      var column = new int[count];
      for (int i = 0; i < count; i++) {
        int zigzag = 0;
        for (int shift = 0; ; shift += 7) {
          if (shift >= 7 * LONGEST_VARINT) throw new Corrupt(block, "a number of too many bytes");
          if (at == filled && !more()) throw new Corrupt(block, "it ends too early");
          int octet = plain[at++];
          zigzag |= (octet & 0x7F) << shift;
          if (octet >= 0) break;
        }
        column[i] = zigzag >>> 1 ^ -(zigzag & 1);
      }
      return column;
    }

    void expectEnd() {
      if (at != filled || more()) throw new Corrupt(block, "more than its samples");
    }

    private boolean more() {
      try {
        at = 0;
        filled = 0;
        while (filled == 0 && !inflater.finished()) {
          filled = inflater.inflate(plain);
          if (filled == 0 && (inflater.needsInput() || inflater.needsDictionary())) throw new Corrupt(block, "it is cut off");
        }
        return filled > 0;
      } catch (DataFormatException e) {
        throw new Corrupt(block, "not deflated");
      }
    }

    @Override public void close() {
      inflater.end();
    }
  }
}
