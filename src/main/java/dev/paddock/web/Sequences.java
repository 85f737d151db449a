package dev.paddock.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * How many messages each topic has had on this node. Thread-safe.
 *
 * <p>A topic that has been silent while a hundred thousand others spoke begins again at 1: who listens sees a gap, and asks.
 */
final class Sequences {
  private static final int TOPICS = 100_000;

  private final Cache<String, Long> counts = Caffeine.newBuilder().maximumSize(TOPICS).build();

  /** Of the message that is sent now. */
  long next(String topic) {
    return counts.asMap().merge(topic, 1L, Long::sum);
  }

  /** Of the latest; 0: there was none. */
  long latest(String topic) {
    return counts.asMap().getOrDefault(topic, 0L);
  }
}
