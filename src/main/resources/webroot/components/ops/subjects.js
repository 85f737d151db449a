import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { get } from '../../api.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { query } from '../../router.js';
import { Ticking } from '../../ticking.js';
import { count } from '../../words.js';
import { pause, pollNow, resume } from './deeds.js';
import { Pulse } from './pulse.js';
import { ago, due, millis, problemOf, state } from './words.js';
import './subject.js';

const PAGE = 50;
const STATES = ['waiting', 'due', 'failing', 'deferred', 'stuck', 'paused', 'resting'];
/** A row whose slot has ended is marked for so long. */
const MARKED = 3_000;
/** Columns that the service can sort by, with the direction in which it does. */
const SORTS = { subject: 'ascending', due: 'ascending', ended: 'descending' };

/** Every tracked subject: filtered and sorted by the service, each row brought up to date as its slots end. */
class OpsSubjects extends Plain {
  static properties = { filter: { state: true }, pages: { state: true }, just: { state: true }, opened: { state: true } };

  constructor() {
    super();
    const asked = query();
    this.filter = { kind: asked.get('kind') ?? '', state: asked.get('state') ?? '', text: asked.get('text') ?? '', sort: 'due' };
    this.pages = 1;
    this.just = new Set();
    this.opened = null;
    this.kinds = new Feed(this, { ask: async () => (await get('/admin/overview')).work.kinds.map(kind => kind.kind) });
    this.feed = new Feed(this, { ask: () => this.#ask() });
    new Pulse(this, { hear: event => this.#hear(event), again: () => this.feed.again() });
    new Ticking(this);
  }

  async #ask() {
    const { kind, state, text, sort } = this.filter;
    const subjects = [];
    let next;
    for (let page = 0; page < this.pages; page++) {
      const answer = await get('/admin/subjects', { kind: kind || null, state: state || null, text: text || null, sort,
        limit: PAGE, cursor: next });
      subjects.push(...answer.subjects);
      next = answer.next;
      if (!next) break;
    }
    return { subjects, next };
  }

  /** The row of a subject whose slot ended says so before it is asked about. */
  #hear(event) {
    const row = event.type === 'poll' && this.feed.data?.subjects.find(one => one.subject === event.subject);
    if (!row) return;
    Object.assign(row, { lastOutcome: event.outcome, lastNote: event.note, lastEndedAt: event.at, nextAt: event.nextAt ?? undefined });
    this.#mark(event.subject);
  }

  #mark(subject) {
    this.just = new Set(this.just).add(subject);
    setTimeout(() => { this.just = new Set([...this.just].filter(one => one !== subject)); }, MARKED);
  }

  #choose(patch) {
    this.filter = { ...this.filter, ...patch };
    this.pages = 1;
    this.just = new Set();
    this.feed.again();
  }

