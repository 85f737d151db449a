import { html, nothing } from 'lit';
import { find } from '../../api.js';
import { count } from '../../words.js';
import { listOf } from './session-data.js';
import { SessionView } from './session-view.js';
import '../../charts/circuit-map.js';

const SHOWN = { corner: 'Corners', marshal_sector: 'Marshal sectors', marshal_light: 'Marshal lights' };
const YELLOW = ['YELLOW', 'DOUBLE YELLOW'];

/** The circuit as its map was ingested, and where in this session yellow flags were shown. */
class TrackView extends SessionView {
  static properties = { sectors: { state: true }, lights: { state: true }, flags: { state: true } };

  constructor() {
    super();
    this.sectors = true;
    this.lights = false;
    this.flags = true;
  }

  async ask() {
    const [circuit, control] = await Promise.all([find(`/circuits/${this.race.raceId}`), listOf(this.session.sessionId, 'race-control')]);
    const flags = new Map();
    for (const { flag, sector } of control.rows) {
      if (YELLOW.includes(flag) && sector !== undefined) flags.set(sector, (flags.get(sector) ?? 0) + 1);
    }
    return { circuit, flags };
  }

  show({ circuit, flags }) {
    if (!circuit) return this.missing(['circuit'], '');
    const flagged = this.flags ? new Set(flags.keys()) : new Set();
    return html`
      <header class="table-head"><h3>${circuit.name}</h3>
        <div class="filters">
          ${this.#switch('sectors', 'Marshal sectors')}${this.#switch('lights', 'Marshal lights')}${flags.size
            ? this.#switch('flags', 'Yellow flags of this session') : nothing}
        </div></header>
      <circuit-map .circuit=${circuit} ?sectors=${this.sectors} ?lights=${this.lights} .flagged=${flagged}></circuit-map>
      <p class="legend"><span>${(circuit.length / 1000).toFixed(3)} km, driven in the direction of the arrow</span>
        <span>circles: corners</span>
        ${this.sectors ? html`<span><i class="sector-sample"></i> marshal sectors</span>` : nothing}
        ${flagged.size ? html`<span><i class="flag-sample"></i> yellow flags in sectors
          ${[...flagged].sort((a, b) => a - b).join(', ')}</span>` : nothing}
        <span>Turned by ${circuit.rotation}° as its maker shows it; where north is, the map does not say.</span>
        <span>Map ${circuit.year} by ${circuit.source}; distances along
          ${circuit.measuredBy === 'outline' ? 'the outline' : circuit.measuredBy}.</span></p>
      ${Object.entries(SHOWN).map(([kind, name]) => this.#table(name, circuit.markers.filter(m => m.kind === kind),
        kind === 'marshal_sector' ? flags : null))}`;
  }

  #switch(property, name) {
    return html`<label class="switch"><input type="checkbox" .checked=${this[property]}
      @change=${e => { this[property] = e.target.checked; }}>${name}</label>`;
  }

  #table(name, markers, flags) {
    return markers.length ? html`<details><summary>${name}: ${count(markers.length, 'one', 'in all')}</summary>
      <table class="narrow"><thead><tr><th scope="col" class="n">Number</th><th scope="col" class="n">From the line</th>${flags
        ? html`<th scope="col" class="n">Yellow flags</th>` : nothing}</tr></thead>
        <tbody>${markers.map(m => html`<tr><th scope="row" class="n">${m.number}${m.letter}</th>
          <td class="n">${m.distance === undefined ? '–' : `${Math.round(m.distance)} m`}</td>
          ${flags ? html`<td class="n">${flags.get(m.number) ?? 0}</td>` : nothing}</tr>`)}</tbody></table></details>` : nothing;
  }
}

customElements.define('track-view', TrackView);
