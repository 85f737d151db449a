package dev.paddock.notify.web;

import dev.paddock.kernel.Timers;
import dev.paddock.notify.store.PushTickets;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Problem;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The contract's operation that lets a user listen to his own address. */
public final class TicketOperations {
  private static final Duration GOOD_FOR = Duration.ofSeconds(60);

  private final PushTickets tickets;
  private final Timers timers;
  private final Supplier<String> secrets;

  /** @param secrets makes up a new one that nobody can guess */
  public TicketOperations(PushTickets tickets, Timers timers, Supplier<String> secrets) {
    this.tickets = tickets;
    this.timers = timers;
    this.secrets = secrets;
  }

  public List<Operation> list() {
    return List.of(new Operation("createTicket", this::create));
  }

  /** @param address to which it lets its user listen */
  record Ticket(String ticket, String address, Instant expiresAt) {}

  private Future<Answer> create(Request request) {
    var caller = request.caller();
    if (caller.session().isEmpty()) return Future.succeededFuture(Answer.refused(Problem.Kind.FORBIDDEN, "Only a log-in has an address."));
    var ticket = new Ticket(secrets.get(), "push.user." + caller.user(), timers.instant().plus(GOOD_FOR));
    return tickets.issue(ticket.ticket, caller.user(), caller.session().get(), ticket.expiresAt)
        .map(issued -> Answer.created(ticket));
  }
}
