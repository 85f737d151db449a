import { html, nothing } from 'lit';
import { find, get } from '../api.js';
import { Plain } from '../component.js';
import { Feed } from '../feed.js';
import { chipName } from '../rulewords.js';
import { count, moment, shortName } from '../words.js';
import './save-history.js';

/** Who came and went round by round, and every save with its receipt. */
class TeamLineups extends Plain {
  static properties = { ...Object.fromEntries(['team', 'calendar', 'own'].map(name => [name, { attribute: false }])),
    raceId: { state: true } };

  #feed = new Feed(this, {
    ask: async () => {
      const { teamId, season, ruleSet } = this.team;
      const transfers = await get(`/teams/${teamId}/transfers`);
      const last = transfers.rounds.at(-1)?.round;
      // A round that has locked names everybody who could be picked for it.
      return { rounds: transfers.rounds, market: await find('/prices', { season, round: last, ruleSet }) };
    },
  });

  constructor() {
    super();
    this.raceId = null;
  }

  willUpdate(changed) {
    if (this.hasUpdated && (changed.has('team') || changed.has('own'))) this.#feed.again();
  }

  #race(round) {
    const race = this.calendar?.races.find(r => r.round === round);
    return race ? shortName(race.name) : `Round ${round}`;
  }

  render() {
    const { data, problem } = this.#feed;
    if (!data) return html`<p class="empty waiting">${problem ? problem.message : 'Loading …'}</p>`;
    if (!data.rounds.length) return html`<p class="empty">${this.own ? 'No line-up was saved yet.'
      : 'There is nothing to be seen before the first lock.'}</p>`;
    const races = data.rounds.map(r => r.raceId).filter(Boolean);
    const chosen = this.raceId ?? races.at(-1);
    return html`
      <section class="panel" aria-labelledby="transfers-title">
        <h2 id="transfers-title">Who came, who went</h2>
        <div class="scroll" tabindex="0" role="group" aria-label="Who came and who went"><table class="transfers">
          <thead><tr><th scope="col">From</th><th scope="col">Came</th><th scope="col">Went</th><th scope="col">Chip</th>
            <th scope="col">Saved</th></tr></thead>
          <tbody>${data.rounds.toReversed().map(r => html`<tr>
            <th scope="row">${r.round}. ${this.#race(r.round)}</th><td>${this.#names(r.came) || '–'}</td>
            <td>${this.#names(r.went) || '–'}</td>
            <td>${r.chip ? chipName(r.chip) : '–'}${r.charged
              ? html` <span class="loss">${count(r.charged, 'transfer')} charged</span>` : nothing}</td>
            <td>${r.raceId ? moment(r.savedAt) : 'drawn'}</td></tr>`)}</tbody>
        </table></div>
        <p class="note">A line-up holds until another one is saved.
          ${this.own ? 'Others see what came and went once its round has locked.' : ''}</p>
      </section>
      ${chosen ? html`
        <section class="receipts" aria-labelledby="receipts-title">
          <header><h2 id="receipts-title">Saves and receipts</h2>
            <label>Race <select @change=${e => { this.raceId = e.target.value; }}>${races.toReversed().map(id => html`<option value=${id}
              ?selected=${id === chosen}>${this.#race(data.rounds.find(r => r.raceId === id).round)}</option>`)}</select></label></header>
          <save-history open .teamId=${this.team.teamId} .raceId=${chosen} .market=${data.market}></save-history>
        </section>` : nothing}`;
  }

  #names(ids) {
    const { market } = this.#feed.data;
    const name = id => market?.drivers.find(d => d.driverId === id)?.driver
      ?? market?.constructors.find(c => c.constructorId === id)?.constructor ?? id;
    return ids.map(name).join(', ');
  }
}

customElements.define('team-lineups', TeamLineups);
