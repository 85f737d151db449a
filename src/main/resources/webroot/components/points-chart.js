import { html, nothing, svg } from 'lit';
import { Component } from '../component.js';
import { state } from '../store.js';
import { points, shortName } from '../words.js';

const HEIGHT = 220;
const EDGE = { left: 38, right: 10, top: 10, bottom: 32 };
const TICKS = 4;

// Told apart by shape and dash as well as by colour: a circle, a square, a triangle, a diamond and a cross, about 7 across.
const SHAPES = ['M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0', 'M-3-3h6v6h-6z', 'M0-4l4 7h-8z', 'M0-4.5l4.5 4.5l-4.5 4.5l-4.5-4.5z',
  'M-3.5-1h2.5v-2.5h2v2.5h2.5v2h-2.5v2.5h-2v-2.5h-2.5z'];
const DASHES = [nothing, '6 3', '2 2', '8 3 2 3', '1 3'];

/** A step of 1, 2 or 5 times a power of ten, so that there are about so many in the span. */
function stepOf(span, count) {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 5, 10].find(n => n * power >= rough);
}

class PointsChart extends Component {
  static properties = { width: { state: true } };
  #sizes = new ResizeObserver(([entry]) => { this.width = Math.round(entry.contentRect.width); });
  #watched = null;

  constructor() {
    super();
    this.width = 0;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    this.#watched = null;
  }

  render() {
    const teams = state.climbers.filter(t => t.rounds.length);
    if (!teams.length) return nothing;
    return html`
      <section class="panel chart" aria-labelledby="chart-title">
        <h2 id="chart-title">The top five, behind the front</h2>
        <div class="lines">${this.width ? this.#lines(teams) : nothing}</div>
        <ul class="legend">${teams.map((t, n) => html`<li>
          <svg class="series-${n + 1}" viewBox="-12 -6 24 12" width="24" height="12" aria-hidden="true">
            <path class="line" d="M-12 0H12" stroke-dasharray=${DASHES[n]}></path><path d=${SHAPES[n]}></path></svg>${t.team}</li>`)}</ul>
        <details><summary>As a table</summary>
          <div class="scroll" tabindex="0" role="region" aria-label="Points after each round"><table>
            <thead><tr><th scope="col">After</th>${teams.map(t => html`<th scope="col" class="n">${t.team}</th>`)}</tr></thead>
            <tbody>${teams[0].rounds.map((round, i) => html`<tr><th scope="row">${shortName(round.race)}</th>${teams.map(t => html`
              <td class="n">${t.rounds[i] ? points(t.rounds[i].total) : '–'}</td>`)}</tr>`)}</tbody>
          </table></div>
        </details>
      </section>`;
  }

  updated() {
    const box = this.querySelector('.lines');
    if (box === this.#watched) return;
    this.#sizes.disconnect();
    this.#watched = box;
    if (box) this.#sizes.observe(box);
  }

  #lines(teams) {
    const { rounds } = teams[0];
    const front = rounds.map((_, i) => Math.max(...teams.map(t => t.rounds[i]?.total ?? 0)));
    const behind = teams.map(t => t.rounds.map((r, i) => r.total - front[i]));
    const lowest = Math.min(-1, ...behind.flat());
    const step = stepOf(-lowest, TICKS);
    const x = i => EDGE.left + (this.width - EDGE.left - EDGE.right) * (rounds.length === 1 ? 0.5 : i / (rounds.length - 1));
    const y = value => EDGE.top + (HEIGHT - EDGE.top - EDGE.bottom) * (value / lowest);
    const levels = Array.from({ length: Math.floor(-lowest / step) + 1 }, (_, i) => -i * step || 0);
    const every = Math.ceil(rounds.length / 12);
    return html`
      <svg viewBox="0 0 ${this.width} ${HEIGHT}" width=${this.width} height=${HEIGHT} role="img"
        aria-label="Points behind the best of the five after each round; the table below has the same numbers">
        ${levels.map(value => svg`
          <path class="grid" d="M${EDGE.left} ${y(value)}H${this.width - EDGE.right}"></path>
          <text class="level" x=${EDGE.left - 6} y=${y(value) + 4}>${points(value)}</text>`)}
        ${rounds.map((round, i) => (i % every ? nothing : svg`<text class="round" x=${x(i)} y=${HEIGHT - 16}>${round.round}</text>`))}
        <text class="round" x=${(EDGE.left + this.width - EDGE.right) / 2} y=${HEIGHT - 2}>Round</text>
        ${behind.map((values, n) => svg`<g class="series-${n + 1}">
          <path class="line" d=${`M${values.map((value, i) => `${x(i)} ${y(value)}`).join('L')}`} stroke-dasharray=${DASHES[n]}></path>
          ${values.map((value, i) => svg`<path d=${SHAPES[n]} transform="translate(${x(i)} ${y(value)})"
            ><title>${teams[n].team} after ${shortName(rounds[i].race)}: ${points(teams[n].rounds[i].total)}, ${
              points(value)}</title></path>`)}
        </g>`)}
      </svg>`;
  }
}

customElements.define('points-chart', PointsChart);
