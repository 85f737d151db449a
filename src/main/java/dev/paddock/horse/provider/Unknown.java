package dev.paddock.horse.provider;

import java.util.Set;

/**
 * Told of what a provider says that we do not know, once for every answer that has such: a sign that its format changes. Called on the
 * thread that reads the answer.
 */
@FunctionalInterface
public interface Unknown {
  Unknown IGNORED = (provider, kind, words) -> {};

  enum Kind { FIELD, STATUS }

  /** @param words at most {@value Body#UNKNOWN_AT_MOST}, of at most 60 characters each, such as {@code runner.hype} */
  void seen(String provider, Kind kind, Set<String> words);
}
