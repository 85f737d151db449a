import { html, nothing } from 'lit';
import { find } from '../../api.js';
import { at, delta, stretched } from '../../charts/delta.js';
import { nearest } from '../../charts/path.js';
import { ticks } from '../../charts/scale.js';
import { cornersAlong } from '../../charts/circuit-map.js';
import { lapTime } from '../../words.js';
import { driversIn, listOf, named } from './session-data.js';
import { SessionView } from './session-view.js';
import '../../charts/cursor-slider.js';
import { swatch } from '../../charts/driver-chips.js';
import '../../charts/line-chart.js';

const STEP = 10;
const CHANNELS = [
  { key: 'speed', name: 'Speed', unit: 'km/h', height: 190, span: [0, 360], count: 4 },
  { key: 'throttle', name: 'Throttle', unit: '%', height: 90, span: [0, 104], count: 2 },
  { key: 'brake', name: 'Brake', unit: '', height: 62, span: [-0.1, 1.1], ticks: [0, 1], steps: true, format: v => (v ? 'on' : 'off') },
  { key: 'nGear', name: 'Gear', unit: '', height: 100, span: [0, 8.5], count: 4, steps: true },
  { key: 'rpm', name: 'Engine', unit: '1/min', height: 100, span: [4_000, 13_500], ticks: [5_000, 10_000], format: v => `${v / 1000}k` },
  { key: 'drs', name: 'DRS', unit: '', height: 62, span: [-0.1, 1.1], ticks: [0, 1], steps: true, format: v => (v ? 'open' : 'shut') },
];
const DRS_OPEN = [10, 12, 14];
const known = (value, number) => (value === undefined ? undefined : number(value));
const valueOf = (sample, key) => (key === 'drs' ? known(sample.drs, drs => Number(DRS_OPEN.includes(drs)))
  : key === 'brake' ? known(sample.brake, Number) : sample[key]);

/** Two laps of one session over the distance, and where on the map they are: pointed at, or moved along with the keyboard. */
class TelemetryView extends SessionView {
  static properties = { picks: { state: true }, cursor: { state: true } };

  constructor() {
    super();
    this.turned();
  }

  turned() {
    this.picks = [{}, {}];
    this.cursor = 0;
  }

  async ask() {
    const { sessionId } = this.session;
    const [results, circuit] = await Promise.all([listOf(sessionId, 'results'), find(`/circuits/${this.race.raceId}`)]);
    const known = results.rows.length ? null : await listOf(sessionId, 'laps');
    const drivers = driversIn(results, known);
    if (!drivers.length) return { missing: known.missing, drivers };
    const sides = await Promise.all(this.picks.map((pick, i) => this.#side(pick, drivers[Math.min(i, drivers.length - 1)], drivers)));
    return { drivers, circuit, sides, ...this.#compared(sides, circuit) };
  }

  /** A lap and its samples: the one chosen, else the driver's best that stands. */
  async #side(pick, usual, drivers) {
    const driver = drivers.find(d => d.number === pick.driver) ?? usual;
    const laps = (await listOf(this.session.sessionId, 'laps', { driver: driver.number })).rows;
    const timed = laps.filter(lap => lap.lapTime !== undefined && !lap.deleted);
    const best = timed.reduce((a, b) => (a && a.lapTime <= b.lapTime ? a : b), null);
    const lap = laps.find(l => l.lapNumber === pick.lap) ?? best ?? laps[0];
    if (!lap) return { driver, laps, samples: [], missing: 'no laps' };
    const telemetry = await listOf(this.session.sessionId, 'telemetry', { driver: driver.number, lap: lap.lapNumber });
    return { driver, laps, lap, missing: telemetry.missing, samples: telemetry.rows.filter(row => row.distance !== undefined) };
  }

  /** Both on the first one's length, and the charts of that: worked out once, whatever is pointed at later. */
  #compared([first, second], circuit) {
    if (first.samples.length < 2 || second.samples.length < 2) return { length: 0 };
    const length = first.samples.at(-1).distance;
    const laps = [first.samples, stretched(second.samples, length)];
    const looks = [first, second].map(({ driver }, i) => ({ key: i, name: driver.name, colour: driver.colour, mate: i }));
    const behind = delta(first.samples, second.samples, STEP);
    const corners = cornersAlong(circuit);
    return { length, laps, behind,
      charts: [deltaChart(behind, length, { ...looks[1], mate: 0 }, corners), ...tracesOf(laps, length, looks, corners)] };
  }

  show(data) {
    if (!data.drivers.length) return this.missing(['car_data', 'laps'], data.missing);
    return html`
      <div class="picks">${data.sides.map((side, i) => this.#picker(side, i, data.drivers))}</div>
      ${data.length ? this.#charts(data) : this.#nothing(data.sides)}`;
  }

  #nothing(sides) {
    const without = sides.filter(side => side.samples.length < 2);
    if (without.every(side => !side.laps.length)) return this.missing(['car_data', 'laps'], without[0].missing);
    if (without.every(side => /not imported|source has none/.test(side.missing ?? '')))
      return this.missing(['car_data', 'car_position'], without[0].missing);
    return html`<p class="empty">${without.map(({ driver, lap, missing }) =>
      `No telemetry of ${driver.code}${lap ? `, lap ${lap.lapNumber}` : ''}: ${missing ?? 'it has no samples'} `)}</p>`;
  }

