import { html, nothing } from 'lit';
import { CategoryScale, Chart, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js';
import { calm, Component } from '../component.js';
import { state } from '../store.js';
import { points, shortName } from '../words.js';

Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
Chart.register(CategoryScale, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip);

// Told apart by shape and dash as well as by colour.
const SHAPES = ['circle', 'rect', 'triangle', 'rectRot', 'star'];
const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3]];

class PointsChart extends Component {
  #chart = null;
  #drawn = null;

  connectedCallback() {
    super.connectedCallback();
    addEventListener('themechange', this.#redraw);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', this.#redraw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('themechange', this.#redraw);
    matchMedia('(prefers-color-scheme: dark)').removeEventListener('change', this.#redraw);
    this.#chart?.destroy();
    this.#chart = null;
  }

  #redraw = () => {
    this.#drawn = null;
    this.requestUpdate();
  };

  render() {
    const teams = state.climbers.filter(t => t.rounds.length);
    if (!teams.length) return nothing;
    return html`
      <section class="panel chart" aria-labelledby="chart-title">
        <h2 id="chart-title">The top five, behind the front</h2>
        <div class="canvas"><canvas role="img" aria-label="Points behind the best of the five after each round; the table below has the same numbers"></canvas></div>
        <p class="swatches" aria-hidden="true">${teams.map((t, i) => html`<i class="series-${i + 1}"></i>`)}</p>
        <details><summary>As a table</summary>
          <div class="scroll"><table>
            <thead><tr><th scope="col">After</th>${teams.map(t => html`<th scope="col" class="n">${t.team}</th>`)}</tr></thead>
            <tbody>${teams[0].rounds.map((round, i) => html`<tr><th scope="row">${shortName(round.race)}</th>${teams.map(t => html`
              <td class="n">${t.rounds[i] ? points(t.rounds[i].total) : '–'}</td>`)}</tr>`)}</tbody>
          </table></div>
        </details>
      </section>`;
  }

  updated() {
    const canvas = this.querySelector('canvas');
    const { climbers } = state;
    if (!canvas || this.#drawn === climbers) return;
    this.#drawn = climbers;
    const data = this.#data(climbers.filter(t => t.rounds.length));
    if (this.#chart?.canvas === canvas) {
      this.#chart.data = data;
      this.#chart.options = this.#options();
      this.#chart.update();
    } else {
      this.#chart?.destroy();
      this.#chart = new Chart(canvas, { type: 'line', data, options: this.#options() });
    }
  }

  #data(teams) {
    const rounds = teams[0].rounds;
    const front = rounds.map((_, i) => Math.max(...teams.map(t => t.rounds[i]?.total ?? 0)));
    const colours = [...this.querySelectorAll('.swatches i')].map(i => getComputedStyle(i).color);
    return {
      labels: rounds.map(r => r.round),
      datasets: teams.map((team, n) => ({
        label: team.team, data: team.rounds.map((r, i) => r.total - front[i]),
        borderColor: colours[n], backgroundColor: colours[n], borderWidth: 2, borderDash: DASHES[n], pointStyle: SHAPES[n], pointRadius: 3, tension: 0.25,
      })),
    };
  }

  #options() {
    const style = getComputedStyle(this.querySelector('.chart'));
    const grid = { color: style.borderTopColor };
    const ticks = { color: getComputedStyle(this.querySelector('summary')).color, maxTicksLimit: 8 };
    return {
      animation: calm() ? false : { duration: 400 }, responsive: true, maintainAspectRatio: false, interaction: { mode: 'index', intersect: false },
      scales: { x: { grid: { display: false }, ticks, title: { display: true, text: 'Round', color: ticks.color } }, y: { grid, ticks } },
      plugins: { legend: { position: 'bottom', labels: { color: style.color, usePointStyle: true, boxHeight: 7, padding: 12 } } },
    };
  }
}

customElements.define('points-chart', PointsChart);
