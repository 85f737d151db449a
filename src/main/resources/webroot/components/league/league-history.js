import { html, nothing } from 'lit';
import { api, download, get } from '../../api.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { attempt } from '../../said.js';
import { count, points, shortName } from '../../words.js';
import { rules } from './words.js';
import { MOST_LINES } from '../trend-chart.js';

const FORMATS = [['csv', 'CSV'], ['json', 'JSON'], ['ndjson', 'NDJSON']];
/** Of the board's best, to choose from. */
const CHOICE = 20;

/** How a league went: members' ranks round by round, its seasons, and all of it as a file. */
class LeagueHistory extends Plain {
  static properties = { league: { attribute: false }, mine: { attribute: false }, chosen: { state: true } };
  #feed = new Feed(this, {
    ask: async () => {
      const path = `/leagues/${this.league.id}`;
      const [board, history, calendar] = await Promise.all([get(`${path}/leaderboard`, { limit: CHOICE }), get(`${path}/history`),
        api.season(this.league.season)]);
      const others = this.mine.filter(one => one.rank && !board.rows.some(row => row.teamId === one.teamId));
      const teams = [...board.rows, ...others].map(({ teamId, team }) => ({ teamId, team }));
      const drawn = teams.filter(({ teamId }) => this.#drawn(board).includes(teamId));
      const ranks = await Promise.all(drawn.map(async ({ teamId, team }) =>
        ({ team, rounds: (await get(`${path}/rank-history`, { teamId })).rounds })));
      return { board, teams, ranks, seasons: history.seasons, calendar };
    },
    topics: answer => [`push.board.league-${this.league.id}`, ...(answer ? [`push.board.${answer.board.board}`] : [])],
  });

  constructor() {
    super();
    this.chosen = null;
  }

  willUpdate(changed) {
    if (this.hasUpdated && changed.has('chosen')) this.#feed.again();
  }

  /** Whom the reader has chosen, else his own and the best. */
  #drawn(board) {
    const own = this.mine.filter(one => one.rank).map(one => one.teamId);
    return this.chosen ?? [...new Set([...own, ...board.rows.map(row => row.teamId)])].slice(0, MOST_LINES);
  }

  render() {
    const { data, problem } = this.#feed;
    return html`
      ${problem ? html`<p class="problem" role="status">${problem.message}</p>` : nothing}
      <section class="panel" aria-labelledby="ranks-title">
        <h2 id="ranks-title">Rank after each round</h2>
        ${!data ? html`<p class="empty">Loading …</p>` : this.#ranks(data)}
      </section>
      <section class="panel" aria-labelledby="seasons-title">
        <h2 id="seasons-title">Seasons</h2>
        ${data ? html`<div class="seasons">${data.seasons.map(season => this.#season(season))}</div>` : nothing}
      </section>
      <section class="panel" aria-labelledby="export-title">
        <h2 id="export-title">To take home</h2>
        <p>The whole season’s ranking with every round’s points.</p>
        <p class="deeds">${FORMATS.map(([format, name]) => html`
          <button class="quiet" @click=${() => this.#save(format)}>${name}</button>`)}</p>
      </section>`;
  }

  #save(format) {
    const { id } = this.league;
    return attempt(() => download(`/leagues/${id}/export`, { format }, `league-${id}.${format}`, '*/*'));
  }

  #ranks({ board, teams, ranks, calendar }) {
    const rounds = ranks[0]?.rounds ?? [];
    if (!rounds.length) return html`<p class="empty">No round that counts has been scored yet.</p>`;
    const drawn = this.#drawn(board);
    const name = round => shortName(calendar?.races.find(race => race.raceId === round.raceId)?.name ?? round.raceId);
    const most = Math.max(2, ...ranks.flatMap(team => team.rounds.map(round => round.rank ?? 0)));
    const step = Math.ceil(most / 8);
    return html`
      <fieldset class="picks"><legend class="visually-hidden">Teams in the chart</legend>${teams.map(({ teamId, team }) => html`
        <label><input type="checkbox" .checked=${drawn.includes(teamId)} ?disabled=${!drawn.includes(teamId) && drawn.length >= MOST_LINES}
          @change=${() => { this.chosen = drawn.includes(teamId) ? drawn.filter(other => other !== teamId)
            : [...drawn, teamId]; }}>${team}</label>`)}</fieldset>
      <trend-chart .series=${ranks.map(team => ({ name: team.team, points: team.rounds.map(round => [round.round, round.rank ?? null]) }))}
        .x=${{ format: String, ticks: rounds.map(round => round.round) }}
        .y=${{ format: String, ticks: Array.from({ length: Math.ceil(most / step) }, (_, i) => 1 + i * step) }}
        label="Rank after each round of the chosen teams; the table below has the same ranks"></trend-chart>
      <details><summary>As a table</summary>
        <div class="scroll" tabindex="0" role="region" aria-label="Ranks"><table>
          <thead><tr><th scope="col">After</th>${ranks.map(team => html`<th scope="col" class="n">${team.team}</th>`)}</tr></thead>
          <tbody>${rounds.map((round, i) => html`<tr><th scope="row">${round.round}. ${name(round)}</th>${ranks.map(team => html`
            <td class="n">${team.rounds[i]?.rank ?? '–'}</td>`)}</tr>`)}</tbody>
        </table></div>
      </details>`;
  }

  #season({ leagueId, season, name, ruleSet, teams, current, rows }) {
    return html`
      <div>
        <h3>${current ? `${season}: this one` : html`<a href="#/leagues/${leagueId}">${season}: ${name}</a>`}</h3>
        <p class="note">${count(teams, 'team')}, ${rules(ruleSet).toLowerCase()}</p>
        ${rows.length ? html`<ol>${rows.map(row => html`
          <li value=${row.rank}>${row.team} <small>${row.player}, ${points(row.points)}</small></li>`)}</ol>`
            : html`<p class="empty">Nothing scored yet.</p>`}
      </div>`;
  }
}

customElements.define('league-history', LeagueHistory);
