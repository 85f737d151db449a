import { html, nothing } from 'lit';
import { bandsByLap } from '../../charts/status.js';
import { byDriver, gaps, peculiarity, places, usualRange } from '../../charts/laps.js';
import { lapTicks, ticks, timeTicks } from '../../charts/scale.js';
import { codeOf, lapTime } from '../../words.js';
import { driversIn, listsOf } from './session-data.js';
import { SessionView } from './session-view.js';
import './lap-table.js';
import '../../charts/cursor-slider.js';
import '../../charts/driver-chips.js';
import '../../charts/line-chart.js';

const CHOSEN_AT_FIRST = 3;
const RACES = ['R', 'S'];

/** Lap times of chosen drivers, who was where on which lap, and every lap with its sectors. */
class LapsView extends SessionView {
  static properties = { chosen: { state: true }, cursor: { state: true }, looked: { state: true }, table: { state: true } };

  constructor() {
    super();
    this.turned();
  }

  turned() {
    this.chosen = null;
    this.cursor = 1;
    this.looked = null;
    this.table = false;
  }

  async ask() {
    const lists = await listsOf(this.session.sessionId, ['laps', 'results', 'track-status']);
    const laps = lists.laps.rows;
    const drivers = driversIn(lists.results, lists.laps).filter(driver => laps.some(lap => lap.driverNumber === driver.number));
    return { missing: lists.laps.missing, laps, drivers, own: byDriver(laps), last: Math.max(0, ...laps.map(lap => lap.lapNumber)),
      bands: bandsByLap(lists['track-status'].rows, laps), ...(RACES.includes(codeOf(this.session.sessionId)) ? { places: places(laps, drivers), gaps: gaps(laps) } : {}) };
  }

  show(data) {
    if (data.missing || !data.laps.length) return this.missing(['laps'], data.missing);
    const chosen = this.chosen ?? new Set(data.drivers.slice(0, CHOSEN_AT_FIRST).map(driver => driver.number));
    return html`
      <driver-chips label="Drivers shown" .drivers=${data.drivers} .chosen=${chosen} @choose=${e => this.#choose(chosen, e.detail)} @look=${this.#look}></driver-chips>
      ${this.#times(data, chosen)}
      ${data.gaps ? this.#gaps(data, chosen) : nothing}
      ${data.places && [...data.places.values()].some(own => own.length > 1) ? this.#places(data) : nothing}
      <lap-table .laps=${data.laps} .drivers=${data.drivers} .first=${[...chosen][0]}></lap-table>`;
  }

