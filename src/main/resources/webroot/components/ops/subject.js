import { html, nothing } from 'lit';
import { get } from '../../api.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { Ticking } from '../../ticking.js';
import { moment } from '../../words.js';
import { changeProfile, pause, pollNow, resume } from './deeds.js';
import { Pulse } from './pulse.js';
import { about, ago, bars, due, millis, problemOf, state } from './words.js';

const HISTORY = 40;

/** One subject in a dialog: its plan, its next slots, what became of the last ones, and what may be done to it. */
class OpsSubject extends Plain {
  static properties = { subject: {} };

  constructor() {
    super();
    this.feed = new Feed(this, { ask: () => this.#ask() });
    this.profiles = new Feed(this, { ask: async () => (await get('/admin/profiles')).profiles });
    new Pulse(this, { again: () => this.feed.again() });
    new Ticking(this);
  }

  async #ask() {
    const [detail, log] = await Promise.all([get(`/admin/subjects/${encodeURIComponent(this.subject)}`),
      get('/polls', { subject: this.subject, limit: HISTORY })]);
    return { ...detail, polls: log.polls };
  }

  firstUpdated() {
    this.querySelector('dialog').showModal();
  }

  async #do(deed) {
    if (!await deed()) return;
    this.feed.again();
    this.dispatchEvent(new Event('changed'));
  }

  render() {
    const { data } = this.feed;
    return html`
      <dialog class="ops-subject" aria-labelledby="subject-title" @close=${() => this.dispatchEvent(new Event('closed'))}>
        <article class="team">
          <header><h2 id="subject-title">${this.subject}</h2>
            <button class="close" aria-label="Close" @click=${() => this.querySelector('dialog').close()}>×</button></header>
          ${problemOf(this.feed)}
          ${data ? this.#about(data) : html`<p class="empty" aria-busy=${!this.feed.problem}>Asking for it</p>`}
        </article>
      </dialog>`;
  }

  #about({ subject: one, upcoming, polls }) {
    const link = about(one.subject);
    const begun = polls.filter(poll => poll.startedAt).reverse();
    const late = begun.map(poll => Math.max(0, new Date(poll.startedAt) - new Date(poll.dueAt)));
    return html`
      <p>${state(one.state)} ${one.kind}, ${one.profile.name}${one.profile.pace ? html`: ${one.profile.pace}` : nothing}, T is
        <time datetime=${one.anchor}>${moment(one.anchor)}</time>.
        ${link ? html`<a href=${link}>What it is about</a>` : nothing}</p>
      <div class="deeds">
        <button @click=${() => this.#do(() => pollNow(one.subject))}>Poll now</button>
        ${one.paused ? html`<button class="quiet" @click=${() => this.#do(() => resume(one.subject))}>Resume</button>`
          : html`<button class="quiet" @click=${() => this.#do(() => pause(one.subject))}>Pause</button>`}
      </div>
      ${this.#profile(one)}
      <h3>Next slots</h3>
      ${upcoming.length ? html`<p>${due(upcoming[0])}: ${upcoming.slice(0, 8)
        .map((at, i) => html`${i ? ', ' : ''}<time datetime=${at}>${moment(at)}</time>`)}${upcoming.length > 8 ? ' …' : ''}</p>`
        : html`<p class="empty">${one.paused ? 'None while it is paused.' : 'None: there is nothing more to do.'}</p>`}
      <h3>How late its slots began</h3>
      ${begun.length ? html`${bars([late], ['late'], `How late the last ${begun.length} slots began: at most ${millis(Math.max(...late))}`)}
        <p class="scale"><span>${moment(begun[0].dueAt)}</span><span>at most ${millis(Math.max(...late))}, half within
          ${millis(one.lateness.p50Millis)}, 99 of 100 within ${millis(one.lateness.p99Millis)}</span>
          <span>${moment(begun.at(-1).dueAt)}</span></p>` : html`<p class="empty">None has begun yet.</p>`}
      <h3>Last slots</h3>
      ${polls.length ? html`<div class="scroll" tabindex="0" role="group" aria-label="Last slots"><table>
        <thead><tr><th scope="col">Due</th><th scope="col">Outcome</th><th scope="col">Note</th>
          <th scope="col" class="n">HTTP</th></tr></thead>
        <tbody>${polls.map(poll => html`<tr><th scope="row"><time datetime=${poll.dueAt}>${moment(poll.dueAt)}</time></th>
          <td>${state(poll.outcome)} ${ago(poll.endedAt)}</td>
          <td>${poll.note}</td><td class="n">${poll.httpStatus ?? '–'}</td></tr>`)}</tbody></table></div>`
            : html`<p class="empty">None yet.</p>`}`;
  }

  #profile(one) {
    const profiles = this.profiles.data ?? [];
    return html`
      <form class="filters"
        @submit=${event => { event.preventDefault(); this.#do(() => changeProfile(one.subject, event.target.elements.profile.value)); }}>
        <label>Another profile <select name="profile">${profiles.map(({ name, paces }) => html`
          <option value=${name} ?selected=${name === one.profile.name}>${name}: ${paces.join('; ')}</option>`)}</select></label>
        <button class="quiet">Change</button>
      </form>`;
  }
}

customElements.define('ops-subject', OpsSubject);
