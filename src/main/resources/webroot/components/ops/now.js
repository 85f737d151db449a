import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { get } from '../../api.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { Ticking } from '../../ticking.js';
import { count, moment, raceOf, session, shortName } from '../../words.js';
import { Pulse } from './pulse.js';
import { about, ago, bars, due, millis, percent, problemOf, state } from './words.js';

const LATEST = 12;
const STATES = ['due', 'failing', 'deferred', 'stuck', 'paused', 'waiting', 'resting'];

/** All at one look, from one request; slots that end are told as they do. */
class OpsNow extends Plain {
  static properties = { latest: { state: true } };

  constructor() {
    super();
    this.latest = [];
    this.feed = new Feed(this, { ask: () => get('/admin/overview') });
    new Pulse(this, { hear: event => this.#hear(event), again: () => this.feed.again() });
    new Ticking(this);
  }

  #hear(event) {
    if (event.type === 'poll') this.latest = [event, ...this.latest].slice(0, LATEST);
  }

  render() {
    const overview = this.feed.data;
    if (!overview) return html`${problemOf(this.feed)}<p class="panel empty now-empty" aria-busy=${!this.feed.problem}>Asking
      for the figures</p>`;
    return html`
      ${problemOf(this.feed)}
      ${this.#figures(overview)}
      <div class="now">
        ${this.#ahead(overview)} ${this.#late(overview)}
        ${this.#kinds(overview)} ${this.#latest()}
        ${this.#providers(overview)} ${this.#nodes(overview)}
        ${this.#polled(overview)} ${this.#results(overview)}
      </div>`;
  }

  #figures({ work, results, providers, nodes, waiting }) {
    const sum = state => work.kinds.reduce((all, kind) => all + (kind.states[state] ?? 0), 0);
    const all = STATES.reduce((subjects, state) => subjects + sum(state), 0);
    const slots = work.kinds.reduce((ended, kind) => ended + (kind.hour?.slots ?? 0), 0);
    const asked = providers.reduce((requests, p) => requests + p.hour.requests, 0);
    const failed = providers.reduce((failures, p) => failures + p.hour.failures, 0);
    const trouble = ['failing', 'deferred', 'stuck', 'paused'].filter(sum);
    const counts = waiting.counts;
    return html`
      <dl class="strip">
        <div><dt>Tracked</dt><dd><a href="#/ops/subjects">${count(all, 'subject')}</a>${sum('due') ? `, ${sum('due')} due` : ''}</dd></div>
        <div><dt>In trouble</dt><dd>${trouble.length ? trouble.map((word, i) =>
          html`${i ? ', ' : ''}<a href="#/ops/subjects?state=${word}">${sum(word)} ${word}</a>`) : 'none'}</dd></div>
        <div><dt>Last hour</dt><dd>${count(slots, 'slot')}, ${count(asked, 'request')}</dd></div>
        <div><dt>Requests that failed</dt><dd>${failed ? html`<a href="#/ops/providers">${failed} (${percent(failed, asked)})</a>`
          : 'none'}</dd></div>
        <div><dt>Being checked</dt><dd><a href="#/ops/results">${count(results.counts.verified, 'result')}</a></dd></div>
        <div><dt>Corrections found</dt><dd><a href="#/ops/results">${results.counts.corrections}</a></dd></div>
        <div><dt>Held changes</dt><dd>${counts.holds ? html`<a href="#/ops/waiting"><strong>${counts.holds}</strong> to decide</a>`
          : 'none'}</dd></div>
        <div><dt>Dead letters</dt><dd>${counts.dead || counts.mailLost
          ? html`<a href="#/ops/waiting">${counts.dead} of webhooks, ${counts.mailLost} mails</a>` : 'none'}</dd></div>
        <div><dt>Nodes</dt><dd>${nodes.filter(node => node.alive).length} alive of ${nodes.length}</dd></div>
      </dl>`;
  }

