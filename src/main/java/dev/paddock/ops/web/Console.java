package dev.paddock.ops.web;

import dev.paddock.fetch.web.ProviderOperations.Source;
import dev.paddock.ops.store.Backlog;
import dev.paddock.ops.store.ResultReads;
import dev.paddock.ops.store.SlotReads;
import dev.paddock.ops.store.TrackedReads;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the operations console shows. The records are the contract's schemas; a component that may be null is one that it does not
 * require.
 */
interface Console {
  /** All that the console paints at first; lists are cut, and have operations of their own. */
  record Overview(Instant now, String mode, Work work, Results results, List<Provider> providers, List<Node> nodes,
      List<Backlog.Import> imports, Waiting waiting) {}

  /** @param next of all subjects; {@code lateness} of the last hour */
  record Work(List<Kind> kinds, List<TrackedReads.Due> next, Lateness lateness) {}

  /**
   * @param states how many subjects are in which
   * @param ahead  subjects whose next slot is in each of the next sixty minutes; null: none
   * @param hour   its slots in the last hour; null: none
   */
  record Kind(String kind, Map<String, Integer> states, List<Integer> ahead, SlotReads.Figures hour) {}

  /** Minute by minute, the oldest first. @param p99Millis null where nothing began */
  record Lateness(List<Integer> slots, List<Integer> failed, List<Long> p99Millis) {}

  /** @param checks clean ones that make a result final */
  record Results(int checks, ResultReads.Counts counts, List<ResultReads.Followed> awaited, List<Check> verifications,
      List<ResultReads.HorsePolled> horses, List<ResultReads.Correction> corrections) {}

  /** @param check the next one, from 1; {@code afterHours} since the result arrived, null while it is paused */
  record Check(String subject, String sessionId, String raceId, String session, String race, String state, int version, int cleanChecks,
      int check, Long afterHours, Instant resultsAt, Instant checkedAt, Instant nextAt, int attempt, boolean paused) {}

  /** @param answeredAt to the minute, as {@code failedAt}; null: not within a day */
  record Provider(Source source, Traffic hour, Traffic day, Instant answeredAt, Instant failedAt) {}

  /** @param worked bar by bar, the oldest first; {@code p50Millis} of its requests, null if there were none */
  record Traffic(long requests, long failures, Long p50Millis, Long p99Millis, List<Long> worked, List<Long> failed) {}

  /** @param slots that it ended in the last hour; {@code self}: the one that answers */
  record Node(String node, long incarnation, boolean self, Instant joinedAt, Instant leaseUntil, boolean alive, long silentMillis,
      int claims, int due, long behindMillis, int slots) {}

  record Waiting(Backlog.Counts counts, List<Backlog.Delivery> dead, List<Backlog.Hold> holds) {}
}
