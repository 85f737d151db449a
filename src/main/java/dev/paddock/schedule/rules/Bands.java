package dev.paddock.schedule.rules;

import dev.paddock.schedule.rules.Cadence.Band;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Slots at offsets from the anchor: all those of all the bands. They never drift, and when the anchor moves they move with it. */
record Bands(List<Band> bands) implements Slots {
  Bands {
    bands = List.copyOf(bands);
  }

  @Override public Optional<Instant> after(Instant anchor, Instant t) {
    return bands.stream().flatMap(band -> band.after(anchor, t).stream()).min(Instant::compareTo);
  }

  @Override public Optional<Instant> atOrBefore(Instant anchor, Instant t) {
    return bands.stream().flatMap(band -> band.atOrBefore(anchor, t).stream()).max(Instant::compareTo);
  }

  @Override public List<String> words() {
    return bands.stream().map(Spoken::of).toList();
  }

  /** Of bands that have it, the later one. */
  @Override public String words(Instant anchor, Instant slot) {
    return bands.reversed().stream().filter(band -> band.atOrBefore(anchor, slot).equals(Optional.of(slot))).findFirst()
        .map(Spoken::of).orElseGet(() -> Spoken.of(bands.getLast()));
  }
}
