package dev.paddock.schedule;

import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The claims that somebody works on now, and until when he may. Not thread-safe. */
final class Underway {
  private final Map<String, Job> jobs = new HashMap<>();

  /** @param overAt monotonic, nanoseconds */
  private record Job(Claim claim, long overAt) {}

  void begin(Claim claim, long now, Duration patience) {
    jobs.put(claim.plan().subject(), new Job(claim, now + patience.toNanos()));
  }

  /** Answers whether it was under way. */
  boolean end(SlotEnded ended) {
    var job = jobs.get(ended.subject());
    return job != null && job.claim.dueAt().equals(ended.dueAt()) && jobs.remove(ended.subject()) != null;
  }

  /** Answers whether it was under way. */
  boolean end(Claim claim) {
    var job = jobs.get(claim.plan().subject());
    return job != null && job.claim == claim && jobs.remove(claim.plan().subject()) != null;
  }

  boolean has(Claim claim) {
    var job = jobs.get(claim.plan().subject());
    return job != null && job.claim == claim;
  }

  boolean isOverdue(Claim claim, long now) {
    return has(claim) && now - jobs.get(claim.plan().subject()).overAt >= 0;
  }

  /** Those of whom nothing was heard for too long. */
  List<Claim> overdue(long now) {
    return jobs.values().stream().filter(job -> now - job.overAt > 0).map(Job::claim).toList();
  }

  Collection<Claim> all() {
    return jobs.values().stream().map(Job::claim).toList();
  }

  void clear() {
    jobs.clear();
  }
}
