package dev.paddock.app;

import dev.paddock.bus.Bus;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.contract.Fantasy.GetSeats;
import dev.paddock.notify.store.PushTickets;
import dev.paddock.web.Rights;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rights of those who listen, as the features that know them say. */
public final class StoredRights implements Rights {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Bus bus;
  private final PushTickets tickets;
  private final InstantSource clock;

  public StoredRights(Bus bus, PushTickets tickets, InstantSource clock) {
    this.bus = bus;
    this.tickets = tickets;
    this.clock = clock;
  }

  @Override public Future<Optional<Holder>> tear(String ticket) {
    return tickets.tear(ticket, clock.instant()).map(found -> found.map(torn -> new Holder(torn.user(), torn.session())));
  }

  @Override public Future<Set<UUID>> standing(Set<UUID> sessions) {
    return tickets.standing(sessions, clock.instant());
  }

  @Override public Future<Map<Seat, String>> taken(Set<Seat> seats) {
    var wanted = seats.stream().map(seat -> new Fantasy.Seat(seat.league(), seat.user())).collect(Collectors.toSet());
    return bus.ask(Fantasy.SEATS, new GetSeats(wanted), PATIENCE).map(found -> found.taken().entrySet().stream()
        .collect(Collectors.toMap(taken -> new Seat(taken.getKey().league(), taken.getKey().player()), Map.Entry::getValue)));
  }
}
