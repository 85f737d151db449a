package dev.paddock.app;

import dev.paddock.fantasy.SeatVerticle;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.contract.Fantasy.GetSeats;
import dev.paddock.fantasy.store.LeagueSeats;
import dev.paddock.notify.store.PushTickets;
import dev.paddock.web.Audience;
import dev.paddock.web.PushRelay;
import dev.paddock.web.Rights;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is pushed, and to whom. */
final class LiveRoom implements Room {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final House house;
  private final PushTickets tickets;
  private final Audience audience;

  LiveRoom(House house) {
    this.house = house;
    this.tickets = new PushTickets(house.transactions());
    this.audience = new Audience(new Asked(), house.settings().play().limits().listeners());
  }

  /** Who listens on this node. */
  Audience audience() {
    return audience;
  }

  PushTickets tickets() {
    return tickets;
  }

  @Override public List<Staffed> verticles() {
    return List.of(new Staffed(new SeatVerticle(house.bus(), new LeagueSeats(house.reads()))),
        new Staffed(new PushRelay(house.bus(), house.timers(), audience)));
  }

  /** The features that know. */
  private final class Asked implements Rights {
    @Override public Future<Optional<Holder>> tear(String ticket) {
      return tickets.tear(ticket, house.timers().instant()).map(found -> found.map(torn -> new Holder(torn.user(), torn.session())));
    }

    @Override public Future<Set<UUID>> standing(Set<UUID> sessions) {
      return tickets.standing(sessions, house.timers().instant());
    }

    @Override public Future<Map<Seat, String>> taken(Set<Seat> seats) {
      var wanted = seats.stream().map(seat -> new Fantasy.Seat(seat.league(), seat.user())).collect(Collectors.toSet());
      return house.bus().ask(Fantasy.SEATS, new GetSeats(wanted), PATIENCE).map(found -> found.taken().entrySet().stream()
          .collect(Collectors.toMap(taken -> new Seat(taken.getKey().league(), taken.getKey().player()), Map.Entry::getValue)));
    }
  }
}
