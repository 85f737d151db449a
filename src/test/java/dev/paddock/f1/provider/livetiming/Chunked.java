package dev.paddock.f1.provider.livetiming;

import java.io.ByteArrayInputStream;
import java.util.Random;

/** Hands out its bytes in pieces of random sizes, as a network or a decompressor does. */
final class Chunked extends ByteArrayInputStream {
  private final Random random;
  private final int largest;

  Chunked(byte[] bytes, long seed, int largest) {
    super(bytes);
    this.random = new Random(seed);
    this.largest = largest;
  }

  @Override public synchronized int read(byte[] b, int off, int len) {
    return super.read(b, off, Math.min(len, 1 + random.nextInt(largest)));
  }
}
