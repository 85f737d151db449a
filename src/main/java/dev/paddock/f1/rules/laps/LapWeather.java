package dev.paddock.f1.rules.laps;

import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.WeatherSample;
import java.util.List;
import java.util.Optional;

/** The weather of a lap: the first sample within it, else the last before its end. A sample comes each minute. */
public final class LapWeather {
  private LapWeather() {}

  /** @param samples in the order of their times; empty if there is none before the lap's end, or the lap has none */
  public static Optional<WeatherSample> of(Lap lap, List<WeatherSample> samples) {
    var end = lap.timed().end();
    if (end == null) return Optional.empty();
    WeatherSample last = null;
    for (var sample : samples) {
      if (sample.at() > end) break;
      if (lap.start() != null && sample.at() >= lap.start()) return Optional.of(sample);
      last = sample;
    }
    return Optional.ofNullable(last);
  }
}
