// A rule set in sentences, made of its own numbers.

import { count, points, price } from './words.js';

const CHIPS = {
  'extra-boost': { name: 'Extra boost', words: ({ captain, vice }) => `The captain counts ×${captain}, the vice-captain ×${vice}.` },
  'no-negative': { name: 'No negative', words: () => 'Lines that would take points away do not count.' },
  wildcard: { name: 'Wildcard', words: () => 'The transfers of this round cost nothing.' },
  limitless: { name: 'Limitless', words: () => 'No budget and free transfers, for this round; then the line-up before it is back.' },
  autopilot: { name: 'Autopilot', words: () => 'Whoever of your drivers got most becomes the captain.' },
};

export const chipName = chip => CHIPS[chip]?.name ?? chip;

/** What a chip does. @param rule the rule set's own numbers of it */
export const chipWords = (chip, rule) => CHIPS[chip]?.words(rule) ?? '';

/** What it takes to play under it, the most important first. @param rules as GET /rules/{id}/{version} tells them */
export function ruleWords(rules) {
  const { team, captain, viceStepsIn = true, constructors, transfers, chips, prices, sessions } = rules;
  const { RACE: race, SPRINT: sprint } = sessions;
  const stepsIn = viceStepsIn ? 'if he takes part in nothing, the vice-captain steps in' : 'nobody steps in for him';
  return [
    `${team.drivers} drivers, at most ${team.perConstructor} of one constructor${team.constructors
      ? `, and ${team.constructors} constructors` : ''},
      for ${price(team.budgetTenths)} together.`,
    `The captain counts ×${captain}, what is negative too; ${stepsIn}.`,
    `A win gives ${points(race.position[0])}, a fastest lap ${points(race.fastestLap)}, ${race.placeLost
      ? `each place gained or lost on the grid ±${points(race.placeGained)}`
        : `each place gained on the grid ${points(race.placeGained)}, and places lost cost nothing`}.`,
    `Who retires gets ${points(race.retired)} in the race and ${points(sprint.retired)} in the sprint.`,
    constructors ? 'Constructors get what their drivers get, and a bonus for the second and third part of qualifying.' : null,
    transfers ? `${count(transfers.free, 'transfer')} a round cost nothing, ${transfers.carriedOver} can be carried over,
      each further one costs ${points(-transfers.penalty)} points.`
      : 'Change as many drivers as you like between rounds.',
    chips ? `Once a season each: ${Object.keys(chips).map(chipName).join(', ').toLowerCase()}.` : null,
    prices ? 'Prices follow form, a day after each race.' : 'Prices stay as they are for the season.',
  ].filter(Boolean);
}

/** The id as people read it. */
export const ruleSetName = id => ({ classic: 'Classic', gentle: 'Gentle', 'official-2026': 'Official 2026' })[id] ?? id;

/** Under which name a team's board stands: the usual rule set has none of its own. */
export const boardName = (board, { ruleSet }) => (ruleSet === 'classic' ? board : `${board}.${ruleSet}`);
