import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { attempt, chooseBoard, openTeam } from '../actions.js';
import { Component } from '../component.js';
import { Glide } from '../glide.js';
import { state } from '../store.js';
import { count, points, shortName } from '../words.js';
import { move } from './rank-move.js';

class LeaderBoard extends Component {
  constructor() {
    super();
    new Glide(this);
  }

  render() {
    const { board, boardKind, race } = state;
    return html`
      <section class="panel board" aria-labelledby="board-title">
        <header>
          <h2 id="board-title">Leaderboard</h2>
          <div class="tabs" role="group" aria-label="Ranking">
            <button aria-pressed=${boardKind === 'season'} @click=${() => chooseBoard('season')}>Season</button>
            <button aria-pressed=${boardKind === 'round'} @click=${() => chooseBoard('round')}>${race ? shortName(race.name)
              : 'Round'}</button>
          </div>
        </header>
        ${board ? this.#table(board) : html`<p class="empty">Nothing scored here yet.</p>`}
      </section>`;
  }

  #table(board) {
    return html`
      <table>
        <thead><tr><th scope="col" class="n">Rank</th><th scope="col"><span class="visually-hidden">Move</span></th>
          <th scope="col">Team</th>
          <th scope="col" class="n">Points</th></tr></thead>
        <tbody>${repeat(board.rows, row => row.teamId, row => html`
          <tr data-team=${row.teamId}>
            <td class="n rank">${row.rank}</td>
            <td>${move(row)}</td>
            <th scope="row"><button class="link"
              @click=${() => attempt(() => openTeam(row.teamId))}>${row.team}</button><small>${row.player}</small></th>
            <td class="n">${points(row.points)}</td>
          </tr>`)}</tbody>
      </table>
      <p class="note">The first ${board.rows.length} of ${count(board.total, 'team')}, ranking ${board.snapshot}.</p>`;
  }
}

customElements.define('leader-board', LeaderBoard);
