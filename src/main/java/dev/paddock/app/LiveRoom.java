package dev.paddock.app;

import dev.paddock.fantasy.SeatVerticle;
import dev.paddock.fantasy.store.LeagueSeats;
import dev.paddock.notify.store.PushTickets;
import dev.paddock.web.Audience;
import dev.paddock.web.PushRelay;
import dev.paddock.web.TcpBridge;
import io.micrometer.core.instrument.FunctionCounter;
import java.util.List;
import java.util.stream.Stream;

/** What is pushed, and to whom. */
final class LiveRoom implements Room {
  private final House house;
  private final PushTickets tickets;
  private final Audience audience;

  LiveRoom(House house) {
    this.house = house;
    this.tickets = new PushTickets(house.transactions());
    this.audience = new Audience(new StoredRights(house.bus(), tickets, house.timers()), house.settings().play().limits().listeners());
    var registry = house.node().metrics().registry();
    registry.gauge("paddock_push_listeners", audience, Audience::places);
    FunctionCounter.builder("paddock_push_dropped", audience, Audience::slow).description("Listeners cut off because they did not read")
        .register(registry);
  }

  /** Who listens on this node. */
  Audience audience() {
    return audience;
  }

  PushTickets tickets() {
    return tickets;
  }

  @Override public List<Staffed> verticles() {
    var always = Stream.of(new Staffed(new SeatVerticle(house.bus(), new LeagueSeats(house.reads()))),
        new Staffed(new PushRelay(house.bus(), house.timers(), audience)));
    var services = house.settings().tcpBridge();
    return Stream.concat(always, services.port().map(port ->
        new Staffed(new TcpBridge(audience, services.host(), port, services.token().orElseThrow()))).stream()).toList();
  }
}
