package dev.paddock.upstream.horses;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Draws from a seed. Those on another subject are independent: one draw more here changes nothing there. */
final class Draw {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final long seed;
  private final SplittableRandom random;

  Draw(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** A hash without a pattern. */
  static long mix(long a, long b) {
    long z = (a + GOLDEN) * GOLDEN + b;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** The upper 53 bits of a hash as a number from 0 to below 1. */
  static double unit(long hash) {
    return (hash >>> 11) * 0x1.0p-53;
  }

  Draw on(String subject) {
    return new Draw(mix(seed, subject.hashCode()));
  }

  Draw on(long subject) {
    return new Draw(mix(seed, subject));
  }

  long seed() {
    return seed;
  }

  double unit() {
    return random.nextDouble();
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Both included. */
  int between(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  <T> List<T> shuffled(List<T> list) {
    var shuffled = new ArrayList<>(list);
    for (int i = shuffled.size() - 1; i > 0; i--) shuffled.set(i, shuffled.set(random.nextInt(i + 1), shuffled.get(i)));
    return shuffled;
  }

  /** An id as random ones look (version 4). */
  String uuid() {
    return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 1L << 63).toString();
  }
}
