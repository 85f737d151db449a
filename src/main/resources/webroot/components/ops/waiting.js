import { html, nothing } from 'lit';
import { act, get } from '../../api.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { attempt } from '../../said.js';
import { Ticking } from '../../ticking.js';
import { count, moment } from '../../words.js';
import { confirmed } from './ask.js';
import { pollNow, resume } from './deeds.js';
import { Pulse } from './pulse.js';
import { ago, due, problemOf, state } from './words.js';
import './hold.js';

/** What waits for somebody: held changes, imports, plans that fail, messages and mails that were given up. */
class OpsWaiting extends Plain {
  constructor() {
    super();
    this.feed = new Feed(this, { ask: () => this.#ask(), topics: () => ['push.imports'] });
    new Pulse(this, { again: () => this.feed.again() });
    new Ticking(this);
  }

  async #ask() {
    const [overview, jobs, holds, dead] = await Promise.all([get('/admin/overview'), get('/admin/jobs', { limit: 100 }),
      get('/admin/holds', { state: 'open', limit: 50 }), get('/admin/deliveries', { state: 'dead', limit: 100 })]);
    return { imports: overview.imports, counts: overview.waiting.counts, jobs: jobs.jobs, lostMail: jobs.lostMail, holds: holds.holds,
      dead: dead.deliveries };
  }

  async #do(deed, done) {
    if (await attempt(deed, done)) this.feed.again();
  }

