package dev.paddock.upstream.horses;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a race, all of it drawn beforehand.
 *
 * @param moved     the advertised start is put forward
 * @param off       the actual start: betting closes
 * @param interim   the judge's first four are shown
 * @param official  the result is final
 * @param abandoned with its whole meeting, before the start; then nothing of the rest happens
 * @param order     as they finished, a dead heat sharing a place
 */
public record Fate(Optional<Move> moved, Instant off, Instant interim, Instant official,
    Optional<Protest> protest, Optional<Instant> abandoned, List<Placing> order) {
  /** @param at when it is said */
  public record Move(Instant at, Instant to) {}

  /**
   * Lodged before the result is final, decided after it.
   *
   * @param place the better of the two places that would be exchanged
   */
  public record Protest(Instant lodged, Instant decided, boolean upheld, int place) {}

  /** @param place from 1 */
  public record Placing(int place, int number) {}

  public Fate {
    order = List.copyOf(order);
  }

  /** The order as it counts at last. */
  public List<Placing> settled() {
    return protest.filter(Protest::upheld).map(p -> exchanged(p.place())).orElse(order);
  }

  /** Upheld after the result was final. */
  public boolean amended() {
    return abandoned.isEmpty() && protest.filter(Protest::upheld).isPresent();
  }

  private List<Placing> exchanged(int place) {
    var exchanged = new ArrayList<Placing>();
    for (var p : order) {
      exchanged.add(p.place() == place ? new Placing(place + 1, p.number()) : p.place() == place + 1 ? new Placing(place, p.number()) : p);
    }
    exchanged.sort(Comparator.comparingInt(Placing::place).thenComparingInt(Placing::number));
    return exchanged;
  }
}
