import { html, nothing } from 'lit';
import { Plain } from '../../component.js';
import { bests, mark, peculiarity, TIMED } from '../../charts/laps.js';
import { letter } from '../../charts/stints.js';
import { lapTime } from '../../words.js';
import { named } from './session-data.js';

const WORDS = { overall: 'best of all', personal: 'own best' };

/** Every lap of a driver with its sectors, tyres and what happened. The best are named, not only coloured. */
class LapTable extends Plain {
  static properties = { laps: { attribute: false }, drivers: { attribute: false }, first: { attribute: false }, driver: { state: true } };

  willUpdate(changed) {
    if (changed.has('laps')) this.best = bests(this.laps);
  }

  render() {
    const number = this.drivers.some(d => d.number === this.driver) ? this.driver : this.first ?? this.drivers[0].number;
    const own = this.laps.filter(lap => lap.driverNumber === number);
    return html`
      <header class="table-head"><h3>Lap by lap</h3>
        <label>Driver <select @change=${e => { this.driver = Number(e.target.value); }}>${this.drivers.map(d => html`
          <option value=${d.number} .selected=${d.number === number}>${named(d)}</option>`)}</select></label></header>
      <div class="scroll" tabindex="0" role="group" aria-label="Laps of the driver"><table class="laps">
        <thead><tr><th scope="col" class="n">Lap</th><th scope="col" class="n">Time</th><th scope="col" class="n">Sector 1</th>
          <th scope="col" class="n">Sector 2</th><th scope="col" class="n">Sector 3</th><th scope="col">Tyres</th>
          <th scope="col" class="n">Trap</th><th scope="col">What</th></tr></thead>
        <tbody>${own.map(lap => this.#lap(lap))}</tbody>
      </table></div>`;
  }

  #lap(lap) {
    return html`<tr class=${lap.deleted ? 'struck' : ''}>
      <th scope="row" class="n">${lap.lapNumber}</th>${TIMED.map(field => this.#time(lap, field))}
      <td>${lap.compound ? html`<abbr class="tyre ${lap.compound.toLowerCase()}"
        title=${lap.compound.toLowerCase()}>${letter(lap.compound)}</abbr> <small>${lap.tyreLife ?? ''}</small>` : '–'}</td>
      <td class="n">${lap.speedST ?? '–'}</td>
      <td><small>${peculiarity(lap)}${lap.deletedReason ? html`: ${String(lap.deletedReason).toLowerCase()}` : nothing}</small></td></tr>`;
  }

  #time(lap, field) {
    const best = mark(this.best, lap, field);
    const time = lapTime(lap[field]);
    return html`<td class="n ${best}">${lap.deleted && field === 'lapTime' ? html`<del>${time}</del>` : time}${best
      ? html`<small>${WORDS[best]}</small>` : nothing}</td>`;
  }
}

customElements.define('lap-table', LapTable);
