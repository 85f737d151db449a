package dev.paddock.web;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who listens to his own address on this node. Shared by all event loops. */
public final class Audience {
  private final Tickets tickets;
  private final Map<Long, Integer> seats = new ConcurrentHashMap<>();

  /** What lets a user listen to his own address. */
  public interface Tickets {
    /** Nobody has one. */
    Tickets NONE = new Tickets() {
      @Override public Future<Optional<UUID>> tear(String ticket, long user) {
        return Future.succeededFuture(Optional.empty());
      }

      @Override public Future<Boolean> stands(UUID session) {
        return Future.succeededFuture(false);
      }
    };

    /** Uses it up. Answers the log-in that it was given to; empty: it is no ticket of that user, or not any more. */
    Future<Optional<UUID>> tear(String ticket, long user);

    /** Whether a log-in has not ended. */
    Future<Boolean> stands(UUID session);
  }

  public Audience(Tickets tickets) {
    this.tickets = tickets;
  }

  /** Users who listen at this moment. */
  public Collection<Long> listeners() {
    return List.copyOf(seats.keySet());
  }

  Future<Optional<UUID>> admit(long user, Optional<String> ticket) {
    return ticket.map(shown -> tickets.tear(shown, user)).orElseGet(() -> Future.succeededFuture(Optional.empty()))
        .onSuccess(session -> session.ifPresent(admitted -> seats.merge(user, 1, Integer::sum)));
  }

  Future<Boolean> mayStay(UUID session) {
    return tickets.stands(session);
  }

  void left(long user) {
    seats.computeIfPresent(user, (who, count) -> count == 1 ? null : count - 1);
  }
}
