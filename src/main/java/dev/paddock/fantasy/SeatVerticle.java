package dev.paddock.fantasy;

import dev.paddock.bus.Bus;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.contract.Fantasy.GetSeats;
import dev.paddock.fantasy.contract.Fantasy.Seat;
import dev.paddock.fantasy.contract.Fantasy.Seats;
import dev.paddock.fantasy.store.LeagueSeats;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.stream.Collectors;

/** Says who may look at which league's board. Event loop, no state. */
public final class SeatVerticle extends VerticleBase {
  private final Bus bus;
  private final LeagueSeats seats;

  public SeatVerticle(Bus bus, LeagueSeats seats) {
    this.bus = bus;
    this.seats = seats;
  }

  @Override public Future<?> start() {
    return bus.answer(Fantasy.SEATS, this::taken);
  }

  private Future<Seats> taken(GetSeats asked) {
    var wanted = List.copyOf(asked.wanted());
    return seats.taken(wanted.stream().map(Seat::league).toArray(Long[]::new), wanted.stream().map(Seat::player).toArray(Long[]::new))
        .map(taken -> new Seats(taken.stream().collect(Collectors.toMap(
            seat -> new Seat(seat.league(), seat.player()), LeagueSeats.Seat::board))));
  }
}
