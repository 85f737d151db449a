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
const valueOf = (sample, key) => (key === 'drs' ? Number(DRS_OPEN.includes(sample.drs)) : key === 'brake' ? Number(sample.brake) : sample[key]);

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
    return { drivers, circuit, sides, ...this.#compared(sides) };
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

  /** Both on the first one's length. */
  #compared([first, second]) {
    if (first.samples.length < 2 || second.samples.length < 2) return { length: 0 };
    const length = first.samples.at(-1).distance;
    return { length, laps: [first.samples, stretched(second.samples, length)], behind: delta(first.samples, second.samples, STEP) };
  }

  show(data) {
    if (!data.drivers.length) return this.missing(['car_data', 'laps'], data.missing);
    return html`
      <div class="picks">${data.sides.map((side, i) => this.#picker(side, i, data.drivers))}</div>
      ${data.length ? this.#charts(data) : this.#nothing(data.sides)}`;
  }

  #nothing(sides) {
    const without = sides.filter(side => side.samples.length < 2);
    return html`${without.every(side => /not imported|source has none/.test(side.missing ?? '')) ? this.missing(['car_data', 'car_position'], without[0].missing)
      : html`<p class="empty">${without.map(side => html`No telemetry of ${side.driver.code}${side.lap ? `, lap ${side.lap.lapNumber}` : ''}: ${side.missing ?? 'it has no samples'} `)}</p>`}`;
  }

  #picker({ driver, laps, lap }, i, drivers) {
    const look = { ...driver, mate: i };
    const name = i ? 'Second lap' : 'First lap';
    return html`<fieldset><legend>${swatch(look)} ${name}</legend>
      <label>Driver <select @change=${e => this.#pick(i, { driver: Number(e.target.value) })}>${drivers.map(d => html`
        <option value=${d.number} ?selected=${d.number === driver.number}>${named(d)}</option>`)}</select></label>
      <label>Lap <select @change=${e => this.#pick(i, { driver: driver.number, lap: Number(e.target.value) })}>${laps.map(l => html`
        <option value=${l.lapNumber} ?selected=${l.lapNumber === lap?.lapNumber}>${l.lapNumber}: ${lapTime(l.lapTime)}</option>`)}</select></label></fieldset>`;
  }

  #pick(i, pick) {
    this.picks = this.picks.map((old, n) => (n === i ? pick : this.feed.data.sides[n].lap ? { driver: this.feed.data.sides[n].driver.number, lap: this.feed.data.sides[n].lap.lapNumber } : old));
    this.feed.again();
  }

  #charts({ sides, laps, length, behind, circuit }) {
    const cursor = Math.min(this.cursor, length);
    const move = e => { this.cursor = e.detail; };
    const corners = cornersAlong(circuit);
    const x = { from: 0, to: length };
    const looks = sides.map((side, i) => ({ key: i, name: side.driver.name, colour: side.driver.colour, mate: i }));
    const values = laps.map(lap => lap[nearest(lap, cursor, sample => sample.distance)]);
    const gap = behind[nearest(behind, cursor)][1];
    const most = Math.max(50, ...behind.map(([, ms]) => Math.abs(ms))) * 1.1;
    return html`
      <div class="telemetry">
        <div class="traces">
          <div class="readout" >${this.#readout(sides, values, cursor, gap)}</div>
          <cursor-slider label="Distance" from="0" to=${Math.floor(length)} step=${STEP} value=${Math.round(cursor)} words=${this.#words(sides, values, cursor, gap)} @cursor=${move}></cursor-slider>
          <h3>Delta <small>seconds that ${sides[1].driver.code} is behind ${sides[0].driver.code}; both laps stretched to one length</small></h3>
          <line-chart height="110" label="Time that ${sides[1].driver.code} is behind" .x=${x} .y=${{ from: -most, to: most, ticks: ticks(-most, most, 3), format: v => (v / 1000).toFixed(Math.abs(most) < 200 ? 2 : 1) }}
            .notches=${corners} .cursor=${cursor} .series=${[{ ...looks[1], mate: 0, points: behind }]} @cursor=${move}></line-chart>
          ${CHANNELS.filter(({ key }) => laps.some(lap => lap.some(s => s[key] !== undefined))).map((channel, n, all) => html`
            <h3>${channel.name} ${channel.unit ? html`<small>${channel.unit}</small>` : nothing}</h3>
            <line-chart height=${channel.height + (n === all.length - 1 ? 30 : 0)} label="${channel.name} of both laps" ?steps=${channel.steps}
              .x=${n === all.length - 1 ? { ...x, ticks: ticks(0, length, 6), title: 'Distance in m' } : x} .notches=${corners.map(({ at: where }) => ({ at: where }))}
              .y=${{ from: channel.span[0], to: channel.span[1], ticks: channel.ticks ?? ticks(0, channel.span[1], channel.count), format: channel.format }}
              .cursor=${cursor} .series=${laps.map((lap, i) => ({ ...looks[i], points: lap.filter(s => valueOf(s, channel.key) !== undefined).map(s => [s.distance, valueOf(s, channel.key)]) }))}
              @cursor=${move}></line-chart>`)}
        </div>
        ${circuit && laps.some(lap => lap.some(s => s.x !== undefined)) ? html`<circuit-map .circuit=${circuit} .cars=${this.#cars(sides, laps, cursor)}></circuit-map>` : nothing}
      </div>`;
  }

  #cars(sides, laps, cursor) {
    return laps.map((lap, i) => ({ lap: lap.filter(s => s.x !== undefined), i })).filter(({ lap }) => lap.length > 1).map(({ lap, i }) => ({
      x: at(lap, cursor, s => s.x), y: at(lap, cursor, s => s.y), colour: sides[i].driver.colour, mate: i, name: `${sides[i].driver.code} at ${Math.round(cursor)} m` }));
  }

  #readout(sides, values, cursor, gap) {
    return html`<strong>${Math.round(cursor)} m</strong> ${sides.map((side, i) => html`<span>${swatch({ ...side.driver, mate: i })} ${side.driver.code} <b>${Math.round(values[i].speed)} km/h</b>
      ${values[i].nGear ?? '–'}. gear, ${Math.round(values[i].throttle ?? 0)} %${values[i].brake ? ', brakes' : ''}</span>`)} <span>delta <b>${seconds(gap)}</b></span>`;
  }

  #words(sides, values, cursor, gap) {
    return `${Math.round(cursor)} m: ${sides.map((side, i) => `${side.driver.code} ${Math.round(values[i].speed)} km/h, gear ${values[i].nGear ?? 'unknown'}`).join('; ')}; delta ${seconds(gap)}`;
  }
}

const seconds = ms => `${ms >= 0 ? '+' : '−'}${(Math.abs(ms) / 1000).toFixed(3)} s`;

customElements.define('telemetry-view', TelemetryView);
