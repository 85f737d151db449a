import { html, nothing } from 'lit';
import { get } from '../../api.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { Ticking } from '../../ticking.js';
import { count, moment, session, shortName } from '../../words.js';
import { pollNow } from './deeds.js';
import { Pulse } from './pulse.js';
import { ago, due, problemOf, state } from './words.js';

const PAGE = 30;

/** Results on their way to being final, races being polled, and what was corrected. */
class OpsResults extends Plain {
  static properties = { pages: { state: true } };

  constructor() {
    super();
    this.pages = 1;
    this.feed = new Feed(this, { ask: () => this.#ask() });
    new Pulse(this, { again: () => this.feed.again() });
    new Ticking(this);
  }

  async #ask() {
    const [overview, checks] = await Promise.all([get('/admin/overview'), get('/admin/verifications', { limit: 200 })]);
    const corrections = [];
    let next;
    for (let page = 0; page < this.pages; page++) {
      const answer = await get('/admin/corrections', { limit: PAGE, cursor: next });
      corrections.push(...answer.corrections);
      next = answer.next;
      if (!next) break;
    }
    return { ...overview.results, verifications: checks.verifications, corrections, next };
  }

  async #poll(subject) {
    if (await pollNow(subject)) this.feed.again();
  }

  render() {
    const { data } = this.feed;
    if (!data) return html`${problemOf(this.feed)}<p class="panel empty" aria-busy=${!this.feed.problem}>Asking for the results</p>`;
    return html`${problemOf(this.feed)} ${this.#verifications(data)} ${this.#polled(data)} ${this.#corrections(data)}`;
  }

  #verifications({ verifications, checks }) {
    return html`
      <section class="panel" aria-labelledby="verified-title">
        <h2 id="verified-title">Being checked</h2>
        ${verifications.length ? html`<div class="scroll" tabindex="0" role="group" aria-labelledby="verified-title"><table>
          <thead><tr><th scope="col">Session</th><th scope="col" class="n">Version</th><th scope="col">Clean checks</th>
            <th scope="col">Next check</th><th scope="col" class="wide">Last looked</th>
            <th scope="col"><span class="visually-hidden">Do</span></th></tr></thead>
          <tbody>${verifications.map(one => html`
            <tr><th scope="row"><a href="#/races/${one.raceId}">${shortName(one.race)} · ${session(one.session)}</a></th>
              <td class="n">v${one.version}</td>
              <td><span class="meter" aria-hidden="true">${Array.from({ length: checks },
                (_, i) => html`<i class=${i < one.cleanChecks ? 'done' : ''}></i>`)}</span> ${one.cleanChecks} of ${checks}</td>
              <td>${one.paused ? state('paused') : html`${one.afterHours} h check ${due(one.nextAt)}`}${one.attempt
                ? html`<span class="what">failed ${count(one.attempt, 'time')} in a row</span>` : nothing}</td>
              <td class="wide">${ago(one.checkedAt)}</td>
              <td><div class="deeds"><button class="quiet" @click=${() => this.#poll(one.subject)}>Check now<span
                class="visually-hidden"> ${one.sessionId}</span></button></div></td></tr>`)}</tbody>
        </table></div>` : html`<p class="empty">No result is being checked.</p>`}
      </section>`;
  }

  #polled({ awaited, horses, counts }) {
    return html`
      <section class="panel" aria-labelledby="awaited-title">
        <h2 id="awaited-title">Being polled</h2>
        ${awaited.length || horses.length ? html`<div class="scroll" tabindex="0" role="group" aria-labelledby="awaited-title"><table>
          <thead><tr><th scope="col">Race</th><th scope="col">State</th><th scope="col">Start</th><th scope="col">Next look</th>
            <th scope="col" class="wide">Profile</th></tr></thead>
          <tbody>
            ${awaited.map(one =>
              html`<tr><th scope="row"><a href="#/races/${one.raceId}">${shortName(one.race)} · ${session(one.session)}</a></th>
              <td>${one.paused ? state('paused') : 'no result yet'}</td><td>${ago(one.startsAt)}</td><td>${due(one.nextAt)}</td>
              <td class="wide">f1-results</td></tr>`)}
            ${horses.map(one => html`<tr><th scope="row"><a href="#/horses/${one.raceId}">${one.meeting} R${one.number} ${one.race}</a><span
              class="what">${one.provider}</span></th>
              <td>${one.status}</td><td><time datetime=${one.startsAt}>${moment(one.startsAt)}</time></td><td>${due(one.nextAt)}</td>
              <td class="wide">${one.cadence}</td></tr>`)}
          </tbody></table></div>
          ${counts.horses > horses.length ? html`<p class="note">The next ${horses.length} of ${count(counts.horses, 'horse race')}:
            <a href="#/ops/subjects?kind=horse.poll">see all</a>.</p>` : nothing}`
          : html`<p class="empty">No session waits for its result, and no horse race is looked at within the hour.</p>`}
      </section>`;
  }

  #corrections({ corrections, counts, next }) {
    return html`
      <section class="panel" aria-labelledby="found-title">
        <header><h2 id="found-title">Corrections found</h2><span class="note">${count(counts.corrections, 'correction')} so
          far</span></header>
        ${corrections.length ? html`<div class="scroll" tabindex="0" role="group" aria-labelledby="found-title"><table>
          <thead><tr><th scope="col">Found</th><th scope="col">Race</th><th scope="col">Version</th><th scope="col" class="n">Changes</th>
            <th scope="col" class="wide">Source</th></tr></thead>
          <tbody>${corrections.map(one => html`
            <tr><th scope="row"><time datetime=${one.at}>${moment(one.at)}</time></th>
              <td><a href=${one.sport === 'f1' ? `#/races/${one.raceId}` : `#/horses/${one.raceId}`}>${one.sport === 'f1'
                ? `${shortName(one.race)} · ${session(one.session)}` : one.race}</a>
                ${one.reason ? html`<span class="what">${one.reason}</span>` : nothing}</td>
              <td>${one.sport === 'f1' ? `v${one.version - 1} → v${one.version}` : `revision ${one.version}`}</td>
              <td class="n">${one.changes}</td><td class="wide">${one.source}</td></tr>`)}</tbody>
        </table></div>
        ${next ? html`<button class="quiet more" @click=${() => { this.pages++; this.feed.again(); }}>More</button>` : nothing}`
          : html`<p class="empty">None yet.</p>`}
      </section>`;
  }
}

customElements.define('ops-results', OpsResults);
