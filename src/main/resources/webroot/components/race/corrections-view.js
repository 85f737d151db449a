import { html, nothing } from 'lit';
import { api } from '../../api.js';
import { count, moment, session as sessionName } from '../../words.js';
import { session as reader } from '../../session.js';
import { inWords } from './ruling.js';
import { SessionView } from './session-view.js';
import './most-moved.js';
import './your-teams.js';

/** What was corrected after publication, of all of the race's sessions: by whom and when, what it changed, and what that did to teams. */
class CorrectionsView extends SessionView {
  async ask() {
    return (await api.corrections(this.race.raceId)).corrections;
  }

  show(corrections) {
    if (!corrections.length) return html`<p class="empty">Nothing was corrected: every result of this weekend stands as it was
      first published. Each is checked again after 24, 48 and 72 hours, and now and then after that.</p>`;
    return corrections.map(correction => this.#correction(correction));
  }

  #correction(correction) {
    const { session: code, fromVersion, toVersion, at, source, reason, changes, drivers, teams, notified } = correction;
    return html`
      <article class="ruling">
        <h3>${sessionName(code)}: version ${fromVersion} became version ${toVersion}</h3>
        <p class="cause">${source === 'admin' ? 'Entered by an administrator' : `Published by ${source}`}, seen
          <time datetime=${at}>${moment(at)}</time>.
          ${reason ? html`Reason given: “${reason}”.` : 'The source gives no reason.'}
          <a href="#/races/${this.race.raceId}?session=${code}">Compare the versions</a></p>
        <h4>What changed: ${count(drivers.length, 'driver')}</h4>
        <ul class="phrases">${inWords(changes).map(({ driver, phrases }) => html`
          <li><strong>${driver}</strong> ${phrases.join(', ')}</li>`)}</ul>
        ${reader.user ? html`<your-teams .race=${this.race} .correction=${correction}></your-teams>`
          : html`<p class="note"><a href="#/login">Log in</a> to see what it did to your teams.</p>`}
        ${teams ? html`<most-moved .raceId=${this.race.raceId} .correction=${correction}></most-moved>` : nothing}
        <p class="note">${count(teams, 'team')} re-scored${notified ? html`, ${count(notified, 'player')} told` : nothing}.</p>
      </article>`;
  }
}

customElements.define('corrections-view', CorrectionsView);
