package dev.paddock.app;

import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The cadences of the settings, and {@code once}, which is no setting: now, and every minute again until it worked. */
final class Cadences implements Function<String, Cadence> {
  private static final Cadence ONCE = new Cadence("once", List.of(Band.at(Duration.ZERO)), 3, Duration.ofMinutes(1));

  private final Map<String, Cadence> byName = new HashMap<>(Map.of("once", ONCE));

  /** @param computed those that follow from other settings */
  Cadences(List<CadenceSetting> settings, Cadence... computed) {
    for (var cadence : computed) byName.put(cadence.name(), cadence);
    settings.forEach(setting -> byName.put(setting.name(), setting.cadence()));
  }

  /** All of them, by name. */
  List<Cadence> all() {
    return byName.values().stream().sorted(Comparator.comparing(Cadence::name)).toList();
  }

  @Override public Cadence apply(String name) {
    var cadence = byName.get(name);
    if (cadence == null) throw new IllegalArgumentException(
        "no cadence " + name + " in the settings; there are " + byName.keySet().stream().sorted().toList());
    return cadence;
  }
}
