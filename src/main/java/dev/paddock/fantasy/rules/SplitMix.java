package dev.paddock.fantasy.rules;

import java.util.Collections;
import java.util.List;

/** SplitMix64 (Steele, Lea and Flood, 2014), written out because a draw must not change with the Java release. */
final class SplitMix {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  /** A stream of its own for every combination of {@code keys}. */
  SplitMix(long... keys) {
    for (long key : keys) {
      state ^= key;
      state = next();
    }
  }

  private long next() {
    long z = state += GOLDEN_GAMMA;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /** 0 to {@code bound} − 1; for the small bounds here the bias of the modulus is below 2⁻⁵⁰. */
  int below(int bound) {
    return (int) Long.remainderUnsigned(next(), bound);
  }

  /** Brings a random choice of {@code first} elements to the front. */
  void shuffle(List<?> list, int first) {
    for (int i = 0; i < Math.min(first, list.size() - 1); i++) Collections.swap(list, i, i + below(list.size() - i));
  }
}
