// Sets of tyres and the stops between them, one strip a driver.

const LETTERS = { SOFT: 'S', MEDIUM: 'M', HARD: 'H', INTERMEDIATE: 'I', WET: 'W' };

export const letter = compound => LETTERS[compound] ?? (compound?.[0] ?? '?');

/** How long a stop in the pit lane may be to be one: longer is a red flag or the end. */
const LONGEST_STOP = 180_000;

/**
 * By racing number: [{compound, letter, from, to, laps, age, fresh, stop}]; from and to are laps, both included, age what the set had done
 * when it was fitted, stop {lap, millis} the one that ended the stint. Stints without a lap are left out.
 */
export function strips(stints, stops) {
  const byCar = new Map();
  for (const stint of stints) {
    if (stint.firstLap === undefined || stint.lastLap === undefined) continue;
    const stop = stops.find(s => s.driverNumber === stint.driverNumber && s.lap === stint.lastLap);
    if (!byCar.has(stint.driverNumber)) byCar.set(stint.driverNumber, []);
    byCar.get(stint.driverNumber).push({
      compound: stint.compound, letter: letter(stint.compound), from: stint.firstLap, to: stint.lastLap,
      laps: stint.lastLap - stint.firstLap + 1,
      age: stint.tyreAgeAtStart, fresh: stint.freshTyre,
      stop: stop && { lap: stop.lap, millis: stop.pitLaneTime < LONGEST_STOP ? stop.pitLaneTime : undefined },
    });
  }
  return byCar;
}
