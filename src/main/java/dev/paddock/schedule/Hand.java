package dev.paddock.schedule;

import dev.paddock.schedule.contract.Scheduling.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** The claims that a node holds until they are due: at most one of a subject, the latest. Not thread-safe. */
final class Hand {
  private final Map<String, Claim> bySubject = new HashMap<>();
  // May hold claims that were dropped or replaced meanwhile: they are passed over when they come up.
  private final PriorityQueue<Claim> byDue = new PriorityQueue<>(Comparator.comparing(Claim::dueAt));

  /** What is handed out together. */
  record Group(String kind, String group) {}

  void hold(Claim claim) {
    bySubject.put(claim.plan().subject(), claim);
    byDue.add(claim);
  }

  /** Lets go of a subject's claim if it is older than that. */
  void drop(String subject, long epoch) {
    var claim = bySubject.get(subject);
    if (claim != null && claim.epoch() < epoch) bySubject.remove(subject);
  }

  /** Lets go of all that is not among these epochs. */
  void retain(Map<String, Long> epochs) {
    bySubject.values().removeIf(claim -> !Long.valueOf(claim.epoch()).equals(epochs.get(claim.plan().subject())));
  }

  void clear() {
    bySubject.clear();
    byDue.clear();
  }

  int size() {
    return bySubject.size();
  }

  Collection<Claim> all() {
    return bySubject.values();
  }

  /** When the next is due. */
  Optional<Instant> next() {
    while (!byDue.isEmpty() && gone(byDue.peek())) byDue.poll();
    return Optional.ofNullable(byDue.peek()).map(Claim::dueAt);
  }

  /** Takes all that is due by {@code now}, by group, in each the one whose start is nearest first. */
  Map<Group, List<Claim>> take(Instant now) {
    var due = new ArrayList<Claim>();
    for (var at = next(); at.isPresent() && !at.get().isAfter(now); at = next()) {
      var claim = byDue.poll();
      bySubject.remove(claim.plan().subject());
      due.add(claim);
    }
    due.sort(Comparator.comparing((Claim claim) -> Duration.between(claim.plan().anchor(), now).abs())
        .thenComparing(claim -> claim.plan().subject()));
    var groups = new LinkedHashMap<Group, List<Claim>>();
    for (var claim : due) {
      groups.computeIfAbsent(new Group(claim.plan().kind(), claim.plan().group()), group -> new ArrayList<>()).add(claim);
    }
    return groups;
  }

  private boolean gone(Claim claim) {
    return bySubject.get(claim.plan().subject()) != claim;
  }
}
