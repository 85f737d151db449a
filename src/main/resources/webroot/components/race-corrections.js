import { html, nothing } from 'lit';
import { api } from '../api.js';
import { attempt, openTeam } from '../actions.js';
import { Component } from '../component.js';
import { state } from '../store.js';
import { count, moment, points, session, signed } from '../words.js';

const TEAMS_SHOWN = 10;
const FIELD = { position: 'place', fastestLap: 'fastest lap', car: 'listed' };

class RaceCorrections extends Component {
  static properties = { impact: { state: true } };

  constructor() {
    super();
    this.impact = null;
  }

  render() {
    const corrections = state.corrections?.corrections ?? [];
    if (!corrections.length) return nothing;
    return html`
      <section class="panel corrections" aria-labelledby="corrections-title">
        <h2 id="corrections-title">Corrected after publication</h2>
        ${corrections.map(correction => this.#correction(correction))}
      </section>`;
  }

  #correction(correction) {
    const { session: code, fromVersion, toVersion, at, changes, teams, biggestGain, biggestLoss, notified } = correction;
    const drivers = new Map();
    for (const change of changes) drivers.set(change.driver, [...(drivers.get(change.driver) ?? []), change]);
    return html`
      <article>
        <h3>${session(code)}: v${fromVersion} → v${toVersion} <time datetime=${at}>${moment(at)}</time></h3>
        <p class="effect">
          <strong>${count(drivers.size, 'driver')}</strong> affected,
          <strong>${count(teams, 'team')}</strong> re-scored, <strong>${count(notified, 'player')}</strong> told.
          ${biggestGain ? html`Most gained: ${this.#swing(biggestGain)}.` : nothing}
          ${biggestLoss ? html`Most lost: ${this.#swing(biggestLoss)}.` : nothing}
        </p>
        <details>
          <summary>What changed</summary>
          <ul class="changes">${[...drivers].map(([driver, list]) => html`
            <li><strong>${driver}</strong> ${list.map((c, i) => html`${i ? '; ' : ''}${FIELD[c.field] ?? c.field} ${words(c.from)} →
              ${words(c.to)}`)}</li>`)}</ul>
        </details>
        <details @toggle=${e => e.target.open && attempt(() => this.#load(correction))}>
          <summary>Which teams it moved</summary>
          ${this.impact?.key === key(correction) ? this.#teams(this.impact) : html`<p aria-busy="true">Loading</p>`}
        </details>
      </article>`;
  }

  #swing({ teamId, team, before, after, delta }) {
    return html`<button class="link" @click=${() => attempt(() => openTeam(teamId))}>${team}</button>
      ${points(before)} → ${points(after)} <span class=${delta > 0 ? 'gain' : 'loss'}>(${signed(delta)})</span>`;
  }

  async #load(correction) {
    const found = await api.impact(state.raceId, correction.session, correction.toVersion, TEAMS_SHOWN);
    this.impact = { key: key(correction), total: found?.total ?? 0, teams: found?.teams ?? [] };
  }

  #teams({ teams, total }) {
    return html`
      <table>
        <thead><tr><th scope="col">Team</th><th scope="col" class="n">Before</th><th scope="col" class="n">After</th>
          <th scope="col" class="n">Rank</th></tr></thead>
        <tbody>${teams.map(t => html`
          <tr><th scope="row"><button class="link" @click=${() => attempt(() => openTeam(t.teamId))}>${t.team}</button></th>
            <td class="n">${points(t.before)}</td>
            <td class="n">${points(t.after)} <span class=${t.delta > 0 ? 'gain' : 'loss'}>(${signed(t.delta)})</span></td>
            <td class="n">${t.rankBefore} → ${t.rankAfter}</td></tr>`)}</tbody>
      </table>
      ${total > teams.length ? html`<p><small>The largest ${teams.length} of ${count(total, 'team')}.</small></p>` : nothing}`;
  }
}

const key = correction => `${correction.sessionId} ${correction.toVersion}`;
const words = value => (value === undefined ? '–' : value.replaceAll('_', ' '));

customElements.define('race-corrections', RaceCorrections);