  #ahead({ work }) {
    const kinds = work.kinds.filter(kind => kind.ahead);
    const all = Array.from({ length: 60 }, (_, minute) => kinds.reduce((slots, kind) => slots + kind.ahead[minute], 0));
    const total = all.reduce((sum, slots) => sum + slots, 0);
    return html`
      <section class="panel" aria-labelledby="ahead-title">
        <h2 id="ahead-title">The next hour</h2>
        ${bars([all], ['planned'],
          `Next slots minute by minute: ${count(total, 'subject')} within the hour, ${Math.max(...all)} in the busiest minute`)}
        <p class="scale"><span>now</span><span>${count(total, 'subject')} due, at most ${Math.max(...all)} in a
          minute</span><span>in 1 h</span></p>
        <ol class="next">${work.next.slice(0, 6).map(slot => html`
          <li><span>${this.#name(slot.subject)}</span> <small>${slot.kind}</small> ${due(slot.at)}</li>`)}</ol>
      </section>`;
  }

  #name(subject) {
    const link = about(subject);
    return link ? html`<a href=${link}>${subject}</a>` : subject;
  }

  #late({ work: { lateness } }) {
    const slowest = Math.max(0, ...lateness.p99Millis.map(value => value ?? 0));
    const failed = lateness.failed.reduce((sum, value) => sum + value, 0);
    const worked = lateness.slots.map((slots, i) => slots - lateness.failed[i]);
    return html`
      <section class="panel" aria-labelledby="late-title">
        <h2 id="late-title">The last hour</h2>
        ${bars([worked, lateness.failed], ['worked', 'failed'],
          `Slots that ended minute by minute: ${worked.reduce((a, b) => a + b, 0)} worked, ${failed} failed`)}
        <p class="scale"><span>1 h ago</span><span>slots; <span class="key failed">failed ${failed}</span></span><span>now</span></p>
        ${bars([lateness.p99Millis], ['late'], `How late slots began, 99 of 100, minute by minute: ${millis(slowest)} at most`)}
        <p class="scale"><span>1 h ago</span><span>began late, 99 of 100: at most ${millis(slowest)}</span><span>now</span></p>
      </section>`;
  }

  #kinds({ work }) {
    return html`
      <section class="panel wide" aria-labelledby="kinds-title">
        <h2 id="kinds-title">Kinds of work</h2>
        <div class="scroll" tabindex="0" role="group" aria-labelledby="kinds-title"><table>
          <thead><tr><th scope="col">Kind</th><th scope="col">Subjects</th><th scope="col" class="n">Slots, 1 h</th>
            <th scope="col" class="n">Changed</th><th scope="col" class="n">Failed</th>
            <th scope="col" class="n"><abbr title="From due to begun, 99 of 100">Late p99</abbr></th></tr></thead>
          <tbody>${repeat(work.kinds, kind => kind.kind, ({ kind, states, hour }) => html`
            <tr><th scope="row" class="kind-name"><a href="#/ops/subjects?kind=${kind}">${kind}</a></th>
              <td class="states">${STATES.filter(word => states[word])
                .map(word => html`<span class="pair">${state(word)} ${states[word]}</span> `)}</td>
              <td class="n">${hour?.slots ?? 0}</td><td class="n">${hour?.changed ?? 0}</td>
              <td class="n">${hour?.failed ? html`<span class="loss">${hour.failed} (${percent(hour.failed, hour.slots)})</span>` : 0}</td>
              <td class="n">${millis(hour?.p99Millis)}</td></tr>`)}</tbody>
        </table></div>
      </section>`;
  }

  #latest() {
    return html`
      <section class="panel wide" aria-labelledby="latest-title">
        <h2 id="latest-title">As it happens</h2>
        ${this.latest.length
          ? html`<ol class="latest">${repeat(this.latest, slot => `${slot.subject} ${slot.dueAt} ${slot.at}`, slot => html`
          <li>${state(slot.outcome)} <strong>${this.#name(slot.subject)}</strong> <time datetime=${slot.at}>${moment(slot.at)}</time>
            <span class="text">${slot.note}</span></li>`)}</ol>` : html`<p class="empty">No slot has ended since this page was opened.</p>`}
      </section>`;
  }

  #providers({ providers }) {
    return html`
      <section class="panel" aria-labelledby="asked-title">
        <h2 id="asked-title"><a href="#/ops/providers">Providers</a>, last hour</h2>
        ${providers.length ? html`<div class="scroll" tabindex="0" role="group" aria-labelledby="asked-title"><table>
          <thead><tr><th scope="col">Provider</th><th scope="col">State</th>
            <th scope="col"><span class="visually-hidden">Requests</span></th><th scope="col" class="n">Worked</th>
            <th scope="col" class="n">p99</th></tr></thead>
          <tbody>${providers.map(({ source, hour }) => html`
            <tr><th scope="row">${source.provider}</th><td>${state(source.state)}</td>
              <td class="spark">${bars([hour.worked, hour.failed], ['worked', 'failed'],
                `${hour.requests - hour.failures} worked, ${hour.failures} failed`)}</td>
              <td class="n">${percent(hour.requests - hour.failures, hour.requests)}</td>
              <td class="n">${millis(hour.p99Millis)}</td></tr>`)}</tbody>
        </table></div>` : html`<p class="empty">The fetcher does not answer just now.</p>`}
      </section>`;
  }

  #nodes({ nodes }) {
    return html`
      <section class="panel" aria-labelledby="nodes-title">
        <h2 id="nodes-title">Nodes</h2>
        ${nodes.length ? html`<div class="scroll" tabindex="0" role="group" aria-labelledby="nodes-title"><table>
          <thead><tr><th scope="col">Node</th><th scope="col">Alive</th><th scope="col" class="n">Claims</th>
            <th scope="col" class="n">Due</th>
            <th scope="col" class="n"><abbr title="How long the first that is due has been due">Behind</abbr></th>
            <th scope="col" class="n">Slots, 1 h</th><th scope="col" class="n">Last sign</th></tr></thead>
          <tbody>${nodes.map(node => html`
            <tr><th scope="row"><abbr
              title="${node.node}, life ${node.incarnation}, since ${moment(node.joinedAt)}">${node.node.slice(0, 8)}</abbr>${
              node.self ? html` <small>this one</small>` : nothing}</th>
              <td>${node.alive ? html`<span class="state up"><span aria-hidden="true">✓</span> yes</span>`
                : html`<span class="state down"><span aria-hidden="true">✕</span> no</span>`}</td>
              <td class="n">${node.claims}</td><td class="n">${node.due}</td><td class="n">${millis(node.behindMillis)}</td>
              <td class="n">${node.slots}</td><td class="n">${millis(node.silentMillis)}</td></tr>`)}</tbody>
        </table></div>` : html`<p class="empty">No node shares the work: schedulers are switched off.</p>`}
      </section>`;
  }

  #polled({ results }) {
    const nothingPolled = !results.awaited.length && !results.horses.length;
    return html`
      <section class="panel" aria-labelledby="polled-title">
        <h2 id="polled-title">Races being polled</h2>
        ${nothingPolled ? html`<p class="empty">None: no session waits for its result, no horse race is looked at within the hour.</p>`
          : nothing}
        <ul class="lines">
          ${results.awaited.map(one => html`<li><a href="#/races/${one.raceId}">${shortName(one.race)} · ${session(one.session)}</a>
            <small>no result yet, ${one.paused ? 'paused' : html`looked at ${due(one.nextAt)}`}</small></li>`)}
          ${results.horses.map(one => html`<li><a href="#/horses/${one.raceId}">${one.meeting} R${one.number}</a>
            <small>${one.status}, ${one.provider}, start ${due(one.startsAt)},
            looked at ${due(one.nextAt)}</small></li>`)}
        </ul>
        ${results.counts.horses > results.horses.length ? html`<p class="note">${count(results.counts.horses, 'horse race')} in all:
          <a href="#/ops/subjects?kind=horse.poll">see them</a>.</p>` : nothing}
      </section>`;
  }

  #results({ results, imports }) {
    return html`
      <section class="panel" aria-labelledby="checks-title">
        <h2 id="checks-title"><a href="#/ops/results">Checks and corrections</a></h2>
        <ul class="lines">
          ${results.verifications.map(one => html`<li><a href="#/races/${one.raceId}">${shortName(one.race)} · ${session(one.session)}</a>
            <small>v${one.version}, check ${one.check} of ${results.checks} ${one.paused ? 'paused' : due(one.nextAt)}</small></li>`)}
          ${results.corrections.slice(0, 4)
            .map(one => html`<li><a href=${one.sport === 'f1' ? `#/races/${raceOf(one.subject)}`
              : `#/horses/${one.raceId}`}>${one.race}${one.session ? ` · ${session(one.session)}` : ''}</a>
            <small>corrected ${ago(one.at)}: ${count(one.changes, 'change')}</small></li>`)}
          ${imports.map(one => html`<li><a href="#/ops/waiting">Import ${one.runId}</a>
            <small>${one.state}, ${one.done} of ${one.of}</small></li>`)}
        </ul>
        ${results.verifications.length || results.corrections.length || imports.length ? nothing : html`<p class="empty">No result is being
          checked, and none was corrected.</p>`}
      </section>`;
  }
}

customElements.define('ops-now', OpsNow);
