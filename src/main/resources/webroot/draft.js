// A line-up that is being made, and what is wrong with it by the team's rules. Pure: a change makes another draft.

import { count, price } from './words.js';

/** Of what the API tells of a line-up. */
export const draftOf = lineup => ({
  drivers: lineup.drivers.map(d => d.driverId),
  constructors: (lineup.constructors ?? []).map(c => c.constructorId),
  captain: lineup.captain ?? null,
  vice: lineup.viceCaptain ?? null,
  chip: lineup.chip ?? null,
});

/** For whom a driver drives; every object has a property of that name, so it is looked at twice. */
export const teamOf = driver => (Object.hasOwn(driver, 'constructor') ? driver.constructor : '');

const sorted = ids => [...ids].sort().join();

export const same = (a, b) => sorted(a.drivers) === sorted(b.drivers) && sorted(a.constructors) === sorted(b.constructors)
  && a.captain === b.captain && a.vice === b.vice && a.chip === b.chip;

export const has = (draft, kind, id) => draft[kind].includes(id);

/** In where he was out, out where he was in. Who comes takes the first place that nobody has: captain, then vice-captain. */
export function toggled(draft, kind, id) {
  if (has(draft, kind, id)) {
    const without = value => (kind === 'drivers' && value === id ? null : value);
    return { ...draft, [kind]: draft[kind].filter(one => one !== id), captain: without(draft.captain), vice: without(draft.vice) };
  }
  const more = { ...draft, [kind]: [...draft[kind], id] };
  if (kind !== 'drivers') return more;
  if (!draft.captain) return { ...more, captain: id };
  return draft.vice ? more : { ...more, vice: id };
}

/** The captain's armband to one of the five; whom it leaves gets what the other had. */
export const captained = (draft, id) => ({ ...draft, captain: id, vice: draft.vice === id ? draft.captain : draft.vice });
export const viced = (draft, id) => ({ ...draft, vice: id, captain: draft.captain === id ? draft.vice : draft.captain });

/** As the API takes it. */
export const asked = (draft, rules) => ({
  drivers: draft.drivers,
  captain: draft.captain,
  viceCaptain: draft.vice,
  ...(rules.team.constructors ? { constructors: draft.constructors } : {}),
  ...(draft.chip ? { chip: draft.chip } : {}),
});

/** Where a fault belongs by the API's pointer to it. */
export const placeOf = ({ pointer, code }) => (code === 'over-budget' ? 'cost' : /^\/(captain|viceCaptain)/.test(pointer) ? 'roles'
  : pointer.startsWith('/constructors') ? 'constructors' : pointer.startsWith('/chip') ? 'chip' : 'drivers');

/**
 * What it costs, and all that is wrong with it.
 *
 * @param rules  the rule set, word for word
 * @param market {drivers, constructors}, rows of the price list
 * @param budget tenths that the team has
 * @returns {cost, left, faults: [{place: cost, drivers, roles, constructors, text}]}
 */
export function weigh(draft, rules, market, budget) {
  const { team } = rules;
  const drivers = draft.drivers.map(id => market.drivers.find(d => d.driverId === id));
  const constructors = draft.constructors.map(id => market.constructors.find(c => c.constructorId === id));
  const cost = [...drivers, ...constructors].reduce((sum, one) => sum + (one?.priceTenths ?? 0), 0);
  const faults = [];
  const wrong = (place, text) => faults.push({ place, text });
  const missing = team.drivers - drivers.length;
  if (missing > 0) wrong('drivers', `Pick ${count(missing, 'driver')}${missing < team.drivers ? ' more' : ''}.`);
  if (missing < 0) wrong('drivers', `Take ${count(-missing, 'driver')} out.`);
  for (const some of Object.values(Object.groupBy(drivers.filter(d => d?.constructorId), d => d.constructorId))) {
    if (some.length > team.perConstructor) wrong('drivers',
      `${some.length} drivers of ${teamOf(some[0])}: no more than ${team.perConstructor} of one.`);
  }
  if (drivers.includes(undefined)) wrong('drivers', 'Somebody of these five cannot be picked any more: take him out.');
  const wanted = (team.constructors ?? 0) - constructors.length;
  if (wanted > 0) wrong('constructors', `Pick ${count(wanted, 'constructor')}.`);
  if (wanted < 0) wrong('constructors', `Take ${count(-wanted, 'constructor')} out.`);
  if (cost > budget && draft.chip !== 'limitless') wrong('cost', `${price(cost - budget)} over budget.`);
  if (draft.drivers.length && !draft.captain) wrong('roles', 'Name a captain.');
  if (draft.drivers.length > 1 && !draft.vice) wrong('roles', 'Name a vice-captain.');
  return { cost, left: budget - cost, faults };
}
