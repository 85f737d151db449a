package dev.paddock.schedule.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is shown of the scheduler: plans and the log. In the shape of the API: null components are those that may be absent. */
public interface Agenda {
  /**
   * The log, newest first.
   *
   * @param news   only what changed or failed, and what became final; of horse races only the latter and amendments
   * @param before only what is older than this entry
   */
  Future<List<Poll>> polls(Optional<String> subject, boolean news, Optional<Mark> before, int limit);

  /** Tracked subjects, the next due first, those at rest last. */
  Future<List<Subject>> subjects(int limit);

  /** A place in the log: by the end of the slot, newest first, then by subject and slot. */
  record Mark(Instant endedAt, Instant dueAt, String subject) {}

  record Poll(String subject, String kind, String cadence, Instant dueAt, Instant slotAt, int attempt, Instant startedAt, Instant endedAt,
      String outcome, String note, Instant nextAt, Instant sentAt, Instant receivedAt, Instant providerTime, Integer httpStatus,
      Integer bytes) {}

  record Polls(String next, List<Poll> polls) {}

  record Subject(String subject, String kind, String cadence, Instant nextAt, Instant slotAt, int attempt, Instant lastEndedAt,
      String lastOutcome, String lastNote, boolean paused, String leaseOwner, Instant leaseUntil) {}

  record Schedule(Instant now, List<Subject> subjects) {}
}
