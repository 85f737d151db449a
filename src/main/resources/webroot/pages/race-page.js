import { html, nothing } from 'lit';
import { html as still, unsafeStatic } from 'lit/static-html.js';
import { api } from '../api.js';
import { bringIntoSight, Page } from '../component.js';
import { Feed } from '../feed.js';
import { loadPart, query } from '../router.js';
import { day, session as sessionName, shortName } from '../words.js';
import '../components/race/race-state.js';

/** What the views are called. */
const VIEWS = {
  result: 'Result',
  corrections: 'Corrections',
  laps: 'Laps',
  tyres: 'Tyres',
  track: 'Track',
  weather: 'Weather & control',
  telemetry: 'Telemetry',
};

/** All about a race: a session at a time, a view at a time, each with an address of its own. Only what is open is asked for. */
class RacePage extends Page {
  static properties = { ready: { state: true } };
  #code = null;

  constructor() {
    super();
    this.ready = new Set();
    this.feed = new Feed(this, { ask: () => this.#ask(), topics: () => [`push.race.${this.parameters.raceId}`] });
  }

  willUpdate(changed) {
    const before = changed.get('parameters');
    const code = query().get('session');
    if (before?.raceId && before.raceId !== this.parameters.raceId) this.feed.data = null;
    if (before?.raceId && (!this.feed.data || this.#code !== code)) this.feed.again();
    this.#code = code;
    const { part } = this;
    if (part && !this.ready.has(part)) loadPart(part).then(() => { this.ready = new Set(this.ready).add(part); });
  }

  async #ask() {
    const race = await api.race(this.parameters.raceId);
    const shown = race && this.#session(race);
    const versions = shown?.version ? await api.versions(race.raceId, shown.code) : null;
    return { race, versions };
  }

  get #view() {
    return this.parameters.view ?? 'result';
  }

  /** The one that the address names, else the last that has begun, else the race. */
  #session(race) {
    return race.sessions.find(s => s.code === query().get('session')) ?? this.#usual(race);
  }

  #usual({ sessions, serverTime }) {
    return sessions.findLast(s => Date.parse(s.startsAt) <= Date.parse(serverTime)) ?? sessions.at(-1);
  }

  #address(race, view, { code }) {
    return `#/races/${race.raceId}${view === 'result' ? '' : `/${view}`}${code === this.#usual(race).code ? '' : `?session=${code}`}`;
  }

  render() {
    const { data, problem } = this.feed;
    if (!data) return html`<section class="panel" aria-busy=${!problem}><h1>Race</h1>
      <p class="empty">${problem ? problem.message : 'Loading …'}</p></section>`;
    const { race, versions } = data;
    if (!race) return html`<section class="panel"><h1>No such race</h1><p>There is no race ${this.parameters.raceId}.
      <a href="#/season">To the season</a></p></section>`;
    const shown = this.#session(race);
    const latest = versions?.sessionId === shown.sessionId ? versions.versions.at(-1) : null;
    return html`
      <header class="race-head">
        <p class="place"><a href="#/season/${race.raceId}">Season ${race.season}</a> · Round ${race.round} ·
          ${race.circuit}, ${race.locality}, ${race.country}</p>
        <h1>${race.name}</h1>
        <nav class="tabs sessions" aria-label="Session">${race.sessions.map(s => html`
          <a href=${this.#address(race, this.#view, s)} aria-current=${s === shown ? 'true' : nothing}
            title="${sessionName(s.code)}, ${day(s.startsAt)}"><span
            aria-hidden="true">${s.code}</span><span class="visually-hidden">${sessionName(s.code)}</span></a>`)}</nav>
        <race-state .race=${race} .session=${shown} .latest=${latest}></race-state>
      </header>
      <nav class="tabs views" aria-label="About ${sessionName(shown.code)}">${Object.entries(VIEWS).map(([view, name]) => html`
        <a href=${this.#address(race, view, shown)} aria-current=${view === this.#view ? 'page' : nothing}>${name}</a>`)}</nav>
      ${this.#shown(race, shown, versions)}`;
  }

  #shown(race, shown, versions) {
    if (!VIEWS[this.#view]) return html`<section class="panel"><p>There is nothing called ${this.#view} about a race.</p></section>`;
    const { part } = this;
    const element = unsafeStatic(part.split('/').at(-1));
    const heading = `${VIEWS[this.#view]}: ${sessionName(shown.code)}`;
    return html`<section class="panel view" aria-labelledby="view-title"><h2 id="view-title"
      class="visually-hidden">${heading}</h2>${this.ready.has(part)
      ? still`<${element} .race=${race} .session=${shown} .versions=${versions}></${element}>`
      : html`<p class="empty waiting" aria-busy="true">Loading …</p>`}</section>`;
  }

  updated() {
    this.querySelectorAll('.tabs').forEach(bringIntoSight);
    if (this.feed.data?.race) document.title = `${shortName(this.feed.data.race.name)} ${this.feed.data.race.season} · Paddock`;
  }
}

customElements.define('race-page', RacePage);