  #choose(chosen, number) {
    const next = new Set(chosen);
    if (!next.delete(number)) next.add(number);
    this.chosen = next;
  }

  #look = event => { this.looked = event.detail; };
  #move = event => { this.cursor = Math.round(event.detail); };

  #lapAxis({ last }, from, title) {
    return { from, to: last, ticks: lapTicks(from, last, 12), title };
  }

  #times(data, chosen) {
    const drivers = data.drivers.filter(driver => chosen.has(driver.number));
    const shown = drivers.flatMap(driver => data.own.get(driver.number));
    const range = usualRange(shown);
    if (!range) return html`<h3>Lap times</h3><p class="empty">${drivers.length ? 'No lap of theirs was timed.' : 'Choose a driver above.'}</p>`;
    const y = { ...range, ticks: timeTicks(range.from, range.to, 6), format: value => lapTime(value).replace(/00$/, '') };
    return html`
      <h3>Lap times</h3>
      <line-chart height="300" label="Lap times of ${drivers.map(d => d.code).join(', ')} by lap" .x=${this.#lapAxis(data, 1, 'Lap')} .y=${y} .bands=${data.bands}
        .series=${drivers.map(driver => this.#timesOf(driver, data.own.get(driver.number), range))} .cursor=${this.cursor} .looked=${this.looked}
        @cursor=${this.#move} @look=${this.#look}></line-chart>
      <cursor-slider label="Lap" from="1" to=${data.last} step="1" value=${this.cursor} words=${this.#inWords(data, drivers)} @cursor=${this.#move}></cursor-slider>
      <div class="readout">${this.#readout(data, drivers)}</div>
      <p class="note">Rings: in laps, out laps and laps that were deleted or not completed; at the upper edge, slower than what is drawn.</p>`;
  }

  #timesOf(driver, laps, range) {
    const timed = laps.filter(lap => lap.lapTime !== undefined);
    return { key: driver.number, name: driver.name, colour: driver.colour, mate: driver.mate,
      points: timed.flatMap((lap, i) => [...(i && lap.lapNumber !== timed[i - 1].lapNumber + 1 ? [null] : []), [lap.lapNumber, lap.lapTime]]),
      marks: timed.filter(lap => lap.pitInTime !== undefined || lap.pitOutTime !== undefined || lap.deleted || lap.lapTime > range.to)
        .map(lap => [lap.lapNumber, Math.min(lap.lapTime, range.to), 'ring']) };
  }

  #gaps(data, chosen) {
    const drivers = data.drivers.filter(driver => chosen.has(driver.number));
    const most = Math.max(1_000, ...drivers.flatMap(driver => data.gaps.get(driver.number).map(([, ms]) => ms))) * 1.05;
    if (!drivers.length) return nothing;
    return html`
      <h3>Behind the leader</h3>
      <line-chart height="200" ends label="Seconds behind the leader of ${drivers.map(d => d.code).join(', ')} by lap" .x=${this.#lapAxis(data, 1, 'Lap')} .bands=${data.bands}
        .y=${{ from: 0, to: most, reverse: true, ticks: timeTicks(0, most, 5), format: value => `${value / 1000}` }} .cursor=${this.cursor} .looked=${this.looked}
        .series=${drivers.map(d => ({ key: d.number, name: d.name, label: d.code, colour: d.colour, mate: d.mate, points: data.gaps.get(d.number) }))}
        @cursor=${this.#move} @look=${this.#look}></line-chart>`;
  }

  #of(data, driver) {
    return data.own.get(driver.number).find(lap => lap.lapNumber === this.cursor);
  }

  #inWords(data, drivers) {
    return `Lap ${this.cursor}: ${drivers.map(driver => `${driver.code} ${lapTime(this.#of(data, driver)?.lapTime)}`).join(', ')}`;
  }

  #readout(data, drivers) {
    const best = Math.min(...drivers.map(driver => this.#of(data, driver)?.lapTime ?? Infinity));
    return html`<strong>Lap ${this.cursor}</strong> ${drivers.map(driver => {
      const lap = this.#of(data, driver);
      if (!lap) return html`<span>${driver.code} –</span>`;
      const behind = lap.lapTime === undefined || lap.lapTime === best ? '' : ` +${((lap.lapTime - best) / 1000).toFixed(3)}`;
      return html`<span>${driver.code} <b>${lapTime(lap.lapTime)}</b>${behind} <small>${peculiarity(lap)}</small></span>`;
    })}`;
  }

  #places(data) {
    const { drivers } = data;
    const most = Math.max(...[...data.places.values()].flat().map(([, place]) => place));
    const from = [...data.places.values()].some(own => own[0]?.[0] === 0) ? 0 : 1;
    const series = drivers.filter(d => data.places.has(d.number)).map(d => ({ key: d.number, name: d.name, label: d.code, colour: d.colour, mate: d.mate,
      points: data.places.get(d.number) }));
    const looked = drivers.find(driver => driver.number === this.looked);
    return html`
      <h3>Positions</h3>
      <p class="names">${looked ? html`<strong>${looked.name}</strong> ${looked.team}: ${this.#course(data.places.get(looked.number) ?? [])}` : 'Point at a line, or at a driver above, to see whose it is.'}</p>
      <line-chart height=${Math.max(260, most * 20)} ends label="Positions of ${series.length} cars lap by lap" .x=${this.#lapAxis(data, from, 'Lap')} .bands=${data.bands}
        .y=${{ from: 0.5, to: most + 0.5, reverse: true, ticks: ticks(1, most, most, { whole: true }) }} .series=${series} .cursor=${this.cursor} .looked=${this.looked}
        @cursor=${this.#move} @look=${this.#look}></line-chart>
      <details @toggle=${e => { this.table = e.target.open; }}><summary>Positions as a table</summary>${this.table ? this.#placesTable(data) : nothing}</details>`;
  }

  #course(own) {
    const [[lap, first], last] = [own[0] ?? [0, '–'], own.at(-1)?.[1]];
    return `P${first} ${lap ? `on lap ${lap}` : 'on the grid'}, P${own.find(([l]) => l === this.cursor)?.[1] ?? '–'} on lap ${this.cursor}, P${last} at the end`;
  }

  #placesTable({ drivers, places: all, last }) {
    const laps = Array.from({ length: last }, (_, i) => i + 1);
    return html`<div class="scroll" tabindex="0" role="group" aria-label="Positions by lap"><table class="places-table">
      <thead><tr><th scope="col">Driver</th>${laps.map(lap => html`<th scope="col" class="n">${lap}</th>`)}</tr></thead>
      <tbody>${drivers.filter(d => all.has(d.number)).map(driver => {
        const own = new Map(all.get(driver.number));
        return html`<tr><th scope="row">${driver.code}</th>${laps.map(lap => html`<td class="n">${own.get(lap) ?? ''}</td>`)}</tr>`;
      })}</tbody></table></div>`;
  }
}

customElements.define('laps-view', LapsView);