  #picker({ driver, laps, lap }, i, drivers) {
    const look = { ...driver, mate: i };
    const name = i ? 'Second lap' : 'First lap';
    return html`<fieldset><legend>${swatch(look)} ${name}</legend>
      <label>Driver <select @change=${e => this.#pick(i, { driver: Number(e.target.value) })}>${drivers.map(d => html`
        <option value=${d.number} .selected=${d.number === driver.number}>${named(d)}</option>`)}</select></label>
      <label>Lap <select @change=${e => this.#pick(i, { lap: Number(e.target.value) })}>${laps.map(l => html`
        <option value=${l.lapNumber} .selected=${l.lapNumber === lap?.lapNumber}>${l.lapNumber}: ${lapTime(l.lapTime)}</option>`)}
      </select></label></fieldset>`;
  }

  /** Another driver, of whom the best lap is shown, or another lap of the one chosen last, though he may not be there yet. */
  #pick(i, { driver, lap }) {
    const pick = driver ? { driver } : { driver: this.picks[i].driver ?? this.feed.data.sides[i].driver.number, lap };
    this.picks = this.picks.map((old, n) => (n === i ? pick : old));
    this.feed.again();
  }

  #charts({ sides, laps, length, behind, charts, circuit }) {
    const cursor = Math.min(this.cursor, length);
    const move = e => { this.cursor = e.detail; };
    const values = laps.map(lap => lap[nearest(lap, cursor, sample => sample.distance)]);
    const gap = behind[nearest(behind, cursor)][1];
    const codes = sides.map(side => side.driver.code);
    return html`
      <div class="telemetry">
        <div class="traces">
          <div class="readout">${this.#readout(sides, values, cursor, gap)}</div>
          <cursor-slider label="Distance" from="0" to=${Math.floor(length)} step=${STEP} value=${Math.round(cursor)}
            words=${this.#words(codes, values, cursor, gap)} @cursor=${move}></cursor-slider>
          ${charts.map(chart => html`
            <h3>${chart.name}
              <small>${chart.unit ?? `seconds that ${codes[1]} is behind ${codes[0]}; both laps are stretched to one length`}</small></h3>
            <line-chart height=${chart.height} label="${chart.name}, ${codes.join(' and ')}" ?steps=${chart.steps}
              .x=${chart.x} .y=${chart.y} .notches=${chart.notches} .series=${chart.series} .cursor=${cursor}
              @cursor=${move}></line-chart>`)}
        </div>
        ${circuit ? this.#map(circuit, sides, laps, at(laps[0], cursor, s => s.time)) : nothing}
      </div>`;
  }

  /** Where both were, so long after they had begun their laps. */
  #map(circuit, sides, laps, elapsed) {
    const cars = laps.flatMap((lap, i) => {
      const placed = lap.filter(s => s.x !== undefined);
      if (placed.length < 2) return [];
      const where = axis => at(placed, elapsed, s => s[axis], s => s.time);
      return { x: where('x'), y: where('y'), colour: sides[i].driver.colour, mate: i, name: sides[i].driver.code };
    });
    return html`<div><circuit-map .circuit=${circuit} .cars=${cars}></circuit-map>
      <p class="note">${cars.length ? `Where both were ${(elapsed / 1000).toFixed(1)} s after they had begun the lap; filled: ${
        sides[0].driver.code}.` : 'No positions of these laps.'}</p></div>`;
  }

  #readout(sides, values, cursor, gap) {
    return html`<strong>${Math.round(cursor)} m</strong> ${sides.map(({ driver }, i) => html`
      <span>${swatch({ ...driver, mate: i })} ${driver.code} <b>${Math.round(values[i].speed)} km/h</b>
        ${values[i].nGear ?? '–'}. gear, ${Math.round(values[i].throttle ?? 0)} %${values[i].brake ? ', brakes' : ''}</span>`)}
      <span>delta <b>${seconds(gap)}</b></span>`;
  }

  #words(codes, values, cursor, gap) {
    const cars = codes.map((code, i) => `${code} ${Math.round(values[i].speed)} km/h, gear ${values[i].nGear ?? 'unknown'}`);
    return `${Math.round(cursor)} m: ${cars.join('; ')}; delta ${seconds(gap)}`;
  }
}

function deltaChart(behind, length, look, notches) {
  const most = Math.max(50, ...behind.map(([, ms]) => Math.abs(ms))) * 1.1;
  const y = { from: -most, to: most, ticks: ticks(-most, most, 3), format: v => (v / 1000).toFixed(most < 200 ? 2 : 1) };
  return { name: 'Delta', height: 110, x: { from: 0, to: length }, y, notches, series: [{ ...look, points: behind }] };
}

/** The channels that either lap has, one below the other; the last one carries the axis. */
function tracesOf(laps, length, looks, corners) {
  const there = CHANNELS.filter(({ key }) => laps.some(lap => lap.some(sample => sample[key] !== undefined)));
  const notches = corners.map(({ at: where }) => ({ at: where }));
  return there.map(({ key, name, unit, height, span, count, ticks: own, steps, format }, n) => {
    const last = n === there.length - 1;
    return { name, unit, steps, notches, height: height + (last ? 30 : 0),
      x: { from: 0, to: length, ...(last ? { ticks: ticks(0, length, 6), title: 'Distance in m' } : {}) },
      y: { from: span[0], to: span[1], ticks: own ?? ticks(0, span[1], count), format },
      series: looks.map((look, i) => ({ ...look,
        points: laps[i].filter(s => valueOf(s, key) !== undefined).map(s => [s.distance, valueOf(s, key)]) })) };
  });
}

const seconds = ms => `${ms >= 0 ? '+' : '−'}${(Math.abs(ms) / 1000).toFixed(3)} s`;

customElements.define('telemetry-view', TelemetryView);
