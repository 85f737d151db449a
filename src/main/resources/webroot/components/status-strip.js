import { html, nothing } from 'lit';
import { now } from '../clock.js';
import { Component } from '../component.js';
import { state } from '../store.js';
import { Ticking } from '../ticking.js';
import { count, span, subject, until } from '../words.js';

const SOURCE = { up: ['●', 'answers'], limited: ['◑', 'limited'], down: ['○', 'unreachable'], unknown: ['◌', 'not asked yet'] };

/** What the service does: its next check, how its sources are, what it has found. */
class StatusStrip extends Component {
  constructor() {
    super();
    new Ticking(this);
  }

  render() {
    if (!state.status) return nothing;
    const { nextPoll, sources, counts } = state.status;
    return html`
      <dl class="strip">
        <div class="next"><dt>Next check</dt>
          <dd>${nextPoll ? html`<strong>${until(nextPoll.at, now())}</strong> ${subject(nextPoll.subject, state.season)}`
            : 'Nothing planned'}</dd></div>
        ${sources.map(source => this.#source(source))}
        <div><dt>Results</dt><dd>${count(counts.versions, 'version')}, ${count(counts.corrections, 'correction')}</dd></div>
        <div><dt>Game</dt><dd>${count(counts.teams, 'team')}, ${count(counts.notifications, 'notice')} sent</dd></div>
        <div><dt>Checks made</dt><dd>${count(counts.polls, 'check')}</dd></div>
      </dl>`;
  }

  #source({ provider, state: health, since, reason, nextTry }) {
    const [sign, word] = SOURCE[health] ?? SOURCE.unknown;
    return html`
      <div class="source ${health}"><dt>Source ${provider}</dt>
        <dd><span class="sign" aria-hidden="true">${sign}</span>${word}${since ? ` for ${span(now() - new Date(since))}` : ''}
          ${reason ? html`<small>${reason}${nextTry ? `, next try ${until(nextTry, now())}` : ''}</small>` : ''}</dd></div>`;
  }
}

customElements.define('status-strip', StatusStrip);
