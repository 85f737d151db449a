import { html, nothing } from 'lit';
import { act, get } from '../api.js';
import { Page } from '../component.js';
import { about } from '../components/league/words.js';
import { move } from '../components/rank-move.js';
import '../components/league/find-leagues.js';
import '../components/league/found-league.js';
import { Feed } from '../feed.js';
import { field, Form, sending } from '../forms.js';
import { entrance } from '../places.js';
import { go } from '../router.js';
import { attempt } from '../said.js';
import { session } from '../session.js';
import { day, points } from '../words.js';

/** The reader's leagues with where his teams stand in them, what he has asked for, and the ways into more of them. */
class LeaguesPage extends Page {
  #feed = new Feed(this, {
    ask: async () => {
      if (!session.user) return { mine: { leagues: [], requests: [] }, teams: null };
      const [mine, teams] = await Promise.all([get('/me/leagues'), get('/me/teams')]);
      return { mine, teams };
    },
    topics: answer => [...new Set((answer?.mine.leagues ?? [])
      .flatMap(({ league }) => [boardOf(league), `push.board.league-${league.id}`]))].slice(0, MOST_TOPICS),
  });
  #join = new Form(this, { send: async ({ code }) => go(`/join/${encodeURIComponent(code.trim())}`) });

  render() {
    const { data, problem } = this.#feed;
    return html`
      <h1>Leagues</h1>
      ${problem ? html`<p class="problem" role="status">${problem.message}</p>` : nothing}
      ${session.user ? html`
        <section class="panel mine" aria-labelledby="mine-title"><h2 id="mine-title">Yours</h2>
          ${!data ? html`<p class="empty">Loading …</p>` : this.#mine(data.mine.leagues)}
          ${data?.mine.requests.length ? this.#requests(data.mine.requests) : nothing}
        </section>
        <div class="ways">
          <div><section class="panel" aria-labelledby="join-title"><h2 id="join-title">Join by a code</h2>
            <form @submit=${this.#join.submit} novalidate>
              ${field(this.#join, { name: 'code', label: 'Code', maxlength: 40, autocomplete: 'off',
                hint: 'As the owner sent it, such as 7K3M-X2QP-9ABC.' })}
              ${sending(this.#join, 'Look')}
            </form></section>
            ${this.#find()}</div>
          <section class="panel" aria-labelledby="found-title"><h2 id="found-title">Create a league</h2>
            ${data ? html`<found-league .teams=${data.teams?.teams ?? []}></found-league>` : nothing}</section>
        </div>` : html`
        <section class="panel"><p>Play against the people you know: <a href=${entrance('login')}>log in</a> or
          <a href=${entrance('signup')}>sign up</a> to create a league, join one by a code, and see where you stand.
          Public leagues are open to look at.</p></section>
        ${this.#find()}`}`;
  }

  #find() {
    return html`
      <section class="panel" aria-labelledby="find-title"><h2 id="find-title">Public leagues</h2><find-leagues></find-leagues></section>`;
  }

  #mine(leagues) {
    if (!leagues.length) return html`<p class="empty">You are in no league yet. Create one, join one by a code, or find a public one.</p>`;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Your leagues"><table>
        <thead><tr><th scope="col" class="n">Rank</th><th scope="col"><span class="visually-hidden">Move</span></th>
          <th scope="col">League</th><th scope="col">Team</th><th scope="col" class="n">Points</th></tr></thead>
        <tbody>${leagues.map(({ league, team, rank, previousRank, points: total, ranked }) => html`
          <tr>
            <td class="n rank">${rank ? html`${rank} <small>of ${ranked}</small>` : '–'}</td><td>${move({ rank, previousRank })}</td>
            <th scope="row"><a href="#/leagues/${league.id}">${league.name}</a>${league.owned ? html` <small>yours</small>` : nothing}
              <small class="about">${about(league)}</small></th>
            <td>${team}</td><td class="n">${total === undefined ? 'not scored yet' : points(total)}</td>
          </tr>`)}</tbody>
      </table></div>`;
  }

  #requests(requests) {
    return html`
      <h3>Asked for</h3>
      <ul class="requests">${requests.map(request => html`
        <li><span><strong>${request.league}</strong> with ${request.team}, asked ${day(request.askedAt)}. Its owner decides.</span>
          <button class="quiet" @click=${() => this.#withdraw(request)}>Withdraw</button></li>`)}</ul>`;
  }

  #withdraw(request) {
    return attempt(async () => {
      await act('DELETE', `/leagues/${request.leagueId}/requests/${request.id}`);
      await this.#feed.again();
    }, `You no longer ask to come into ${request.league}.`);
  }
}

/** A page listens to no more than this. */
const MOST_TOPICS = 16;

/** The board that a league's ranking is made of: when it moves, so does the league's. */
const boardOf = ({ season, ruleSet }) => `push.board.season-${season}${ruleSet === 'classic' ? '' : `.${ruleSet}`}`;

customElements.define('leagues-page', LeaguesPage);
