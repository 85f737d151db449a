package dev.paddock.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** What the ledger tells of how races went on after something happened. All times in nanoseconds since 1970. */
final class Recovery {
  private final List<Receipt> ledger;

  Recovery(List<Receipt> ledger) {
    this.ledger = ledger;
  }

  /**
   * How long the races of a node that was stopped at {@code at} waited for their next poll: from then, or from when that was due,
   * whichever is later. A race that was never polled again waited until {@code end}.
   */
  Spread waited(String node, long at, long end) {
    var last = new HashMap<String, Receipt>();
    for (var receipt : ledger) if (receipt.at() < at) last.put(subject(receipt), receipt);
    last.values().removeIf(receipt -> !receipt.query("node").orElseThrow().equals(node));
    var next = new HashMap<String, Receipt>();
    for (var receipt : ledger) if (receipt.at() >= at && last.containsKey(subject(receipt))) next.putIfAbsent(subject(receipt), receipt);
    return Spread.of(last.values().stream().mapToLong(before -> {
      var after = next.get(subject(before));
      var due = Math.max(at, before.query("slot").map(Long::parseLong).orElseThrow() + Field.QUARTER_MINUTE.toNanos());
      if (after == null) return Math.max(0, end - due);
      // the same slot again: what came of its first request was lost with the node
      return Math.max(0, after.at() - (Slots.slot(after).equals(Slots.slot(before)) ? at : due));
    }));
  }

  /** The requests whose slot was requested again later. */
  List<Receipt> repeated() {
    var last = new HashMap<Slots.Slot, Receipt>();
    return ledger.stream().map(receipt -> last.put(Slots.slot(receipt), receipt)).filter(Objects::nonNull).toList();
  }

  /** The first request at or after an instant. */
  OptionalLong firstAfter(long at) {
    return ledger.stream().mapToLong(Receipt::at).filter(t -> t >= at).findFirst();
  }

  private static String subject(Receipt receipt) {
    return Slots.slot(receipt).subject();
  }
}