  async #steer(deed, subject) {
    if (await deed(subject)) this.feed.again();
  }

  async #stop({ runId, year }) {
    if (await confirmed({ title: `Stop import ${runId}?`, yes: 'Stop it',
      text: `What it has of ${year} stays; the rest is imported when somebody begins another.` })) {
      this.#do(() => act('DELETE', `/imports/${runId}`), `Import ${runId} is stopped.`);
    }
  }

  render() {
    const { data } = this.feed;
    if (!data) return html`${problemOf(this.feed)}<p class="panel empty" aria-busy=${!this.feed.problem}>Asking for what waits</p>`;
    return html`${problemOf(this.feed)} ${this.#holds(data)} ${this.#imports(data)} ${this.#jobs(data)} ${this.#dead(data)}
      ${this.#mail(data)}`;
  }

  #holds({ holds }) {
    return html`
      <section class="panel" aria-labelledby="holds-title">
        <h2 id="holds-title">Changes that are held</h2>
        ${holds.length ? holds.map(hold => html`<ops-hold .hold=${hold} @decided=${() => this.feed.again()}></ops-hold>`) : html`<p
          class="empty">None. What a source changes after the end, or too much at once, waits here for a second source or for you.</p>`}
      </section>`;
  }

  #imports({ imports }) {
    return html`
      <section class="panel" aria-labelledby="imports-title">
        <h2 id="imports-title">Imports</h2>
        ${imports.length ? html`<div class="scroll" tabindex="0" role="group" aria-labelledby="imports-title"><table>
          <thead><tr><th scope="col">Import</th><th scope="col">State</th><th scope="col">Progress</th>
            <th scope="col" class="n wide">Requests</th><th scope="col" class="wide">Node</th>
            <th scope="col"><span class="visually-hidden">Do</span></th></tr></thead>
          <tbody>${imports.map(one => html`
            <tr><th scope="row">${one.runId}<span class="what">begun ${ago(one.startedAt)}</span></th>
              <td>${one.state}${one.pausedUntil ? html`, goes on ${due(one.pausedUntil)}` : nothing}${one.endedAt
                ? html` ${ago(one.endedAt)}` : one.alive ? nothing : html`<span class="what">nobody works on it just now</span>`}</td>
              <td><progress value=${one.done} max=${Math.max(one.of, 1)} aria-label="Import ${one.runId}"></progress>
                <small>${one.done} of ${count(one.of, 'gap')}${one.doing ? `: ${one.doing}` : ''}</small></td>
              <td class="n wide">${one.calls}</td><td class="wide">${one.node.slice(0, 8)}</td>
              <td><div class="deeds">${one.endedAt ? nothing : html`<button class="quiet"
                @click=${() => this.#stop(one)}>Stop<span class="visually-hidden"> ${one.runId}</span></button>`}</div></td></tr>`)}</tbody>
        </table></div>` : html`<p class="empty">None is under way, and none has ended within a day.</p>`}
      </section>`;
  }

  #jobs({ jobs }) {
    return html`
      <section class="panel" aria-labelledby="jobs-title">
        <h2 id="jobs-title">Work that does not go as it should</h2>
        ${jobs.length ? html`<div class="scroll" tabindex="0" role="group" aria-labelledby="jobs-title"><table>
          <thead><tr><th scope="col">Subject</th><th scope="col">State</th><th scope="col">Next</th><th scope="col">Why</th>
            <th scope="col"><span class="visually-hidden">Do</span></th></tr></thead>
          <tbody>${jobs.map(job => html`
            <tr><th scope="row"><a href="#/ops/subjects?text=${encodeURIComponent(job.subject)}">${job.subject}</a><span
              class="what">${job.kind}</span></th>
              <td>${state(job.state)}${job.attempt ? html`<span class="what">${count(job.attempt, 'time')} in a row</span>` : nothing}</td>
              <td>${due(job.nextAt)}</td><td>${job.note ?? ''}<span class="what">${ago(job.lastEndedAt)}</span></td>
              <td><div class="deeds">${job.state === 'paused'
                ? html`<button class="quiet" @click=${() => this.#steer(resume, job.subject)}>Resume<span
                  class="visually-hidden"> ${job.subject}</span></button>`
                : html`<button class="quiet" @click=${() => this.#steer(pollNow, job.subject)}>Retry now<span
                  class="visually-hidden"> ${job.subject}</span></button>`}</div></td></tr>`)}</tbody>
        </table></div>` : html`<p class="empty">All goes as it should.</p>`}
      </section>`;
  }

  #dead({ dead, counts }) {
    return html`
      <section class="panel" aria-labelledby="dead-title">
        <header><h2 id="dead-title">Dead letters of webhooks</h2><span class="note">${count(counts.endpoints, 'endpoint')},
          ${counts.failing} failing, ${count(counts.pending, 'message')} waiting</span></header>
        ${dead.length ? html`<div class="scroll" tabindex="0" role="group" aria-labelledby="dead-title"><table>
          <thead><tr><th scope="col">Message</th><th scope="col">Endpoint</th><th scope="col" class="n wide">Attempts</th>
            <th scope="col">Why</th><th scope="col"><span class="visually-hidden">Do</span></th></tr></thead>
          <tbody>${dead.map(one => html`
            <tr><th scope="row">${one.type}<span class="what">${one.subject}, ${moment(one.occurredAt)}</span></th>
              <td>${one.host}<span class="what">webhook ${one.webhook}</span></td>
              <td class="n wide">${one.attempts}</td><td>${one.error ?? ''}<span class="what">${ago(one.triedAt)}</span></td>
              <td><div class="deeds"><button class="quiet" @click=${() =>
                this.#do(() => act('POST', `/webhooks/deliveries/${one.id}/replay`), `Message ${one.id} is sent again.`)}>Send again<span
                  class="visually-hidden"> message ${one.id}</span></button></div></td></tr>`)}</tbody>
        </table></div>` : html`<p class="empty">None.</p>`}
      </section>`;
  }

  #mail({ lostMail }) {
    if (!lostMail.length) return nothing;
    return html`
      <section class="panel" aria-labelledby="mail-title">
        <h2 id="mail-title">Mails that were given up</h2>
        <ul class="lines">${lostMail.map(mail => html`<li>${mail.subject}
          <small>${moment(mail.failedAt)}: ${mail.error ?? ''}</small></li>`)}</ul>
      </section>`;
  }
}

customElements.define('ops-waiting', OpsWaiting);
