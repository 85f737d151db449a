package dev.paddock.schedule.web;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the API reads of the scheduler. The records are the contract's schemas; null components are those that it does not require. */
public interface Agenda {
  /**
   * The log, newest first.
   *
   * @param before only what is older than this entry
   */
  Future<List<Poll>> polls(Optional<String> subject, Optional<Mark> before, int limit);

  /** Tracked subjects, the next due first, those at rest last. */
  Future<List<Subject>> subjects(int limit);

  /** A place in the log: entries are ordered by the end of their slot, then by subject. */
  record Mark(Instant endedAt, String subject) {}

  record Poll(String subject, String kind, String cadence, Instant dueAt, Instant slotAt, int attempt, Instant startedAt, Instant endedAt,
      String outcome, String note, Instant nextAt) {}

  record Polls(String next, List<Poll> polls) {}

  record Subject(String subject, String kind, String cadence, Instant nextAt, Instant slotAt, int attempt, Instant lastEndedAt,
      String lastOutcome, String lastNote, String leaseOwner, Instant leaseUntil) {}

  record Schedule(Instant now, List<Subject> subjects) {}
}
