// Two laps compared along the way. A sample has distance (m) and time (ms) since the lap began; both ascend.

/** A value between two samples, by default at a distance; outside of them the first's or the last's. */
export function at(samples, where, value, along = sample => sample.distance) {
  let low = 0;
  let high = samples.length - 1;
  if (where <= along(samples[low])) return value(samples[low]);
  if (where >= along(samples[high])) return value(samples[high]);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (along(samples[middle]) <= where) low = middle;
    else high = middle;
  }
  const [a, b] = [samples[low], samples[high]];
  const part = (where - along(a)) / (along(b) - along(a) || 1);
  return value(a) + (value(b) - value(a)) * part;
}

/**
 * Stretches a lap to a length: distances come from speeds, and no two laps are measured the same. So both end at the line together, and
 * the difference there is that of the lap times.
 */
export function stretched(samples, length) {
  const own = samples.at(-1)?.distance;
  return own ? samples.map(sample => ({ ...sample, distance: sample.distance * length / own })) : samples;
}

/** By how many ms the second lap is behind the first, each so many metres: [[distance, ms]]. */
export function delta(first, second, step = 10) {
  if (first.length < 2 || second.length < 2) return [];
  const length = first.at(-1).distance;
  const other = stretched(second, length);
  const behind = distance => [distance, at(other, distance, s => s.time) - at(first, distance, s => s.time)];
  return [...Array.from({ length: Math.ceil(length / step) }, (_, i) => behind(i * step)), behind(length)];
}
