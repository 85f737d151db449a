// What a new version of a result changed, driver by driver, as people say it.

const FIELD = { fastestLap: 'fastest lap', grid: 'grid', laps: 'laps', time: 'time', gap: 'gap', q1: 'Q1', q2: 'Q2', q3: 'Q3',
  constructor: 'team', number: 'number' };
const STATUS = { classified: 'classified', retired: 'retired', not_classified: 'not classified', disqualified: 'disqualified',
  did_not_start: 'did not start' };

const words = value => (value === undefined ? 'none' : String(value).replaceAll('_', ' '));

const status = value => STATUS[value] ?? words(value);

function phrase({ field, from, to }) {
  if (field === 'car') return to === undefined ? 'no longer listed' : 'newly listed';
  if (field === 'position') return `P${words(from)} → P${words(to)}`;
  if (field === 'points') return `${words(from)} → ${words(to)} points`;
  if (field === 'status') return from === 'classified' || from === undefined ? status(to) : `${status(from)} → ${status(to)}`;
  return `${FIELD[field] ?? field} ${words(from)} → ${words(to)}`;
}

/** Who is out comes first, then whose points changed most, then places. */
const weight = changes => {
  const of = field => changes.find(change => change.field === field);
  const points = of('points');
  const place = of('position');
  return (of('status') || of('car') ? 10_000 : 0) + (points ? Math.abs(Number(points.to ?? 0) - Number(points.from ?? 0)) * 100 : 0)
    + (place ? Math.abs(Number(place.to ?? 0) - Number(place.from ?? 0)) : 0);
};

const ORDER = ['status', 'car', 'position', 'points'];
const rank = field => (ORDER.indexOf(field) + ORDER.length + 1) % (ORDER.length + 1);

/** [{driverId, driver, phrases}], the gravest first. */
export function inWords(changes) {
  const drivers = new Map();
  for (const change of changes) {
    if (!drivers.has(change.driverId)) drivers.set(change.driverId, { driverId: change.driverId, driver: change.driver, changes: [] });
    drivers.get(change.driverId).changes.push(change);
  }
  return [...drivers.values()].sort((a, b) => weight(b.changes) - weight(a.changes))
    .map(({ driverId, driver, changes: own }) => ({ driverId, driver,
      phrases: own.sort((a, b) => rank(a.field) - rank(b.field)).map(phrase) }));
}
