import { html, nothing } from 'lit';
import { now } from '../../clock.js';
import { Plain } from '../../component.js';
import { Ticking } from '../../ticking.js';
import { count, moment, session as sessionName, until } from '../../words.js';
import { badge } from '../state-badge.js';

const CHECKS = 3;
const MEANING = {
  scheduled: 'The first look for a result is one hour after the start.',
  live: 'Under way. The first look for a result is one hour after the start.',
  over: 'It is over. No official result of it is looked for here.',
  awaiting_results: 'It is over, and nothing is published yet: looked for every hour.',
  provisional: 'Published, and checked again after 24, 48 and 72 hours.',
  confirmed_24h: 'One check a day after it found nothing changed.',
  confirmed_48h: 'Two checks found nothing changed; one more makes it final.',
  final: 'Three checks found nothing changed. It is looked at now and then all the same.',
  amended: 'Changed after it was final.',
  cancelled: 'It does not take place.',
};

/** What a session's result is worth now: its state, the checks behind it, the next one, who said it and when. */
class RaceState extends Plain {
  static properties = { race: { attribute: false }, session: { attribute: false }, latest: { attribute: false } };

  constructor() {
    super();
    new Ticking(this);
  }

  render() {
    const { race, session, latest } = this;
    const state = stateOf(race, session);
    const published = session.version > 0;
    const clock = now() ?? Date.parse(race.serverTime);
    return html`
      <section class="race-state" aria-label="State of ${sessionName(session.code)}">
        <p class="says">${badge(state, session.version)} ${published ? this.#meter() : nothing}
          <span class="meaning">${MEANING[state]}</span></p>
        <dl>
          <div><dt>Start</dt><dd>${moment(session.startsAt)}</dd></div>
          ${!published && Date.parse(race.lockAt) > clock
            ? html`<div><dt>Line-ups close</dt><dd><strong>${until(race.lockAt, clock)}</strong></dd></div>` : nothing}
          ${latest ? html`<div><dt>Said by</dt>
            <dd>${latest.source === 'admin' ? 'an administrator' : latest.source}, ${moment(latest.fetchedAt)}</dd></div>` : nothing}
          ${session.lastCheckAt ? html`<div><dt>Last check</dt><dd>${moment(session.lastCheckAt)}</dd></div>` : nothing}
          ${session.nextCheckAt ? html`<div><dt>Next check</dt><dd><strong>${until(session.nextCheckAt, clock)}</strong></dd></div>`
            : nothing}
          ${published ? html`<div><dt>Checked</dt><dd>${count(session.verifications, 'time')}</dd></div>` : nothing}
        </dl>
      </section>`;
  }

  #meter() {
    const { cleanChecks, version } = this.session;
    const clean = Math.min(cleanChecks, CHECKS);
    return html`<span class="meter" role="img" aria-label="${clean} of ${CHECKS} clean checks since version ${version}">
      ${Array.from({ length: CHECKS }, (_, i) => html`<i class=${i < clean ? 'done' : ''}></i>`)}<small
        aria-hidden="true">${clean} of ${CHECKS} clean checks</small></span>`;
  }
}

/** In one word, the schedule's and the result's: a session is live while it runs and nothing is published. */
function stateOf(race, session) {
  if (race.cancelled || session.phase === 'cancelled') return 'cancelled';
  if (session.phase === 'completed' && session.state === 'scheduled') return 'over';
  return session.phase === 'live' && !session.version ? 'live' : session.state;
}

customElements.define('race-state', RaceState);
