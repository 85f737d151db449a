// From values to pixels, and round values to write beside an axis.

/** @returns value => pixel, with invert: pixel => value */
export function linear([from, to], [start, end]) {
  const span = to - from || 1;
  const scale = value => start + ((value - from) / span) * (end - start);
  scale.invert = pixel => from + ((pixel - start) / (end - start || 1)) * span;
  return scale;
}

const DECIMAL = [1, 2, 5, 10];
/** Of a minute and an hour, in seconds: what people count time in. */
const SEXAGESIMAL = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

function decimalStep(least) {
  const magnitude = 10 ** Math.floor(Math.log10(least));
  return magnitude * DECIMAL.find(step => step * magnitude >= least - 1e-12);
}

function steps(from, to, step) {
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

/** Round values within, about as many as asked for. @param whole no fractions */
export function ticks(from, to, count, { whole = false } = {}) {
  if (!(to > from)) return [from];
  const step = decimalStep((to - from) / count);
  return steps(from, to, whole ? Math.max(1, Math.round(step)) : step);
}

/** The same for milliseconds. */
export function timeTicks(from, to, count) {
  const least = (to - from) / count / 1000;
  const step = least < 1 ? decimalStep(least) : SEXAGESIMAL.find(s => s >= least) ?? 3600;
  return steps(from, to, step * 1000);
}

/** Laps: 1, and then every so many. */
export function lapTicks(from, to, count) {
  const round = ticks(from, to, count, { whole: true });
  return from > 0 && !round.includes(from) ? [from, ...round.filter(lap => lap - from > 1)] : round;
}
