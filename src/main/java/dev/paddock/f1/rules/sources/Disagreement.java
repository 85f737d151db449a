package dev.paddock.f1.rules.sources;

import java.util.Map;

/**
 * Sources that contradict each other.
 *
 * @param subject   a session or a race: 2023-azerbaijan-S, 2025-las-vegas
 * @param item      within it, such as a driver's id; empty: the subject itself
 * @param field     what they contradict each other about
 * @param said      value by source; of at least two that differ
 * @param decidedBy the source that was believed
 */
public record Disagreement(String subject, String item, String field, Map<String, String> said, String decidedBy) {
  public Disagreement {
    said = Map.copyOf(said);
  }
}
