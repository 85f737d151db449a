import { get } from '../../api.js';

const PAGE = 200;
const MOST_PAGES = 10;

/** What every runner of a race was quoted at in one market, from the first price on. Asks only for what came since it asked last. */
export class PriceHistory {
  #of = null;
  /** Oldest first. */
  #prices = [];

  /** Answers [[instant, price], …] by the runner's number; of a market that is quoted very often, the latest 2,000 prices. */
  async read(raceId, market) {
    const of = `${raceId} ${market}`;
    const known = this.#of === of ? this.#prices : [];
    const news = market ? await since(known.at(-1)?.at ?? '', raceId, market) : [];
    this.#of = of;
    this.#prices = [...known, ...news.reverse()];
    const runners = new Map();
    for (const { runner, at, price } of this.#prices) {
      if (!runners.has(runner)) runners.set(runner, []);
      runners.get(runner).push([Date.parse(at), price]);
    }
    return runners;
  }
}

/** Newest first. What one poll brought is of one instant, and stored at once. */
async function since(last, raceId, market) {
  const news = [];
  let cursor;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { prices, next } = await get(`/horse/races/${raceId}/prices`, { market, limit: PAGE, cursor });
    const fresh = prices.filter(price => Date.parse(price.at) > (Date.parse(last) || 0));
    news.push(...fresh);
    if (!next || fresh.length < prices.length) break;
    cursor = next;
  }
  return news;
}
