package dev.paddock.web;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is known elsewhere of those who listen. It is asked again before every message that is not everybody's. Thread-safe. */
public interface Rights {
  /** Nobody has any. */
  Rights NONE = new Rights() {
    @Override public Future<Optional<Holder>> tear(String ticket) {
      return Future.succeededFuture(Optional.empty());
    }

    @Override public Future<Set<UUID>> standing(Set<UUID> sessions) {
      return Future.succeededFuture(Set.of());
    }

    @Override public Future<Map<Seat, String>> taken(Set<Seat> seats) {
      return Future.succeededFuture(Map.of());
    }
  };

  /** Who somebody has shown to be. @param session the log-in that says so */
  record Holder(long user, UUID session) {}

  /** Somebody before a league's board. @param user 0: nobody that is known */
  record Seat(long league, long user) {}

  /** Uses a ticket up. Empty: it is none, or none any more. */
  Future<Optional<Holder>> tear(String ticket);

  /** Those log-ins that have not ended. */
  Future<Set<UUID>> standing(Set<UUID> sessions);

  /** Those seats that may be taken, each with the name of the board that ranks its league. */
  Future<Map<Seat, String>> taken(Set<Seat> seats);
}
