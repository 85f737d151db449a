import { html, nothing } from 'lit';
import { find } from '../api.js';
import { rankLine, roundBars } from '../charts.js';
import { Plain } from '../component.js';
import { teamOf } from '../draft.js';
import { Feed } from '../feed.js';
import { LockClock } from '../lock.js';
import { chipName } from '../rulewords.js';
import { moment, points, price, shortName, span, zone } from '../words.js';

const ROLE = { captain: 'Captain', vice_captain: 'Vice-captain' };

/** What a team fields, and how it went so far. */
class TeamOverview extends Plain {
  static properties = Object.fromEntries(['team', 'rounds', 'ranks', 'calendar', 'own'].map(name => [name, { attribute: false }]));

  #lock = new LockClock(this, () => this.#feed.again());

  #feed = new Feed(this, {
    ask: async () => {
      const { teamId, season } = this.team;
      const raceId = this.own ? (await find('/me/teams', { season }))?.coming?.raceId ?? this.#latest() : this.#latest();
      const lineup = raceId ? await find(`/teams/${teamId}/lineups/${raceId}`) : null;
      if (lineup) this.#lock.hear(lineup);
      return { lineup };
    },
    topics: () => (this.#latest() ? [`push.race.${this.#latest()}`] : []),
  });

  #latest() {
    return this.rounds.at(-1)?.raceId ?? null;
  }

  willUpdate(changed) {
    if (this.hasUpdated && (changed.has('team') || changed.has('own'))) this.#feed.again();
  }

  render() {
    const lineup = this.#feed.data?.lineup;
    return html`
      <div class="overview">
        <section class="panel" aria-labelledby="lineup-title">${this.#lineup(lineup)}</section>
        <section class="panel" aria-labelledby="rounds-title"><h2 id="rounds-title">Points by round</h2>${this.#rounds()}</section>
        <section class="panel" aria-labelledby="ranks-title"><h2 id="ranks-title">Rank in the season</h2>${this.#ranks()}</section>
      </div>`;
  }

  #lineup(lineup) {
    if (!this.#feed.data) return html`<h2 id="lineup-title">Line-up</h2><p class="empty waiting">Loading …</p>`;
    if (!lineup) return html`<h2 id="lineup-title">Line-up</h2>
      <p class="empty">There is nothing to be seen before the first lock: until then a line-up is its owner's alone.</p>`;
    const race = this.calendar?.races.find(r => r.raceId === lineup.raceId);
    const edit = this.own && !this.#lock.locked
      ? html`<a role="button" class="edit" href="#/teams/${this.team.teamId}/edit">${lineup.drivers.length ? 'Edit line-up'
        : 'Pick a line-up'}</a>` : nothing;
    return html`
      <header><h2 id="lineup-title">Line-up for ${race ? shortName(race.name) : lineup.raceId}</h2>${edit}</header>
      ${lineup.drivers.length ? html`<ul class="line-up">${lineup.drivers.map(d => html`
        <li class=${d.role}><strong>${d.driver}</strong>
          <small>${teamOf(d)} ${d.priceTenths === undefined ? '' : price(d.priceTenths)}</small>${ROLE[d.role]
            ? html`<em>${ROLE[d.role]}</em>` : nothing}</li>`)}
        ${(lineup.constructors ?? [])
          .map(c => html`<li><strong>${c.constructor}</strong><small>Constructor ${price(c.priceTenths ?? 0)}</small></li>`)}</ul>`
        : html`<p class="empty">Nobody is picked: the team fields nobody.</p>`}
      <p class="note">${lineup.drivers.length
        ? html`Cost ${price(lineup.costTenths)} of ${price(lineup.budgetTenths)}. ` : nothing}${lineup.chip
        ? html`Chip: ${chipName(lineup.chip)}. ` : nothing}${this.#state(lineup)}</p>`;
  }

  #state({ lockAt, rolledOverFrom }) {
    const at = html`${moment(lockAt)} ${zone(lockAt)}`;
    if (this.#lock.locked) return html`Locked since ${at}.`;
    return html`Locks in <strong>${span(this.#lock.left)}</strong>, ${at}; until then nobody else sees it.
      ${rolledOverFrom ? 'It rolls over from an earlier race.' : nothing}`;
  }

  #rounds() {
    const rows = this.rounds.map(r => ({ ...r, race: shortName(r.race) }));
    if (!rows.length) return html`<p class="empty">No round was scored for this team yet.</p>`;
    const best = rows.toSorted((a, b) => b.points - a.points)[0];
    return html`
      ${roundBars(rows,
        `Points by round: ${rows.length} rounds, the best ${best.race} with ${points(best.points)}. The table below has all.`)}
      <div class="scroll tall" tabindex="0" role="group" aria-label="Points by round"><table>
        <thead><tr><th scope="col" class="n">Round</th><th scope="col">Race</th><th scope="col" class="n">Points</th>
          <th scope="col" class="n">Rank</th><th scope="col" class="n">Total</th></tr></thead>
        <tbody>${rows.toReversed().map(r => html`<tr><td class="n">${r.round}</td>
          <th scope="row"><a href="#/teams/${this.team.teamId}/scores?race=${r.raceId}">${r.race}</a></th>
          <td class="n">${points(r.points)}</td><td class="n">${r.rank ?? '–'}</td><td class="n">${points(r.total)}</td></tr>`)}</tbody>
      </table></div>`;
  }

  #ranks() {
    const names = new Map(this.rounds.map(r => [r.raceId, shortName(r.race)]));
    const rows = this.ranks.filter(r => r.seasonRank).map(r => ({ round: r.round, race: names.get(r.raceId) ?? r.raceId, rank: r.seasonRank,
      alone: r.roundRank }));
    if (!rows.length) return html`<p class="empty">A rank comes with the first scored round.</p>`;
    const [now] = rows.slice(-1);
    const best = Math.min(...rows.map(r => r.rank));
    return html`
      ${rankLine(rows, `Rank in the season after each round: ${now.rank} now, ${best} at best. The table below has all.`)}
      <details><summary>As a table</summary><div class="scroll"><table>
        <thead><tr><th scope="col">After</th><th scope="col" class="n">Season</th><th scope="col" class="n">Round alone</th></tr></thead>
        <tbody>${rows.toReversed().map(r => html`<tr><th scope="row">${r.round}. ${r.race}</th><td class="n">${r.rank}</td>
          <td class="n">${r.alone ?? '–'}</td></tr>`)}</tbody>
      </table></div></details>`;
  }
}

customElements.define('team-overview', TeamOverview);
