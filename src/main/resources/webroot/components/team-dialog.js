import { html, nothing } from 'lit';
import { attempt, closeTeam, explain } from '../actions.js';
import { Component } from '../component.js';
import { teamOf } from '../draft.js';
import { scoreLines, scoreSource } from '../score-lines.js';
import { state } from '../store.js';
import { points, price, shortName } from '../words.js';

const ROLE = { captain: 'Captain', vice_captain: 'Vice-captain' };

class TeamDialog extends Component {
  render() {
    const { team } = state;
    return html`<dialog aria-labelledby="team-title" @close=${closeTeam}
      @click=${this.#outside}>${team ? this.#team(team) : nothing}</dialog>`;
  }

  #team(team) {
    return html`
      <article class="team">
        <header>
          <button class="close" aria-label="Close" @click=${() => this.querySelector('dialog').close()}>×</button>
          <h2 id="team-title"><a href="#/teams/${team.teamId}">${team.team}</a></h2>
          <p>${team.player}${team.rank ? html`, rank <strong>${team.rank}</strong>` : nothing},
            <strong>${points(team.points)}</strong> points,
            cost ${price(team.costTenths)} of 100.0</p>
        </header>
        <h3>Latest line-up</h3>
        <ul class="line-up">${team.drivers.map(d => html`
          <li class=${d.role}><strong>${d.driver}</strong><small>${teamOf(d)} ${price(d.priceTenths)}</small>${ROLE[d.role]
            ? html`<em>${ROLE[d.role]}</em>` : nothing}</li>`)}</ul>
        ${team.rounds.length ? html`
          <h3>Points, line by line</h3>
          <label>Round
            <select @change=${e => attempt(() => explain(e.target.value))}>
              ${team.rounds.toReversed().map(r => html`<option value=${r.raceId}
                ?selected=${r.raceId === team.raceId}>${r.round}. ${shortName(r.race)}: ${points(r.points)}</option>`)}
            </select></label>` : nothing}
        ${team.explanation ? this.#explanation(team.explanation) : nothing}
      </article>`;
  }

  #explanation(explanation) {
    return html`${scoreLines(explanation.lines, explanation.points)}<p class="note">${scoreSource(explanation)}</p>`;
  }

  #outside(event) {
    if (event.target === event.currentTarget) event.currentTarget.close();
  }

  updated() {
    const dialog = this.querySelector('dialog');
    if (state.team && !dialog.open) dialog.showModal();
  }
}

customElements.define('team-dialog', TeamDialog);
