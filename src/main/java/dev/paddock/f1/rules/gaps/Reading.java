package dev.paddock.f1.rules.gaps;

import java.util.Optional;

/**
 * How much a file says, so that a later answer can be told to be worse than an earlier one.
 *
 * @param undecoded lines that are none
 */
public record Reading(int lines, int undecoded) {
  /** Why it must not take the place of what there was; empty: it may. */
  public Optional<String> worseThan(Reading before) {
    if (lines == 0 && before.lines > 0) return Optional.of("empty, where there were " + before.lines + " lines");
    if (lines < before.lines) return Optional.of("shorter: " + lines + " lines, where there were " + before.lines);
    if (undecoded > before.undecoded && (long) undecoded * before.lines > (long) before.undecoded * lines) return Optional.of(
        undecoded + " of " + lines + " lines cannot be decoded, where it was " + before.undecoded + " of " + before.lines);
    return Optional.empty();
  }
}
