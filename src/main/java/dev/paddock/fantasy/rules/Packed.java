package dev.paddock.fantasy.rules;

import java.util.Arrays;

/** Whole numbers in few bytes: seven bits each, least first, the sign in the lowest; most of ours take one byte or two. */
final class Packed {
  private byte[] bytes;
  private int at;

  private Packed(byte[] bytes) {
    this.bytes = bytes;
  }

  static Packed empty() {
    return new Packed(new byte[1024]);
  }

  static Packed of(byte[] bytes) {
    return new Packed(bytes);
  }

  Packed add(long number) {
    if (bytes.length - at < 10) bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    long rest = number << 1 ^ number >> 63;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) bytes[at++] = (byte) (rest | 0x80);
    bytes[at++] = (byte) rest;
    return this;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, at);
  }

  long next() {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (at == bytes.length) throw new IllegalArgumentException("cut off after " + at + " bytes");
      byte more = bytes[at++];
      number |= (more & 0x7fL) << shift;
      if (more >= 0) return number >>> 1 ^ -(number & 1);
    }
    throw new IllegalArgumentException("no number before byte " + at);
  }

  int nextInt() {
    return Math.toIntExact(next());
  }

  /** How many follow: never more than there are bytes. */
  int nextCount() {
    long count = next();
    if (count < 0 || count > bytes.length) throw new IllegalArgumentException(count + " numbers in " + bytes.length + " bytes");
    return (int) count;
  }

  /** Refuses what goes on after its end. */
  void end() {
    if (at != bytes.length) throw new IllegalArgumentException(bytes.length - at + " bytes too many");
  }
}
