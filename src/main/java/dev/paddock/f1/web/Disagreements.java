package dev.paddock.f1.web;

import dev.paddock.f1.store.DisagreementStore.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Contradictions in the contract's words. */
final class Disagreements {
  private Disagreements() {}

  /** @param item null: the subject itself */
  record Disagreement(String subject, String item, String field, List<Said> said, String decidedBy, Instant seenAt) {}

  record Said(String source, String value) {}

  static Disagreement of(Stored stored) {
    var d = stored.disagreement();
    return new Disagreement(d.subject(), d.item().isEmpty() ? null : d.item(), d.field(),
        d.said().entrySet().stream().sorted(Map.Entry.comparingByKey()).map(e -> new Said(e.getKey(), e.getValue())).toList(),
        d.decidedBy(), stored.seenAt());
  }
}
