package dev.paddock.f1.rules.laps;

import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.TimedLap;

/**
 * Whether a lap is fit for comparing: no pit, not generated, nothing but green and yellow, all four times there; the sectors' sum and the
 * time since the end of the lap before agree with the lap time within 3 ms; and the lap before was not driven behind the safety car.
 */
final class Accuracy {
  /** Times are rounded to 1 ms each. */
  private static final int TOLERANCE = 3;

  private Accuracy() {}

  /** @param before this car's; null: there is none */
  static boolean of(Lap lap, Lap before) {
    var timed = lap.timed();
    return timed.pitIn() == null && timed.pitOut() == null && !lap.generated() && lap.trackStatus().matches("[12]+")
        && sectorsAgree(timed)
        && (before == null || !before.trackStatus().equals("4") && endsAgree(timed, before.timed()));
  }

  private static boolean sectorsAgree(TimedLap lap) {
    return lap.time() != null && lap.sector1() != null && lap.sector2() != null && lap.sector3() != null
        && Math.abs(lap.sector1() + lap.sector2() + lap.sector3() - lap.time()) <= TOLERANCE;
  }

  private static boolean endsAgree(TimedLap lap, TimedLap before) {
    return lap.end() == null || before.end() == null || Math.abs(lap.end() - before.end() - lap.time()) <= TOLERANCE;
  }
}
