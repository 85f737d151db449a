package dev.paddock.account.rules;

/**
 * What it costs to try a password: argon2id's parameters.
 *
 * @param memoryKib   at least 19,456, which is 19 MiB
 * @param iterations  at least 2
 * @param parallelism at least 1
 */
public record HashCost(int memoryKib, int iterations, int parallelism) {
  /** Less than that is not offered (OWASP's minimum). */
  public static final HashCost LEAST = new HashCost(19_456, 2, 1);

  /** Refuses to be cheaper than {@link #LEAST}. */
  public HashCost {
    if (memoryKib < 19_456 || iterations < 2 || parallelism < 1) {
      throw new IllegalArgumentException("argon2id takes at least m=19456 (KiB), t=2, p=1, not m=" + memoryKib + ", t=" + iterations
          + ", p=" + parallelism);
    }
  }
}
