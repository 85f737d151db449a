import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { get } from '../../api.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { attempt, say } from '../../said.js';
import { count, moment } from '../../words.js';
import { Pulse } from './pulse.js';
import { problemOf } from './words.js';

const PAGE = 50;

/** Who did what, newest first. Nothing in it can be changed, and the chain shows it. */
class OpsAudit extends Plain {
  static properties = { filter: { state: true }, pages: { state: true }, checking: { state: true } };

  constructor() {
    super();
    this.filter = {};
    this.pages = 1;
    this.checking = false;
    this.feed = new Feed(this, { ask: () => this.#ask() });
    new Pulse(this, { again: () => this.feed.again() });
  }

  async #ask() {
    const entries = [];
    let next;
    for (let page = 0; page < this.pages; page++) {
      const answer = await get('/admin/audit', { ...this.filter, limit: PAGE, cursor: next });
      entries.push(...answer.entries);
      next = answer.next;
      if (!next) break;
    }
    return { entries, next };
  }

  #choose(event) {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target));
    this.filter = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.trim() || null]));
    this.pages = 1;
    this.feed.again();
  }

  async #verify() {
    this.checking = true;
    await attempt(async () => {
      const chain = await get('/admin/audit/verify');
      say(chain.whole ? `The chain of ${count(chain.links, 'entry', 'entries')} holds: ${chain.hash.slice(0, 16)}…`
        : `The chain is broken at ${chain.brokenAt}: ${chain.why}`, { bad: !chain.whole });
    });
    this.checking = false;
  }

  render() {
    const { data } = this.feed;
    return html`
      ${problemOf(this.feed)}
      <section class="panel" aria-labelledby="audit-title">
        <header><h2 id="audit-title">Who did what</h2><button class="quiet" aria-busy=${this.checking} ?disabled=${this.checking}
          @click=${() => this.#verify()}>Check the chain</button></header>
        <form class="filters" @submit=${event => this.#choose(event)}>
          <label>Who <input name="actor" maxlength="60" placeholder="operator, user:42"></label>
          <label>Action <input name="action" maxlength="60" pattern="[a-z0-9.\\-]+" title="Small letters, digits, dots: f1.hold"
            placeholder="schedule.plan"></label>
          <label>To what <input name="subject" maxlength="200"></label>
          <button class="quiet">Filter</button>
        </form>
        ${!data ? html`<p class="empty" aria-busy=${!this.feed.problem}>Asking for the log</p>` : data.entries.length ? this.#table(data)
          : html`<p class="empty">Nobody did such a thing.</p>`}
      </section>`;
  }

  #table({ entries, next }) {
    return html`
      <div class="scroll" tabindex="0" role="group" aria-labelledby="audit-title"><table>
        <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">Action</th><th scope="col">To what</th>
          <th scope="col">Why, and how</th><th scope="col" class="wide">Hash</th></tr></thead>
        <tbody>${repeat(entries, entry => entry.seq, entry => html`
          <tr><th scope="row"><time datetime=${entry.at}>${moment(entry.at)}</time></th><td>${entry.actor}</td><td>${entry.action}</td>
            <td>${entry.subject}</td>
            <td>${entry.reason}${Object.keys(entry.detail).length
              ? html`<details><summary>Details</summary><pre>${JSON.stringify(entry.detail, null, 1)}</pre></details>` : nothing}</td>
            <td class="wide"><code>${entry.hash.slice(0, 8)}</code></td></tr>`)}</tbody>
      </table></div>
      ${next ? html`<button class="quiet more" @click=${() => { this.pages++; this.feed.again(); }}>More</button>` : nothing}`;
  }
}

customElements.define('ops-audit', OpsAudit);
