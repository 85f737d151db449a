import { html, nothing } from 'lit';
import { open } from '../actions.js';
import { Component } from '../component.js';
import { state } from '../store.js';
import { day, session, shortName } from '../words.js';
import { badge } from './state-badge.js';

class RaceCalendar extends Component {
  #scrolledTo = null;

  render() {
    const { season, status } = state;
    if (!season) return html`
      <section class="panel calendar" aria-busy=${!status}><h2>Calendar</h2>
        ${status ? html`<p class="empty">No calendar yet. It appears here as soon as a source has answered.</p>` : nothing}</section>`;
    return html`
      <section class="panel calendar" aria-labelledby="calendar-title">
        <h2 id="calendar-title">Season ${season.year}</h2>
        <ol>${season.races.map(race => this.#race(race))}</ol>
      </section>`;
  }

  #race(race) {
    const result = race.sessions.find(s => s.code === 'R');
    return html`
      <li>
        <button class="race" aria-current=${race.raceId === state.raceId ? 'true' : 'false'} @click=${() => open(race.raceId)}>
          <span class="round" aria-label="Round ${race.round}">${race.round}</span>
          <span class="name">${shortName(race.name)}</span>
          <time datetime=${race.startsAt}>${day(race.startsAt)}</time>
          ${badge(race.cancelled ? 'cancelled' : race.state, result?.version)}
          <span class="sessions">${race.sessions.filter(s => ['Q', 'S'].includes(s.code)).map(s => html`
            <span class="pip ${s.state}" title="${session(s.code)}: ${s.state.replace('_', ' ')}${s.version ? `, version ${s.version}`
              : ''}">${s.code}<span
              class="visually-hidden">: ${s.state.replace('_', ' ')}</span></span>`)}</span>
        </button>
      </li>`;
  }

  updated() {
    if (!state.raceId || this.#scrolledTo === state.raceId) return;
    const list = this.querySelector('ol');
    const current = this.querySelector('[aria-current=true]')?.parentElement;
    if (!current) return;
    this.#scrolledTo = state.raceId;
    list.scrollTo({ top: current.offsetTop - list.clientHeight / 2 + current.clientHeight / 2,
      left: current.offsetLeft - list.clientWidth / 2 + current.clientWidth / 2 });
  }
}

customElements.define('race-calendar', RaceCalendar);
