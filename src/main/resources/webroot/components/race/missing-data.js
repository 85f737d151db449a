import { html, nothing } from 'lit';
import { get } from '../../api.js';
import { now } from '../../clock.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { state } from '../../store.js';
import { Ticking } from '../../ticking.js';
import { moment, session as sessionName, until } from '../../words.js';

const SETTLES = 'After a session its data is looked for half an hour after the end, then every half hour until it is there.';
const SUBJECTS = 200;
const anyOf = new Intl.ListFormat('en', { type: 'disjunction' });

/** What of a session, or of a race's circuit, is not there, why, and when it is looked for. */
class MissingData extends Plain {
  static properties = { race: { attribute: false }, session: { attribute: false }, kinds: { attribute: false }, reason: {} };

  constructor() {
    super();
    this.feed = new Feed(this, { ask: () => this.#ask(), topics: () => ['push.imports'] });
    new Ticking(this);
  }

  willUpdate(changed) {
    const before = changed.get('session');
    if (before && (before.sessionId !== this.session.sessionId || before.phase !== this.session.phase)) this.feed.again();
  }

  #over = () => this.session.phase === 'completed';

  async #ask() {
    if (!this.#over()) return {};
    const [gaps, schedule] = await Promise.all([
      get('/gaps', { year: this.race.season, round: this.race.round }).then(gaps => ({ gaps }), problem => ({ why: problem.message })),
      get('/schedule', { limit: SUBJECTS })]);
    return { ...gaps, schedule };
  }

  render() {
    return html`<div class="missing" role="note"><p><strong>${this.#what()}</strong></p>${this.#when()}</div>`;
  }

  #what() {
    const kinds = anyOf.format(this.kinds.map(kind => kind.replaceAll('_', ' ')));
    return `${this.kinds.includes('circuit') ? this.race.circuit : sessionName(this.session.code)}: no ${kinds} here yet.`;
  }

  #when() {
    const { race, session } = this;
    if (race.cancelled || session.phase === 'cancelled') return html`<p>It was cancelled.</p>`;
    if (!this.#over()) return html`<p>${sessionName(session.code)}
      ${session.phase === 'live' ? 'is under way' : `starts ${moment(session.startsAt)}`}. ${SETTLES}</p>`;
    const { gaps, why, schedule } = this.feed.data ?? {};
    if (why) return html`<p>${why}</p>`;
    if (!gaps) return html`<p>${this.feed.problem ? this.reason : 'Finding out why …'}</p>`;
    const absent = gaps.absent.filter(a => [session.sessionId, race.raceId].includes(a.subject) && this.kinds.includes(a.kind));
    if (absent.length) return html`${absent.map(a => html`<p>Looked for on ${moment(a.at)}, and the source has none: ${a.reason}.</p>`)}`;
    const others = gaps.sessions.find(s => s.sessionId === session.sessionId)?.missing.filter(kind => !this.kinds.includes(kind)) ?? [];
    return html`<p>${this.#next(schedule)}</p>
      ${others.length ? html`<p class="note">Missing besides: ${others.map(kind => kind.replaceAll('_', ' ')).join(', ')}.</p>` : nothing}`;
  }

  #next({ subjects }) {
    const due = subjects.find(s => s.subject === `session:${this.session.sessionId}`)
      ?? (this.race.season === state.status?.season ? subjects.find(s => s.subject === 'import:f1') : null);
    if (due?.nextAt) return html`It is looked for next <strong>${until(due.nextAt, now())}</strong> (${moment(due.nextAt)}).`;
    return `Season ${this.race.season} is not looked for by itself: somebody who runs this service has to import it.`;
  }
}

customElements.define('missing-data', MissingData);
