import { html, nothing } from 'lit';
import { api, find, get } from '../../api.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { points, session as sessionName, signed } from '../../words.js';
import { step } from './moves.js';
import { changedLines } from './score-lines.js';

/** What a correction did to each of the reader's teams: points and rank before and after, and the lines that differ. */
class YourTeams extends Plain {
  static properties = { race: { attribute: false }, correction: { attribute: false } };

  constructor() {
    super();
    this.feed = new Feed(this, { ask: () => this.#ask(), topics: () => [`push.board.round-${this.race.raceId}`] });
  }

  async #ask() {
    const { race, correction } = this;
    const [{ teams }, impact] = await Promise.all([get('/me/teams', { season: race.season }),
      api.impact(race.raceId, correction.session, correction.toVersion, 1)]);
    return Promise.all(teams.map(team => this.#of(team, impact)));
  }

  async #of(team, impact) {
    const { race, correction } = this;
    const history = await find(`/teams/${team.teamId}/scores/${race.raceId}/history`);
    const entry = history?.history.find(h => h.session === correction.session && h.versionAfter === correction.toVersion);
    if (!entry?.delta) return { team, scored: Boolean(history) };
    const [ranks, before, after] = await Promise.all([impact ? this.#ranks(team, impact) : null,
      find(`/teams/${team.teamId}/scores/${race.raceId}`, { version: entry.version - 1 }),
      find(`/teams/${team.teamId}/scores/${race.raceId}`, { version: entry.version })]);
    return { team, entry, ranks, lines: before && after ? changedLines(before.lines, after.lines) : [] };
  }

  /** In the race's ranking; null when those rankings are no longer kept. */
  async #ranks({ teamId }, { board, before, after }) {
    const rankIn = async snapshot => {
      const { rows } = await get(`/leaderboards/${board}`, { snapshot, around: teamId, limit: 1 });
      return rows.find(row => row.teamId === teamId)?.rank;
    };
    try {
      const [was, is] = await Promise.all([rankIn(before), rankIn(after)]);
      return was && is ? { was, is } : null;
    } catch (problem) {
      if ([404, 410].includes(problem.status)) return null;
      throw problem;
    }
  }

  render() {
    const { data, problem } = this.feed;
    if (!data) return html`<h4>What it did to you</h4>${problem ? html`<p class="empty">${problem.message}</p>`
        : html`<p class="empty" aria-busy="true">Loading …</p>`}`;
    if (!data.length) return html`<h4>What it did to you</h4><p class="empty">Nothing: you have no team in season ${this.race.season}.
      <a href="#/teams">Your teams</a></p>`;
    return html`<h4>What it did to you</h4>${data.map(d => this.#team(d))}`;
  }

  #team({ team, scored, entry, ranks, lines }) {
    if (!entry) return html`<p class="yours"><a href="#/teams/${team.teamId}">${team.team}</a>: nothing, ${scored
      ? 'its points of this race stayed as they were' : 'it has no points of this race'}.</p>`;
    return html`
      <div class="yours">
        <p><a href="#/teams/${team.teamId}">${team.team}</a>: <strong>${points(entry.before)} → ${points(entry.after)} points</strong>
          <span class=${entry.delta > 0 ? 'gain' : 'loss'}>(${signed(entry.delta)})</span>${ranks
            ? html`, rank in this race ${step(ranks.was, ranks.is)}` : nothing}</p>
        ${lines.length ? html`
          <div class="scroll" tabindex="0" role="group" aria-label="Lines that changed"><table>
            <thead><tr><th scope="col">Whose</th><th scope="col">What</th><th scope="col" class="n">Before</th>
              <th scope="col" class="n">After</th></tr></thead>
            <tbody>${lines.map(line => html`<tr><th scope="row">${line.whose}</th>
              <td>${line.what} ${line.session ? html`<small>${sessionName(line.session)}</small>` : nothing}</td>
              <td class="n">${line.before === undefined ? '–' : points(line.before)}</td>
              <td class="n">${line.after === undefined ? '–' : points(line.after)}</td></tr>`)}</tbody>
          </table></div>` : nothing}
      </div>`;
  }
}

customElements.define('your-teams', YourTeams);
