import { html } from 'lit';
import { act, get, Problem } from '../../api.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { choice, field, Form, sending } from '../../forms.js';
import { go } from '../../router.js';
import { say } from '../../said.js';
import { session } from '../../session.js';
import './league-codes.js';
import { DOOR, SIGHT } from './words.js';

const MEMBERS = 200;

/** What its owner may do with a league: invite, change, hand over, renew, end it. Says `change` when it is another one now. */
class LeagueSettings extends Plain {
  static properties = { league: { attribute: false }, etag: {} };
  #feed = new Feed(this, {
    ask: async () => {
      const [{ members }, { teams }] = await Promise.all([get(`/leagues/${this.league.id}/members`, { limit: MEMBERS }), get('/me/teams')]);
      return { heirs: new Map(members.filter(member => member.userId !== session.user?.userId)
        .map(member => [member.userId, member.player])),
        later: teams.filter(team => team.season > this.league.season) };
    },
  });
  #edit = new Form(this, {
    send: async ({ name, visibility, approval, sizeCap, startRound }) => {
      await this.#change('PATCH', '', { name: name.trim(), visibility, approval: approval === 'yes',
        sizeCap: Number(sizeCap), startRound: Number(startRound) });
      say('The league is changed.');
    },
    place: problem => (problem.status === 409 ? /cap|in the league/.test(problem.message) ? 'sizeCap' : 'startRound' : null),
  });
  #hand = new Form(this, {
    send: async ({ userId }) => {
      await this.#change('PUT', '/owner', { userId: Number(userId) });
      say(`${this.league.name} is no longer yours.`);
      go(`/leagues/${this.league.id}`);
    },
  });
  #renew = new Form(this, {
    send: async ({ teamId }, key) => {
      const { body } = await act('POST', `/leagues/${this.league.id}/renew`, { teamId: Number(teamId) }, { key });
      say(`${body.league.name} goes on in ${body.league.season}. Everybody who is in is told.`);
      go(`/leagues/${body.league.id}`);
    },
  });
  #end = new Form(this, {
    send: async ({ sure }) => {
      if (sure.trim() !== this.league.name) throw new Problem(422, { errors: [{ pointer: '/sure', message: 'That is not its name.' }] });
      await act('DELETE', `/leagues/${this.league.id}`, undefined, { etag: this.etag });
      say(`${this.league.name} has ended. Everybody who was in is told.`);
      go('/leagues');
    },
  });

  async #change(method, path, body) {
    await act(method, `/leagues/${this.league.id}${path}`, body, { etag: this.etag });
    this.dispatchEvent(new Event('change'));
  }

  render() {
    const { league } = this;
    const { heirs, later } = this.#feed.data ?? { heirs: new Map(), later: [] };
    return html`
      <section class="panel" aria-labelledby="codes-title"><h2 id="codes-title">Invite</h2><league-codes
        .league=${league}></league-codes></section>
      <div class="grid">
        <section class="panel" aria-labelledby="edit-title"><h2 id="edit-title">Change</h2>
          <form @submit=${this.#edit.submit} novalidate>
            ${field(this.#edit, { name: 'name', label: 'Name', value: league.name, minlength: 3, maxlength: 60, autocomplete: 'off' })}
            ${choice(this.#edit, { name: 'visibility', label: 'Who sees it', value: league.visibility, options: SIGHT })}
            ${choice(this.#edit, { name: 'approval', label: 'Who comes in', value: league.approval ? 'yes' : 'no', options: DOOR })}
            ${field(this.#edit, { name: 'sizeCap', label: 'Teams at most', type: 'number', value: league.sizeCap })}
            ${field(this.#edit, { name: 'startRound', label: 'Counts from round', type: 'number', value: league.startRound,
              hint: 'It moves while no round that would count anew, or no longer, has been scored.' })}
            ${sending(this.#edit, 'Change it')}
          </form></section>
        <div>
          <section class="panel" aria-labelledby="hand-title"><h2 id="hand-title">Hand over</h2>
            ${heirs.size ? html`
              <form @submit=${this.#hand.submit} novalidate>
                ${choice(this.#hand, { name: 'userId', label: 'To', options: [...heirs], hint: 'Then it is not yours any more.' })}
                ${sending(this.#hand, 'Hand it over')}
              </form>` : html`<p class="empty">There is nobody else in it.</p>`}</section>
          <section class="panel" aria-labelledby="renew-title"><h2 id="renew-title">Renew</h2>
            ${later.length ? html`
              <form @submit=${this.#renew.submit} novalidate>
                ${choice(this.#renew, { name: 'teamId', label: 'It goes on with',
                  options: later.map(team => [team.teamId, `${team.team} (${team.season})`]),
                  hint: 'In that team’s season. Everybody who is in comes in without a code.' })}
                ${sending(this.#renew, 'Renew it')}
              </form>` : html`<p class="empty">It goes on in a later season, once you have a team there.</p>`}</section>
          <section class="panel" aria-labelledby="end-title"><h2 id="end-title">End</h2>
            <form @submit=${this.#end.submit} novalidate>
              ${field(this.#end, { name: 'sure', label: 'Its name, to be sure', autocomplete: 'off',
                hint: 'Everybody who is in is told. It does not come back.' })}
              ${sending(this.#end, 'End the league', { danger: true })}
            </form></section>
        </div>
      </div>`;
  }
}

customElements.define('league-settings', LeagueSettings);
