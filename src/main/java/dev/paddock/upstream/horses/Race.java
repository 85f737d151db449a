package dev.paddock.upstream.horses;

import dev.paddock.upstream.horses.Fate.Placing;
import dev.paddock.upstream.horses.RaceState.Status;
import java.time.Instant;
import java.util.List;

/**
 * A race and its fate.
 *
 * @param id       TAB NZ's
 * @param marketId Betfair's, of the market to win
 * @param start    as advertised at first, a whole minute
 * @param seed     of its market
 */
public record Race(String id, String marketId, String meetingId, int number, String name, int distance, Instant start,
    List<Runner> runners, Fate fate, long seed) {
  /** Of the judge's order, these are shown at first. */
  private static final int INTERIM_PLACES = 4;

  public Race {
    runners = List.copyOf(runners);
  }

  /** How it stands at an instant: a pure function. */
  public RaceState at(Instant now) {
    var status = status(now);
    var protest = fate.protest().filter(p -> status != Status.ABANDONED && !now.isBefore(p.lodged()));
    return new RaceState(this, now, status, advertised(now), placings(status, now), protest);
  }

  /** How it stands for good. */
  public RaceState settled() {
    return at(Instant.MAX);
  }

  /** As advertised at that instant. */
  public Instant advertised(Instant now) {
    return fate.moved().filter(move -> !now.isBefore(move.at())).map(Fate.Move::to).orElse(start);
  }

  public Runner runner(int number) {
    return runners.get(number - 1);
  }

  private Status status(Instant now) {
    if (fate.abandoned().filter(at -> !now.isBefore(at)).isPresent()) return Status.ABANDONED;
    if (now.isBefore(fate.off())) return Status.OPEN;
    if (now.isBefore(fate.interim())) return Status.CLOSED;
    return now.isBefore(fate.official()) ? Status.INTERIM : Status.FINAL;
  }

  private List<Placing> placings(Status status, Instant now) {
    return switch (status) {
      case OPEN, CLOSED, ABANDONED -> List.of();
      case INTERIM -> fate.order().stream().filter(p -> p.place() <= INTERIM_PLACES).toList();
      case FINAL -> fate.protest().filter(p -> !now.isBefore(p.decided())).isPresent() ? fate.settled() : fate.order();
    };
  }
}