  async #do(deed, subject) {
    if (await deed(subject)) this.feed.again();
  }

  render() {
    const { data } = this.feed;
    const { filter } = this;
    return html`
      ${problemOf(this.feed)}
      <section class="panel" aria-labelledby="subjects-title">
        <header><h2 id="subjects-title">Tracked subjects</h2><span class="note"
          role="status">${data ? `${count(data.subjects.length, 'subject')}${data.next ? ', there are more' : ''}` : ''}</span></header>
        <form class="filters" @submit=${event => event.preventDefault()}>
          <label>Kind <select @change=${event => this.#choose({ kind: event.target.value })}>
            <option value="">all</option>
            ${[...new Set([...(this.kinds.data ?? []), ...(filter.kind ? [filter.kind] : [])])].map(kind =>
              html`<option ?selected=${kind === filter.kind}>${kind}</option>`)}</select></label>
          <label>State <select @change=${event => this.#choose({ state: event.target.value })}>
            <option value="">all</option>${STATES.map(word =>
              html`<option ?selected=${word === filter.state}>${word}</option>`)}</select></label>
          <label>Part of the name <input type="search" maxlength="200" .value=${filter.text}
            @change=${event => this.#choose({ text: event.target.value.trim() })}></label>
        </form>
        ${data ? this.#table(data) : html`<p class="empty" aria-busy=${!this.feed.problem}>Asking for the subjects</p>`}
      </section>
      ${this.opened ? html`<ops-subject .subject=${this.opened} @closed=${() => this.#close()}
        @changed=${() => this.feed.again()}></ops-subject>` : nothing}`;
  }

  #close() {
    const subject = this.opened;
    this.opened = null;
    this.updateComplete.then(() => this.querySelector(`button[data-subject="${CSS.escape(subject)}"]`)?.focus());
  }

  #heading(sort, name, number) {
    const sorted = this.filter.sort === sort;
    return html`<th scope="col" class=${number ? 'n' : nothing} aria-sort=${sorted ? SORTS[sort] : 'none'}>
      <button class="link" @click=${() => this.#choose({ sort })}>${name}</button></th>`;
  }

  #table({ subjects, next }) {
    if (!subjects.length) return html`<p class="empty">Nothing that is tracked is like that. Choose another kind or state.</p>`;
    return html`
      <div class="scroll" tabindex="0" role="group" aria-labelledby="subjects-title"><table class="subjects">
        <thead><tr>${this.#heading('subject', 'Subject')}<th scope="col">State</th>
          <th scope="col" class="wide">Profile</th>${this.#heading('due', 'Next')}
          ${this.#heading('ended', 'Last')}<th scope="col" class="n wide"><abbr
            title="From due to begun: the last slot, and 99 of the latest 50">Late</abbr></th>
          <th scope="col" class="wide">Node</th><th scope="col"><span class="visually-hidden">Do</span></th></tr></thead>
        <tbody>${repeat(subjects, one => one.subject, one => this.#row(one))}</tbody>
      </table></div>
      ${next ? html`<button class="quiet more" @click=${() => { this.pages++; this.feed.again(); }}>More</button>` : nothing}`;
  }

  #row(one) {
    const { subject, profile, lateness, claim } = one;
    return html`
      <tr class=${this.just.has(subject) ? 'just' : nothing}>
        <th scope="row"><button class="link" data-subject=${subject} @click=${() => { this.opened = subject; }}>${subject}</button><span
          class="what">${one.kind}</span></th>
        <td>${state(one.state)}${one.attempt ? html`<span class="what">failed ${count(one.attempt, 'time')} in a row</span>` : nothing}</td>
        <td class="wide pace">${profile.name}${profile.chosen ? html` <abbr title="Chosen by an administrator">✎</abbr>` : nothing}<span
          class="what">${profile.pace ?? ''}</span></td>
        <td>${due(one.nextAt)}</td>
        <td>${one.lastOutcome ? state(one.lastOutcome) : '–'}
          ${one.lastEndedAt ? ago(one.lastEndedAt) : nothing}<span class="what note-text">${one.lastNote ?? ''}</span></td>
        <td class="n wide">${millis(lateness.lastMillis)}<span class="what">p99 ${millis(lateness.p99Millis)}</span></td>
        <td class="wide">${claim ? html`<abbr title="${claim.node}, epoch ${claim.epoch}">${claim.node.slice(0, 8)}</abbr>` : '–'}</td>
        <td><div class="deeds">
          <button class="quiet" @click=${() => this.#do(pollNow, subject)}>Poll now<span class="visually-hidden"> ${subject}</span></button>
          ${one.paused ? html`<button class="quiet" @click=${() => this.#do(resume, subject)}>Resume<span
            class="visually-hidden"> ${subject}</span></button>`
            : html`<button class="quiet" @click=${() => this.#do(pause, subject)}>Pause<span
              class="visually-hidden"> ${subject}</span></button>`}
        </div></td>
      </tr>`;
  }
}

customElements.define('ops-subjects', OpsSubjects);
