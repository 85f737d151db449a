// Horse racing in words.

import { html, nothing } from 'lit';

const MARKETS = {
  fixed_win: 'Fixed win', pool_win: 'Pool win', back: 'Back', lay: 'Lay', traded: 'Last traded', starting: 'Starting price',
  fixed_place: 'Fixed place', pool_place: 'Pool place',
};
/** In which the highest price is the best one for who backs a runner, by what is bet on. */
const COMPARED = [['fixed_win', 'pool_win', 'back'], ['fixed_place', 'pool_place']];
const PROVIDERS = { tabnz: 'TAB NZ', ladbrokes: 'Ladbrokes', neds: 'Neds', betfair: 'Betfair', racingapi: 'The Racing API' };
const TYPES = { thoroughbred: 'Gallops', harness: 'Harness', greyhound: 'Greyhounds' };
/** Sign, word, and which results of Formula 1 look like it. */
const STATUS = {
  scheduled: ['○', 'Scheduled', ''], open: ['◔', 'Open', 'awaiting_results'], closed: ['◑', 'Closed', 'awaiting_results'],
  live: ['▶', 'Running', 'awaiting_results'], interim: ['◕', 'Interim result', 'provisional'], final: ['●', 'Final', 'final'],
  amended: ['✎', 'Amended', 'amended'], abandoned: ['✕', 'Abandoned', 'cancelled'], postponed: ['◌', 'Postponed', ''],
};
const odds = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const market = name => MARKETS[name] ?? name;
export const provider = name => PROVIDERS[name] ?? name;
export const type = name => TYPES[name] ?? name;
/** With its number, which some providers' names begin with. */
export const raceName = ({ number, name }) => (number && !name.startsWith(`R${number} `) ? `R${number} ${name}` : name);
export const decimal = price => odds.format(price);

/** The markets in which any of these runners is quoted, the usual ones first. */
export function marketsOf(runners) {
  const quoted = new Set(runners.flatMap(runner => runner.prices.map(price => price.market)));
  return [...Object.keys(MARKETS).filter(name => quoted.has(name)), ...[...quoted].filter(name => !(name in MARKETS))];
}

/** The markets that pay this runner best, where there are several to compare. */
export function bestOf(runner) {
  return COMPARED.flatMap(markets => {
    const quotes = runner.prices.filter(price => markets.includes(price.market));
    const best = Math.max(...quotes.map(quote => quote.price));
    return quotes.length > 1 && quotes.some(quote => quote.price < best) ? quotes.filter(quote => quote.price === best)
      .map(quote => quote.market) : [];
  });
}

/** Where a race stands; in the provider's own word where ours has none. */
export function standing(status, ownWord) {
  const [sign, word, look] = STATUS[status] ?? ['?', ownWord ?? status, ''];
  return html`<span class="badge ${look}"><span class="sign" aria-hidden="true">${sign}</span>${word}</span>`;
}

/** The same, where there is room for its sign only. */
export function sign(status) {
  const [shown, word, look] = STATUS[status] ?? ['?', status, ''];
  return html`<span class="badge ${look}"><span class="sign" aria-hidden="true">${shown}</span><span
    class="visually-hidden">${word}</span></span>`;
}

export const protestMark = race => (race.protest ? html` <span class="badge amended">Protest</span>` : nothing);
