import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api, get } from '../../api.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { Glide } from '../../glide.js';
import { announce, say } from '../../said.js';
import { moment, points, shortName, signed } from '../../words.js';
import { before } from './board-before.js';
import { move } from '../rank-move.js';
import './league-what-if.js';
import './score-story.js';

const PAGE = 50;

/**
 * A league's ranking, now or then, of the season or a round: who moved since the version before, or since the round before, and why each
 * has its points. A page that follows is of the same ranking as the one before it; what is newer is a button away.
 */
class LeagueBoard extends Plain {
  static properties = {
    league: { attribute: false }, mine: { attribute: false },
    race: { state: true }, asOf: { state: true }, around: { state: true }, since: { state: true }, opened: { state: true },
  };
  /** Of the pages that were turned to; none: the first one. */
  #cursors = [];
  #feed = new Feed(this, {
    ask: () => this.#read(),
    topics: answer => [`push.board.league-${this.league.id}`, ...(answer ? [`push.board.${answer.board.board}`] : [])],
  });

  constructor() {
    super();
    this.race = '';
    this.asOf = '';
    this.around = false;
    this.since = 'version';
    this.opened = null;
    new Glide(this);
  }

  willUpdate(changed) {
    if (!this.hasUpdated || !['race', 'asOf', 'around'].some(name => changed.has(name))) return;
    this.#cursors = [];
    this.#feed.again();
  }

  async #read() {
    const { id, season } = this.league;
    const path = `/leagues/${id}/leaderboard`;
    const race = this.race || undefined;
    const cursor = this.#cursors.at(-1);
    try {
      const [board, calendar, newest] = await Promise.all([
        get(path, { race, limit: PAGE,
          ...(cursor ? { cursor } : { asOf: this.asOf || undefined, around: this.around ? 'me' : undefined }) }),
        api.season(season), cursor ? get(path, { race, limit: 1 }) : null]);
      const answer = { board, before: await before(path, race, board), rounds: scored(calendar),
        newer: newest !== null && (newest.snapshot !== board.snapshot || newest.members !== board.members) };
      this.#tell(answer);
      return answer;
    } catch (problem) {
      if (problem.status === 410 && cursor) return this.#again('That ranking is no longer kept: here is the newest.');
      if (problem.status === 404 && this.around) return this.#again('None of your teams is in this ranking.');
      throw problem;
    }
  }

  /** From the first page on. */
  #again(why) {
    say(why);
    this.#cursors = [];
    this.around = false;
    return this.#read();
  }

  /** A ranking that took the place of the one on screen: where the reader stands now, else who leads. */
  #tell({ board }) {
    const shown = this.#feed.data?.board;
    const live = !this.asOf && !this.#cursors.length && board.rows.length;
    if (!live || !shown || shown.board !== board.board || shown.snapshot === board.snapshot) return;
    const row = board.rows.find(one => this.#own(one)) ?? board.rows[0];
    const was = shown.rows.find(one => one.teamId === row.teamId);
    const moved = !was ? '' : was.rank > row.rank ? `, up from ${was.rank}` : was.rank < row.rank ? `, down from ${was.rank}` : '';
    const gained = was && was.points !== row.points ? `, ${signed(row.points - was.points)}` : '';
    const place = this.#own(row) ? `at rank ${row.rank}` : 'first';
    announce(`${this.league.name}: ${row.team} is ${place}${moved}, ${points(row.points)} points${gained}`, `league ${this.league.id}`);
  }

  #own = row => this.mine.some(one => one.teamId === row.teamId);

  render() {
    const { data, problem } = this.#feed;
    return html`
      <section class="panel board" aria-labelledby="league-board-title">
        <header>
          <h2 id="league-board-title">Board</h2>
          ${data ? this.#choices(data) : nothing}
        </header>
        ${problem ? html`<p class="problem" role="status">${problem.message}</p>` : nothing}
        ${!data ? html`<p class="empty">Loading …</p>` : data.board.rows.length ? this.#table(data) : html`
          <p class="empty">${this.race || this.asOf ? 'Nothing was scored then.'
            : 'Nothing scored yet. The board appears with the first result of a round that counts.'}</p>`}
        ${data ? this.#turning(data.board) : nothing}
      </section>
      ${this.mine.length && data?.rounds.length ? html`
        <league-what-if .league=${this.league} .mine=${this.mine} .rounds=${data.rounds}></league-what-if>` : nothing}`;
  }

  #choices({ rounds }) {
    return html`
      <div class="choices">
        <label>Ranking <select @change=${event => { this.race = event.target.value; }}>
          <option value="">Season</option>
          ${rounds.toReversed().map(race => html`
            <option value=${race.raceId}
              ?selected=${race.raceId === this.race}>${race.round}. ${shortName(race.name)}</option>`)}</select></label>
        <label>As of <input type="datetime-local" @change=${event => { this.asOf = instant(event.target.value); }}></label>
        <label>Moves since <select @change=${event => { this.since = event.target.value; }}>
          <option value="version">the version before</option><option value="round">the round before</option></select></label>
        ${this.mine.length ? html`<button class="quiet" aria-pressed=${this.around}
          @click=${() => { this.around = !this.around; }}>Around me</button>` : nothing}
      </div>`;
  }

  #table({ board, before: earlier, newer }) {
    const versions = this.since === 'version';
    return html`
      ${newer ? html`<p class="newer" role="status">There is a newer ranking than this page’s.
        <button class="quiet" @click=${this.#first}>To the newest</button></p>` : nothing}
      <div class="scroll" tabindex="0" role="region" aria-label="Places"><table>
        <thead><tr><th scope="col" class="n">Rank</th><th scope="col"><span class="visually-hidden">Move</span></th>
          <th scope="col">Team</th>
          <th scope="col" class="n">Points</th>${versions ? html`<th scope="col" class="n">Change</th>` : nothing}</tr></thead>
        <tbody>${repeat(board.rows, row => row.teamId, row => this.#row(row, board, versions, earlier?.rows.get(row.teamId)))}</tbody>
      </table></div>
      <p class="note">Places ${board.offset + 1} to ${board.offset + board.rows.length} of ${board.total}, ranking ${board.snapshot} of
        ${moment(board.at)}${
        versions ? earlier ? `, moves since ranking ${earlier.snapshot} of ${moment(earlier.at)}` : ', the first one'
          : ', moves since the round before'}.</p>`;
  }

  #row(row, board, versions, was) {
    const open = this.opened === row.teamId;
    return html`
      <tr data-team=${row.teamId} class=${this.#own(row) ? 'own' : ''}>
        <td class="n rank">${row.rank}</td>
        <td>${move({ rank: row.rank, previousRank: versions ? was?.rank : row.previousRank })}</td>
        <th scope="row"><button class="link" aria-expanded=${open}
          @click=${() => { this.opened = open ? null : row.teamId; }}>${row.team}</button>
          <small>${row.player}${this.#own(row) ? ', you' : ''}</small></th>
        <td class="n">${points(row.points)}</td>
        ${versions ? html`<td class="n">${change(was, row)}</td>` : nothing}
      </tr>
      ${open ? html`<tr class="story"><td colspan="5">
        <score-story .teamId=${row.teamId} .raceId=${this.race || null} .board=${board.board}></score-story></td></tr>` : nothing}`;
  }

  #turning(board) {
    const back = this.#cursors.length > 0 || this.around;
    if (!back && !board.next) return nothing;
    return html`<p class="turning">
      ${back ? html`<button class="quiet" @click=${this.#first}>First page</button>` : nothing}
      ${this.#cursors.length > 1 ? html`<button class="quiet" @click=${() => this.#turn(this.#cursors.slice(0, -1))}>Page before</button>`
        : nothing}
      ${board.next ? html`<button class="quiet" @click=${() => this.#turn([...this.#cursors, board.next])}>Next page</button>`
        : nothing}</p>`;
  }

  #turn(cursors) {
    this.#cursors = cursors;
    this.#feed.again();
  }

  #first = () => {
    this.#turn([]);
    this.around = false;
  };
}

/** Of a date and time in the reader's zone; none: now. */
const instant = local => (local ? new Date(local).toISOString() : '');

/** Rounds of which something was scored. */
const scored = calendar => (calendar?.races ?? []).filter(race => race.sessions.some(one => ['Q', 'S', 'R'].includes(one.code)
  && one.version > 0));

function change(was, { points: now }) {
  if (!was) return nothing;
  const gained = Math.round((now - was.points) * 100) / 100;
  return gained ? html`<span class=${gained > 0 ? 'gain' : 'loss'}>${signed(gained)}</span>`
    : html`<span aria-hidden="true">–</span><span class="visually-hidden">as before</span>`;
}

customElements.define('league-board', LeagueBoard);
