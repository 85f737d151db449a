import { html, nothing } from 'lit';
import { chooseAgainst, chooseSession, chooseVersion } from '../actions.js';
import { now } from '../clock.js';
import { Component } from '../component.js';
import { state } from '../store.js';
import { count, moment, session, until } from '../words.js';
import { resultTable } from './result-table.js';
import { badge } from './state-badge.js';

const SCORED = ['Q', 'S', 'R'];

class RaceView extends Component {
  render() {
    const { race } = state;
    if (!race) return state.raceId ? html`<section class="panel race-view" aria-busy="true"><h2>Race</h2></section>` : nothing;
    const shown = race.sessions.find(s => s.code === state.session);
    return html`
      <section class="panel race-view" aria-labelledby="race-title">
        <header>
          <p class="place">Round ${race.round} · ${race.circuit}, ${race.locality}</p>
          <h2 id="race-title">${race.name}</h2>
          <a class="all" href="#/races/${race.raceId}">All about this race</a>
          <div class="tabs" role="group" aria-label="Session">
            ${race.sessions.filter(s => SCORED.includes(s.code)).map(s => html`
              <button aria-pressed=${s.code === state.session} @click=${() => chooseSession(s.code)}>${session(s.code)}</button>`)}
          </div>
        </header>
        ${shown ? this.#checks(shown, race) : nothing}
        ${state.results ? html`${this.#versions()}${resultTable(state.results, state.diff)}` : this.#noResult(shown)}
      </section>`;
  }

  #checks(shown, race) {
    return html`
      <div class="checks">
        ${badge(race.cancelled ? 'cancelled' : shown.state, shown.version)}
        ${shown.version ? this.#meter(shown) : nothing}
        <dl>
          <div><dt>Start</dt><dd>${moment(shown.startsAt)}</dd></div>
          ${shown.lastCheckAt ? html`<div><dt>Last check</dt><dd>${moment(shown.lastCheckAt)}</dd></div>` : nothing}
          ${shown.nextCheckAt ? html`<div><dt>Next check</dt><dd><strong>${until(shown.nextCheckAt, now())}</strong></dd></div>` : nothing}
          ${shown.version ? nothing : html`<div><dt>Line-ups close</dt><dd>${until(race.lockAt, now())}</dd></div>`}
        </dl>
      </div>`;
  }

  #meter({ cleanChecks, version }) {
    const clean = Math.min(cleanChecks, 3);
    return html`<span class="meter" role="img" aria-label="${clean} of 3 clean checks since version ${version}">
      ${[0, 1, 2].map(i => html`<i class=${i < clean ? 'done' : ''}></i>`)}<small
        aria-hidden="true">${clean} of 3 clean checks</small></span>`;
  }

  #versions() {
    const { results, versions, diff } = state;
    const all = versions?.versions ?? [];
    const about = all.find(v => v.version === results.version);
    const against = diff ? diff.from : 0;
    return html`
      <div class="versions">
        <label>Version
          <select @change=${e => chooseVersion(Number(e.target.value))}>
            ${all.map(v =>
              html`<option value=${v.version} ?selected=${v.version === results.version}>v${v.version}, ${moment(v.fetchedAt)}</option>`)}
          </select></label>
        ${all.length > 1 ? html`
          <label>Compared with
            <select @change=${e => chooseAgainst(Number(e.target.value))}>
              <option value="0" ?selected=${against === 0}>nothing</option>
              ${all.filter(v => v.version !== results.version)
                .map(v => html`<option value=${v.version} ?selected=${v.version === against}>v${v.version}</option>`)}
            </select></label>` : nothing}
        <p>From ${results.source}${about?.hash ? html`, <abbr title="SHA-256 of the rows: ${about.hash}">${about.hash.slice(0, 8)}</abbr>`
          : nothing}${
          diff ? html`. <strong>${count(diff.changes.length, 'difference')} from v${diff.from}</strong>` : nothing}
          ${results.skipped.length ? html`<br>Left out: ${results.skipped.map(s => `${s.car} (${s.reason})`).join(', ')}` : nothing}</p>
      </div>`;
  }

  #noResult(shown) {
    return html`<p class="empty">${shown?.version ? 'Loading the result …'
      : shown?.state === 'awaiting_results' ? 'Nothing published yet. Checked again every hour.'
      : 'The result appears here once it is published; the first check is one hour after the start.'}</p>`;
  }
}

customElements.define('race-view', RaceView);
