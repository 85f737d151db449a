import { html, nothing } from 'lit';
import { attempt, closeTeam, explain } from '../actions.js';
import { Component } from '../component.js';
import { state } from '../store.js';
import { count, points, price, session, shortName } from '../words.js';

const ROLE = { captain: 'Captain', vice_captain: 'Vice-captain' };

const whose = line => line.constructorId ? line.constructor : line.driver ?? 'The team';

class TeamDialog extends Component {
  render() {
    const { team } = state;
    return html`<dialog aria-labelledby="team-title" @close=${closeTeam} @click=${this.#outside}>${team ? this.#team(team) : nothing}</dialog>`;
  }

  #team(team) {
    return html`
      <article class="team">
        <header>
          <button class="close" aria-label="Close" @click=${() => this.querySelector('dialog').close()}>×</button>
          <h2 id="team-title">${team.team}</h2>
          <p>${team.player}${team.rank ? html`, rank <strong>${team.rank}</strong>` : nothing}, <strong>${points(team.points)}</strong> points,
            cost ${price(team.costTenths)} of 100.0</p>
        </header>
        <h3>Latest line-up</h3>
        <ul class="line-up">${team.drivers.map(d => html`
          <li class=${d.role}><strong>${d.driver}</strong><small>${d.constructor ?? ''} ${price(d.priceTenths)}</small>${ROLE[d.role] ? html`<em>${ROLE[d.role]}</em>` : nothing}</li>`)}</ul>
        ${team.rounds.length ? html`
          <h3>Points, line by line</h3>
          <label>Round
            <select @change=${e => attempt(() => explain(e.target.value))}>
              ${team.rounds.toReversed().map(r => html`<option value=${r.raceId} ?selected=${r.raceId === team.raceId}>${r.round}. ${shortName(r.race)}: ${points(r.points)}</option>`)}
            </select></label>` : nothing}
        ${team.explanation ? this.#explanation(team.explanation) : nothing}
      </article>`;
  }

  #explanation({ lines, points: total, ruleset, versions }) {
    return html`
      <div class="scroll"><table class="lines">
        <thead><tr><th scope="col">Driver</th><th scope="col">What</th><th scope="col" class="n">Points</th><th scope="col" class="n">×</th><th scope="col" class="n">Sum</th></tr></thead>
        <tbody>${lines.map((line, i) => html`
          <tr class=${i && whose(lines[i - 1]) === whose(line) ? 'same' : ''}>
            <th scope="row">${whose(line)}</th><td>${line.what} <small>${line.session ? session(line.session) : ''}</small></td>
            <td class="n">${points(line.points)}</td><td class="n">${points(line.multiplier)}</td><td class="n">${points(line.sum)}</td></tr>`)}</tbody>
        <tfoot><tr><th scope="row" colspan="4">Total</th><td class="n">${points(total)}</td></tr></tfoot>
      </table></div>
      <p class="note">${count(lines.length, 'line')}, rules ${ruleset}, from ${versions.map(v => `${session(v.session).toLowerCase()} v${v.version}`).join(', ')}.</p>`;
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
