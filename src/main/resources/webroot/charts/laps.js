// What laps say: whose they are, which of them can be compared, who was where, what was best. Times in ms, session times too.

export const TIMED = ['lapTime', 'sector1Time', 'sector2Time', 'sector3Time'];

/** Laps by racing number, in their order. */
export function byDriver(laps) {
  const all = new Map();
  for (const lap of laps) {
    if (!all.has(lap.driverNumber)) all.set(lap.driverNumber, []);
    all.get(lap.driverNumber).push(lap);
  }
  return all;
}

/**
 * Who drove, in the order of the result, then of the numbers: {number, code, name, team, colour, mate}. mate counts team mates from 0:
 * they share a colour, and are told apart by their dashes.
 */
export function driversOf(results, laps) {
  const seen = new Map();
  const add = row => {
    if (row.driverNumber === undefined || seen.has(row.driverNumber)) return;
    const team = row.teamName ?? row.team ?? '';
    const mate = [...seen.values()].filter(other => team && other.team === team).length;
    seen.set(row.driverNumber, {
      number: row.driverNumber, code: row.driver ?? `${row.driverNumber}`, name: row.fullName ?? row.driver ?? `Car ${row.driverNumber}`,
      team, mate, colour: row.teamColor ? `#${row.teamColor}` : undefined, grid: row.gridPosition,
    });
  };
  results.forEach(add);
  [...laps].sort((a, b) => a.driverNumber - b.driverNumber).forEach(add);
  return [...seen.values()];
}

/** Why a lap is not like the others, in words; empty where it is. */
export function peculiarity(lap) {
  const status = String(lap.trackStatus ?? '');
  return [
    lap.pitOutTime !== undefined && 'out lap', lap.pitInTime !== undefined && 'in lap', lap.deleted && 'deleted',
    lap.fastF1Generated && 'not completed', status.includes('5') && 'red flag', status.includes('4') && 'safety car',
    /[67]/.test(status) && 'virtual safety car', status.includes('2') && 'yellow flag',
  ].filter(Boolean).join(', ');
}

/** The best of each time: of all, and of each driver, {lapTime: {all, own: Map}, …}. Deleted laps do not count. */
export function bests(laps) {
  return Object.fromEntries(TIMED.map(field => {
    const own = new Map();
    for (const lap of laps) {
      if (lap[field] === undefined || lap.deleted) continue;
      own.set(lap.driverNumber, Math.min(own.get(lap.driverNumber) ?? Infinity, lap[field]));
    }
    return [field, { all: Math.min(...own.values()), own }];
  }));
}

/** overall, personal or nothing. */
export function mark(best, lap, field) {
  if (lap[field] === undefined || lap.deleted) return '';
  if (lap[field] === best[field].all) return 'overall';
  return lap[field] === best[field].own.get(lap.driverNumber) ? 'personal' : '';
}

/** From the best lap to a bit more than what most laps take: a stop or a safety car must not press all others together. */
export function usualRange(laps) {
  const times = laps.map(lap => lap.lapTime).filter(time => time !== undefined).sort((a, b) => a - b);
  if (!times.length) return null;
  const usual = times[Math.floor((times.length - 1) * 0.85)];
  const best = times[0];
  const most = Math.min(times.at(-1), Math.max(usual, best * 1.01) + (usual - best) * 0.25 + 500);
  return { from: best - (most - best) * 0.06, to: most };
}

/** Who was where at the end of each lap, by racing number: [lap, position]; lap 0 is the grid, where it is known. */
export function places(laps, drivers) {
  const grid = new Map(drivers.filter(driver => driver.grid).map(driver => [driver.number, driver.grid]));
  return new Map([...byDriver(laps)].map(([number, own]) => [number, [
    ...(grid.has(number) ? [[0, grid.get(number)]] : []),
    ...own.filter(lap => lap.position !== undefined).map(lap => [lap.lapNumber, lap.position]),
  ]]));
}

/** By how many ms each car was behind the first to end that lap, by racing number: [lap, ms]. */
export function gaps(laps) {
  const first = new Map();
  for (const lap of laps) if (lap.time !== undefined) first.set(lap.lapNumber, Math.min(first.get(lap.lapNumber) ?? Infinity, lap.time));
  return new Map([...byDriver(laps)].map(([number, own]) => [number,
    own.filter(lap => lap.time !== undefined).map(lap => [lap.lapNumber, lap.time - first.get(lap.lapNumber)])]));
}
