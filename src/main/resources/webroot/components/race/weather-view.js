import { html, nothing } from 'lit';
import { bands } from '../../charts/status.js';
import { nearest } from '../../charts/path.js';
import { ticks, timeTicks } from '../../charts/scale.js';
import { count } from '../../words.js';
import { listsOf } from './session-data.js';
import { SessionView } from './session-view.js';
import './control-log.js';
import '../../charts/cursor-slider.js';
import '../../charts/line-chart.js';

const MINUTE = 60_000;
const POINTS = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'];
const compass = degrees => POINTS[Math.round(degrees / 45) % 8];

/** Air, track, wind and rain over the session, and what race control said. */
class WeatherView extends SessionView {
  static properties = { cursor: { state: true } };

  constructor() {
    super();
    this.turned();
  }

  turned() {
    this.cursor = null;
  }

  async ask() {
    const lists = await listsOf(this.session.sessionId, ['weather', 'track-status', 'race-control']);
    const statuses = lists['track-status'].rows;
    const begin = statuses.find(s => s.subject === 'session' && s.status === 'Started')?.time ?? lists.weather.rows[0]?.time ?? 0;
    const end = Math.max(lists.weather.rows.at(-1)?.time ?? 0, statuses.at(-1)?.time ?? 0);
    return { weather: lists.weather, control: lists['race-control'], begin, bands: bands(statuses, end), statuses: lists['track-status'] };
  }

  show({ weather, control, begin, bands: statuses }) {
    return html`
      <h3>Weather</h3>
      ${weather.rows.length ? this.#weather(weather.rows, begin, statuses) : this.missing(['weather'], weather.missing)}
      <h3>Race control</h3>
      ${control.rows.length ? html`<control-log .messages=${control.rows}></control-log>`
        : this.missing(['race_control'], control.missing)}`;
  }

  #weather(samples, begin, statuses) {
    const minute = sample => (sample.time - begin) / MINUTE;
    const [from, to] = [minute(samples[0]), minute(samples.at(-1))];
    const cursor = this.cursor ?? Math.max(from, 0);
    const x = title => ({ from, to, title, ticks: timeTicks(from * MINUTE, to * MINUTE, 9).map(t => t / MINUTE) });
    const behind = statuses.map(band => ({ ...band, from: (band.from - begin) / MINUTE, to: (band.to - begin) / MINUTE }));
    const rain = rainOf(samples, minute);
    const line = (key, name) => ({ key, name, label: name, kind: key,
      points: samples.filter(s => s[key] !== undefined).map(s => [minute(s), s[key]]) });
    const here = samples[nearest(samples, cursor, minute)];
    const move = e => { this.cursor = e.detail; };
    return html`
      <div class="readout"><strong>${Math.round(minute(here))} min</strong> <span>air <b>${here.airTemp ?? '–'} °C</b></span>
        <span>track <b>${here.trackTemp ?? '–'} °C</b></span>
        <span>wind <b>${here.windSpeed ?? '–'} m/s</b>
          ${here.windDirection === undefined ? nothing : `from the ${compass(here.windDirection)}`}</span>
        <span>humidity <b>${here.humidity ?? '–'} %</b></span> <span>${here.rainfall ? 'rain' : 'dry'}</span></div>
      <line-chart class="weather" height="210" label="Air and track temperature in °C" ends .x=${x('')} .cursor=${cursor} .bands=${behind}
        .y=${temperatures(samples)} .series=${[line('trackTemp', 'track'), line('airTemp', 'air')]} @cursor=${move}></line-chart>
      <line-chart class="weather wind" height="150" label="Wind speed in m/s, and when it rained" ends .x=${x('Minutes since the start')}
        .cursor=${cursor} .bands=${rain}
        .y=${winds(samples)} .series=${[line('windSpeed', 'wind')]} @cursor=${move}></line-chart>
      <cursor-slider label="Minute" from=${Math.floor(from)} to=${Math.ceil(to)} step="1" value=${Math.round(cursor)}
        words=${said(here, minute(here))} @cursor=${move}></cursor-slider>
      <p class="note">${rain.length ? `Rain: ${rain.map(r => `minute ${Math.round(r.from)} to ${Math.round(r.to)}`).join(', ')}.`
        : 'No rain.'} ${count(samples.length, 'sample')}.
        Behind the temperatures: the status of the track.</p>`;
  }
}

const range = (values, room) => [Math.min(...values) - room, Math.max(...values) + room];

function temperatures(samples) {
  const [from, to] = range(samples.flatMap(s => [s.airTemp, s.trackTemp]).filter(v => v !== undefined), 1);
  return { from, to, ticks: ticks(from, to, 5), format: value => `${value}°` };
}

function winds(samples) {
  const to = Math.max(2, ...samples.map(s => s.windSpeed ?? 0)) * 1.1;
  return { from: 0, to, ticks: ticks(0, to, 3), format: value => `${value}` };
}

/** From the first sample with rain to the first without. */
function rainOf(samples, minute) {
  const found = [];
  samples.forEach((sample, i) => {
    if (!sample.rainfall) return;
    if (!samples[i - 1]?.rainfall) found.push({ from: minute(sample), word: 'Rain', kind: 'rain' });
    found.at(-1).to = minute(samples[i + 1] ?? sample);
  });
  return found;
}

const said = ({ airTemp, trackTemp, windSpeed, rainfall }, minute) =>
  `${Math.round(minute)} minutes: air ${airTemp} °C, track ${trackTemp} °C, wind ${windSpeed} m/s, ${rainfall ? 'rain' : 'dry'}`;

customElements.define('weather-view', WeatherView);
