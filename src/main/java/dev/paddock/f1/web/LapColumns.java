package dev.paddock.f1.web;

import static dev.paddock.sheet.Column.text;
import static dev.paddock.sheet.Column.whole;
import static dev.paddock.sheet.Column.yes;

import dev.paddock.f1.rules.session.Lap;
import dev.paddock.sheet.Column;
import java.util.List;

/** Laps under FastF1's names and in its order. Times are in ms: of a lap and its sectors durations, all others session time. */
final class LapColumns {
  private LapColumns() {}

  static List<Column<Lap>> of(Drivers drivers) {
    return List.of(
        text("Driver", lap -> drivers.code(lap.timed().car())),
        whole("DriverNumber", lap -> lap.timed().car()),
        whole("LapNumber", lap -> lap.timed().number()),
        whole("LapTime", "ms", lap -> lap.timed().time()),
        whole("Sector1Time", "ms", lap -> lap.timed().sector1()),
        whole("Sector2Time", "ms", lap -> lap.timed().sector2()),
        whole("Sector3Time", "ms", lap -> lap.timed().sector3()),
        whole("Sector1SessionTime", "ms", lap -> lap.timed().sector1At()),
        whole("Sector2SessionTime", "ms", lap -> lap.timed().sector2At()),
        whole("Sector3SessionTime", "ms", lap -> lap.timed().sector3At()),
        whole("LapStartTime", "ms", Lap::start),
        whole("Time", "ms", lap -> lap.timed().end()),
        whole("PitInTime", "ms", lap -> lap.timed().pitIn()),
        whole("PitOutTime", "ms", lap -> lap.timed().pitOut()),
        whole("Stint", Lap::stint),
        text("Compound", Lap::compound),
        whole("TyreLife", "laps", Lap::tyreLife),
        yes("FreshTyre", Lap::freshTyre),
        whole("SpeedI1", "km/h", lap -> lap.timed().speedI1()),
        whole("SpeedI2", "km/h", lap -> lap.timed().speedI2()),
        whole("SpeedFL", "km/h", lap -> lap.timed().speedFl()),
        whole("SpeedST", "km/h", lap -> lap.timed().speedSt()),
        yes("IsPersonalBest", lap -> lap.timed().personalBest()),
        text("Team", lap -> drivers.team(lap.timed().car())),
        text("TrackStatus", Lap::trackStatus),
        whole("Position", Lap::position),
        yes("Deleted", Lap::deleted),
        text("DeletedReason", Lap::deletedReason),
        yes("FastF1Generated", Lap::generated),
        yes("IsAccurate", Lap::accurate));
  }
}
