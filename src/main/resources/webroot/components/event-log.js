import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { open, showQuiet } from '../actions.js';
import { Component } from '../component.js';
import { state } from '../store.js';
import { moment, raceOf, subject } from '../words.js';

const SHOWN = 40;

class EventLog extends Component {
  render() {
    const entries = state.log.filter(entry => state.quiet || !entry.quiet).slice(0, SHOWN);
    return html`
      <section class="panel log" aria-labelledby="log-title">
        <header>
          <h2 id="log-title">What happened</h2>
          <label class="switch"><input type="checkbox" role="switch" .checked=${state.quiet}
            @change=${e => showQuiet(e.target.checked)}>All checks</label>
        </header>
        ${entries.length ? html`<ol>${repeat(entries, entry => entry.key, entry => this.#entry(entry))}</ol>`
          : html`<p class="empty">Nothing yet.</p>`}
      </section>`;
  }

  #entry({ at, about, kind, look, said, text }) {
    const raceId = raceOf(about.split(':')[1] ?? '');
    const known = state.season?.races.some(r => r.raceId === raceId);
    const name = subject(about, state.season);
    return html`
      <li class=${look}>
        <time datetime=${at}>${moment(at)}</time>
        <span class="kind">${kind}${said ? html` <em>${said}</em>` : nothing}</span>
        <span class="about">${known ? html`<button class="link" @click=${() => open(raceId)}>${name}</button>` : name}</span>
        <span class="text">${text}</span>
      </li>`;
  }
}

customElements.define('event-log', EventLog);
