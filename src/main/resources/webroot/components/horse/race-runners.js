import { html, nothing, svg } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { calm, Plain } from '../../component.js';
import { timeOfDay } from '../../words.js';
import { bestOf, decimal, market, marketsOf } from './words.js';
import { scale } from '../trend-chart.js';

const WIDTH = 84;
const HEIGHT = 22;
const FLASH = 1200;

/**
 * Who runs, at what prices. `race` as the API tells it, `history` of the market that is drawn, by runner's number; `chosen`: the numbers in
 * the chart. Says `choose` with a number when its line in the chart is wanted, or not any more.
 */
class RaceRunners extends Plain {
  static properties = { race: { attribute: false }, history: { attribute: false }, market: {}, chosen: { attribute: false } };
  #shown = new Map();

  render() {
    const { race } = this;
    const markets = marketsOf(race.runners);
    const told = name => race.runners.some(runner => runner[name] !== undefined);
    const favourite = Math.min(...race.runners.filter(runner => !runner.scratched).map(runner => quote(runner, this.market) ?? Infinity));
    const places = new Map(race.results.map(result => [result.number, result.place]));
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Runners and prices"><table>
        <thead><tr><th scope="col" class="n">No.</th><th scope="col">Runner</th>
          ${told('barrier') ? html`<th scope="col" class="n wide">Draw</th>` : nothing}
          ${told('weight') ? html`<th scope="col" class="n wide">Weight</th>` : nothing}
          ${markets.map(name => html`<th scope="col" class="n">${market(name)}</th>`)}
          ${this.market ? html`<th scope="col">${market(this.market)}, all day</th>` : nothing}
          ${places.size ? html`<th scope="col" class="n">Place</th>` : nothing}</tr></thead>
        <tbody>${repeat(race.runners, runner => runner.number, runner => this.#runner(runner, markets, {
          draw: told('barrier'), weight: told('weight'), favourite, places }))}</tbody>
      </table></div>`;
  }

  #runner(runner, markets, { draw, weight, favourite, places }) {
    const best = bestOf(runner);
    const isFavourite = !runner.scratched && quote(runner, this.market) === favourite;
    const riders = [runner.jockey, runner.trainer && `trained by ${runner.trainer}`].filter(Boolean).join(', ');
    return html`
      <tr class=${runner.scratched ? 'scratched' : ''} data-runner=${runner.number}>
        <td class="n">${runner.number}</td>
        <th scope="row">${runner.name}${isFavourite ? html` <em class="favourite">favourite</em>` : nothing}
          ${riders ? html`<small>${riders}</small>` : nothing}
          ${runner.scratched ? html`<small class="out">Scratched${runner.late ? ' late' : ''}${
            runner.scratchedAt ? `, ${timeOfDay(runner.scratchedAt)}` : ''}</small>` : nothing}</th>
        ${draw ? html`<td class="n wide">${runner.barrier ?? '–'}</td>` : nothing}
        ${weight ? html`<td class="n wide">${runner.weight ? `${runner.weight} kg` : '–'}</td>` : nothing}
        ${markets.map(name => this.#price(quote(runner, name), name, best.includes(name), runner.scratched))}
        ${this.market ? html`<td class="trend">${this.#trend(runner)}</td>` : nothing}
        ${places.size ? html`<td class="n"><strong>${places.get(runner.number) ?? '–'}</strong></td>` : nothing}
      </tr>`;
  }

  #price(price, name, best, scratched) {
    if (price === undefined || scratched) return html`<td class="n">–</td>`;
    return html`<td class="n price" data-market=${name}>${best ? html`<strong>${decimal(price)}</strong> <small>best</small>`
      : decimal(price)}</td>`;
  }

  #trend(runner) {
    const prices = this.history?.get(runner.number) ?? [];
    if (!prices.length) return nothing;
    const chosen = this.chosen.includes(runner.number);
    const [first, last] = [prices[0][1], prices.at(-1)[1]];
    const way = last > first ? 'drifted' : last < first ? 'shortened' : 'steady';
    return html`
      <button class="quiet spark" aria-pressed=${chosen} title="In the chart" @click=${() => this.#choose(runner.number)}>
        ${line(prices)}<span class="visually-hidden">${runner.name}: </span><span>from ${decimal(first)}</span><span
          class="visually-hidden">, ${way}; in the chart</span></button>`;
  }

  #choose(number) {
    this.dispatchEvent(new CustomEvent('choose', { detail: number }));
  }

  /** What has moved since it was drawn last is lit up for a moment; the figures say it, too. */
  updated() {
    for (const cell of this.querySelectorAll('td.price')) {
      const key = `${cell.closest('tr').dataset.runner} ${cell.dataset.market}`;
      const text = cell.textContent;
      const before = this.#shown.get(key);
      this.#shown.set(key, text);
      if (before !== undefined && before !== text && !calm()) cell.animate([{ background: 'var(--mark)' }, {}], { duration: FLASH });
    }
  }
}

export const quote = (runner, name) => runner.prices.find(price => price.market === name)?.price;

/** A price holds until the next. */
function line(prices) {
  const x = scale(prices.map(([at]) => at), 1, WIDTH - 1);
  const y = scale(prices.map(([, price]) => price), HEIGHT - 3, 3);
  const path = prices.map(([at, price], i) => (i ? `H${x(at).toFixed(1)}V${y(price).toFixed(1)}`
    : `M${x(at).toFixed(1)} ${y(price).toFixed(1)}`)).join('');
  return html`<svg width=${WIDTH} height=${HEIGHT}
    aria-hidden="true">${svg`<path class="line" d="${path}${prices.length === 1 ? `H${WIDTH - 1}` : ''}"/>`}</svg>`;
}

customElements.define('race-runners', RaceRunners);
