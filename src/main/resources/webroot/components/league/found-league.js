import { html } from 'lit';
import { act } from '../../api.js';
import { Plain } from '../../component.js';
import { choice, field, Form, sending } from '../../forms.js';
import { go } from '../../router.js';
import { say } from '../../said.js';
import { session } from '../../session.js';
import { DOOR, rules, SIGHT } from './words.js';

const CAP = 1000;

/** A new league with one of the reader's `teams` in it; its page comes next, with the code to invite others. */
class FoundLeague extends Plain {
  static properties = { teams: { attribute: false } };
  #form = new Form(this, {
    send: async ({ name, visibility, teamId, approval, sizeCap, startRound }, key) => {
      const { body } = await act('POST', '/leagues', { name: name.trim(), visibility, teamId: Number(teamId), approval: approval === 'yes',
        sizeCap: Number(sizeCap), startRound: Number(startRound) }, { key });
      say(`${body.league.name} is yours. Invite others with the code ${body.code.code}.`);
      go(`/leagues/${body.league.id}/settings`);
    },
  });

  render() {
    if (!session.user?.verified) return html`<p class="empty">Verify your e-mail address first: the link is in the mail that you were sent
      when you signed up. <a href="#/account">Another mail</a></p>`;
    if (!this.teams.length) return html`<p class="empty">A league begins with a team of yours. <a href="#/teams">Make one first.</a></p>`;
    const form = this.#form;
    return html`
      <form @submit=${form.submit} novalidate>
        ${field(form, { name: 'name', label: 'Name', minlength: 3, maxlength: 60, autocomplete: 'off' })}
        ${choice(form, { name: 'teamId', label: 'First member',
          options: this.teams.map(team => [team.teamId, `${team.team} (${team.season}, ${rules(team.ruleSet).toLowerCase()})`]),
          hint: 'The league is of this team’s season and rules.' })}
        ${choice(form, { name: 'visibility', label: 'Who sees it', value: 'private', options: SIGHT })}
        <details>
          <summary>Who may come in, and what counts</summary>
          ${choice(form, { name: 'approval', label: 'Who comes in', value: 'no', options: DOOR })}
          ${field(form, { name: 'sizeCap', label: 'Teams at most', type: 'number', value: CAP, hint: '2 to 100,000.' })}
          ${field(form, { name: 'startRound', label: 'Counts from round', type: 'number', value: 1 })}
        </details>
        ${sending(form, 'Create the league')}
      </form>`;
  }

  /** What is wrong is not to be hidden. */
  updated() {
    const { errors } = this.#form;
    if (errors.approval || errors.sizeCap || errors.startRound) this.querySelector('details').open = true;
  }
}

customElements.define('found-league', FoundLeague);
