import { html, nothing } from 'lit';
import { bandsByLap } from '../../charts/status.js';
import { byDriver, gaps, peculiarity, places, usualRange } from '../../charts/laps.js';
import { lapTicks, ticks, timeTicks } from '../../charts/scale.js';
import { lapTime } from '../../words.js';
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
  #drawn = null;

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
    return {
      missing: lists.laps.missing, laps, drivers, own: byDriver(laps),
      first: new Set(drivers.slice(0, CHOSEN_AT_FIRST).map(driver => driver.number)),
      last: Math.max(0, ...laps.map(lap => lap.lapNumber)), bands: bandsByLap(lists['track-status'].rows, laps),
      ...(RACES.includes(this.session.code) ? { places: places(laps, drivers), gaps: gaps(laps) } : {}),
    };
  }

  show(data) {
    if (data.missing || !data.laps.length) return this.missing(['laps'], data.missing);
    const chosen = this.chosen ?? data.first;
    const charts = this.#chartsOf(data, chosen);
    return html`
      <driver-chips label="Drivers shown" .drivers=${data.drivers} .chosen=${chosen} @choose=${e => this.#choose(chosen, e.detail)}
        @look=${this.#look}></driver-chips>
      ${this.#times(data, charts)}
      ${data.gaps && charts.drivers.length ? this.#gaps(data, charts) : nothing}
      ${charts.places ? this.#places(data, charts.places) : nothing}
      <lap-table .laps=${data.laps} .drivers=${data.drivers} .first=${[...chosen][0]}></lap-table>`;
  }

  /** What the charts draw: worked out when the drivers change, not whenever the cursor moves. */
  #chartsOf(data, chosen) {
    if (this.#drawn?.data === data && this.#drawn.chosen === chosen) return this.#drawn;
    const drivers = data.drivers.filter(driver => chosen.has(driver.number));
    this.#drawn = { data, chosen, drivers, times: timesOf(data, drivers), gaps: data.gaps && gapsOf(data, drivers),
      places: data.places && placesOf(data) };
    return this.#drawn;
  }

  #choose(chosen, number) {
    const next = new Set(chosen);
    if (!next.delete(number)) next.add(number);
    this.chosen = next;
  }

  #look = event => { this.looked = event.detail; };
  #move = event => { this.cursor = Math.round(event.detail); };

  #times(data, { drivers, times }) {
    if (!times) return html`<h3>Lap times</h3><p class="empty">${drivers.length ? 'No lap of theirs was timed.'
        : 'Choose a driver above.'}</p>`;
    return html`
      <h3>Lap times</h3>
      <line-chart height="300" label="Lap times of ${drivers.map(d => d.code).join(', ')} by lap" .x=${times.x} .y=${times.y}
        .bands=${data.bands} .series=${times.series}
        .cursor=${this.cursor} .looked=${this.looked} @cursor=${this.#move} @look=${this.#look}></line-chart>
      <cursor-slider label="Lap" from="1" to=${data.last} step="1" value=${this.cursor} words=${this.#inWords(data, drivers)}
        @cursor=${this.#move}></cursor-slider>
      <div class="readout">${this.#readout(data, drivers)}</div>
      <p class="note">Rings: in laps, out laps and laps that were deleted or not completed; at the upper edge,
        slower than what is drawn.</p>`;
  }

  #gaps(data, { drivers, gaps: { x, y, series } }) {
    return html`
      <h3>Behind the leader</h3>
      <line-chart height="200" ends label="Seconds behind the leader of ${drivers.map(d => d.code).join(', ')} by lap" .x=${x} .y=${y}
        .bands=${data.bands} .series=${series}
        .cursor=${this.cursor} .looked=${this.looked} @cursor=${this.#move} @look=${this.#look}></line-chart>`;
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

  #places(data, { x, y, series, height }) {
    const looked = data.drivers.find(driver => driver.number === this.looked);
    return html`
      <h3>Positions</h3>
      <p class="names">${looked
        ? html`<strong>${looked.name}</strong> ${looked.team}: ${this.#course(data.places.get(looked.number) ?? [])}`
        : 'Point at a line, or at a driver above, to see whose it is.'}</p>
      <line-chart height=${height} ends label="Positions of ${series.length} cars lap by lap" .x=${x} .y=${y} .bands=${data.bands}
        .series=${series}
        .cursor=${this.cursor} .looked=${this.looked} @cursor=${this.#move} @look=${this.#look}></line-chart>
      <details @toggle=${e => { this.table = e.target.open; }}><summary>Positions as a table</summary>${this.table
        ? this.#placesTable(data) : nothing}</details>`;
  }

  #course(own) {
    const [[lap, first], last] = [own[0] ?? [0, '–'], own.at(-1)?.[1]];
    const now = own.find(([l]) => l === this.cursor)?.[1] ?? '–';
    return `P${first} ${lap ? `on lap ${lap}` : 'on the grid'}, P${now} on lap ${this.cursor}, P${last} at the end`;
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

const lapAxis = ({ last }, from) => ({ from, to: last, ticks: lapTicks(from, last, 12), title: 'Lap' });
const look = ({ number, name, code, colour, mate }) => ({ key: number, name, label: code, colour, mate });

/** Lap times; where a lap has none, the line breaks. */
function timesOf(data, drivers) {
  const range = usualRange(drivers.flatMap(driver => data.own.get(driver.number)));
  if (!range) return null;
  const series = drivers.map(driver => {
    const timed = data.own.get(driver.number).filter(lap => lap.lapTime !== undefined);
    return { ...look(driver),
      points: timed.flatMap((lap, i) => [...(i && lap.lapNumber !== timed[i - 1].lapNumber + 1 ? [null] : []),
        [lap.lapNumber, lap.lapTime]]),
      marks: timed.filter(lap => lap.pitInTime !== undefined || lap.pitOutTime !== undefined || lap.deleted || lap.lapTime > range.to)
        .map(lap => [lap.lapNumber, Math.min(lap.lapTime, range.to), 'ring']) };
  });
  return { series, x: lapAxis(data, 1), y: { ...range, ticks: timeTicks(range.from, range.to, 6),
    format: value => lapTime(value).replace(/00$/, '') } };
}

function gapsOf(data, drivers) {
  const most = Math.max(1_000, ...drivers.flatMap(driver => data.gaps.get(driver.number).map(([, ms]) => ms))) * 1.05;
  return { x: lapAxis(data, 1), y: { from: 0, to: most, reverse: true, ticks: timeTicks(0, most, 5), format: value => `${value / 1000}` },
    series: drivers.map(driver => ({ ...look(driver), points: data.gaps.get(driver.number) })) };
}

/** Null where there are no laps to follow them over. */
function placesOf(data) {
  const all = [...data.places.values()];
  if (!all.some(own => own.length > 1)) return null;
  const most = Math.max(...all.flat().map(([, place]) => place));
  return { height: Math.max(260, most * 20), x: lapAxis(data, all.some(own => own[0]?.[0] === 0) ? 0 : 1),
    y: { from: 0.5, to: most + 0.5, reverse: true, ticks: ticks(1, most, most, { whole: true }) },
    series: data.drivers.filter(driver => data.places.has(driver.number))
      .map(driver => ({ ...look(driver), points: data.places.get(driver.number) })) };
}

customElements.define('laps-view', LapsView);
