import { html, nothing } from 'lit';
import { act, get } from '../../api.js';
import { Plain } from '../../component.js';
import { Feed } from '../../feed.js';
import { field, Form, sending } from '../../forms.js';
import { go } from '../../router.js';
import { attempt, say } from '../../said.js';
import { session } from '../../session.js';
import { day, moment } from '../../words.js';

const PAGE = 100;

/** Who is in a league, and for its owner who asks to come in. Whoever removes another says why; whoever leaves is asked once more. */
class LeagueMembers extends Plain {
  static properties = { league: { attribute: false }, mine: { attribute: false }, going: { state: true } };
  #cursors = [undefined];
  #feed = new Feed(this, {
    ask: async () => {
      const path = `/leagues/${this.league.id}`;
      const [pages, asked] = await Promise.all([Promise.all(this.#cursors.map(cursor => get(`${path}/members`, { limit: PAGE, cursor }))),
        this.league.owned ? get(`${path}/requests`, { limit: PAGE }) : { requests: [] }]);
      return { members: pages.flatMap(page => page.members), next: pages.at(-1).next, ...asked };
    },
    topics: () => [`push.board.league-${this.league.id}`],
  });
  #go = new Form(this, { send: values => this.#remove(values.reason?.trim()) });

  constructor() {
    super();
    this.going = null;
  }

  render() {
    const { data, problem } = this.#feed;
    return html`
      ${data?.requests.length ? this.#requests(data.requests) : nothing}
      <section class="panel" aria-labelledby="members-title">
        <h2 id="members-title">Members</h2>
        ${problem ? html`<p class="problem" role="status">${problem.message}</p>` : nothing}
        ${data ? this.#members(data) : html`<p class="empty">Loading …</p>`}
      </section>
      <dialog aria-labelledby="going-title" @close=${() => { this.going = null; }}>${this.going ? this.#sure(this.going)
        : nothing}</dialog>`;
  }

  #members({ members, next }) {
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Members"><table>
        <thead><tr><th scope="col">Team</th><th scope="col">Player</th><th scope="col">Since</th>
          <th scope="col"><span class="visually-hidden">Deed</span></th></tr></thead>
        <tbody>${members.map(member => html`
          <tr><th scope="row"><a href="#/teams/${member.teamId}">${member.team}</a></th>
            <td>${member.player}${member.owner ? html` <small>owner</small>` : nothing}</td><td>${day(member.joinedAt)}</td>
            <td class="n">${this.#deed(member)}</td></tr>`)}</tbody>
      </table></div>
      ${next ? html`<button class="quiet" @click=${() => { this.#cursors.push(next); this.#feed.again(); }}>More</button>` : nothing}`;
  }

  #deed(member) {
    const own = member.userId === session.user?.userId;
    if (!own && !this.league.owned) return nothing;
    return html`<button class="quiet" @click=${() => { this.going = member; }}>${own ? 'Leave' : 'Remove'}<span
      class="visually-hidden">: ${member.team}</span></button>`;
  }

  #sure(member) {
    const own = member.userId === session.user?.userId;
    return html`
      <article>
        <h2 id="going-title">${own ? `Leave ${this.league.name}?` : `Remove ${member.team}?`}</h2>
        <p>${own ? `${member.team} leaves the board at once. What it has scored stays with the team.`
          : `${member.player} is told, and comes back only by your leave.`}</p>
        <form @submit=${this.#go.submit} novalidate>
          ${own ? nothing : field(this.#go, { name: 'reason', label: 'Why', maxlength: 200, autocomplete: 'off',
            hint: 'The player reads it.' })}
          ${sending(this.#go, own ? 'Leave' : 'Remove', { danger: true })}
          <button type="button" class="quiet" @click=${() => this.querySelector('dialog').close()}>Stay as it is</button>
        </form>
      </article>`;
  }

  async #remove(reason) {
    const member = this.going;
    const own = member.userId === session.user?.userId;
    await act('DELETE', `/leagues/${this.league.id}/members/${member.teamId}`, undefined, { parameters: own ? {} : { reason } });
    this.querySelector('dialog').close();
    say(own ? `${member.team} has left ${this.league.name}.` : `${member.team} is no longer in ${this.league.name}.`);
    if (own && this.mine.length === 1) go('/leagues');
    else this.#changed();
  }

  #requests(requests) {
    return html`
      <section class="panel" aria-labelledby="requests-title">
        <h2 id="requests-title">Who asks to come in</h2>
        <ul class="requests">${requests.map(request => html`
          <li><span><strong>${request.team}</strong> of ${request.player}, asked ${moment(request.askedAt)}</span>
            <span class="deeds">
              <button @click=${() => this.#decide(request, 'accept')}>Accept<span class="visually-hidden"> ${request.team}</span></button>
              <button class="quiet" @click=${() => this.#decide(request, 'reject')}>Turn down<span
                class="visually-hidden"> ${request.team}</span></button>
            </span></li>`)}</ul>
      </section>`;
  }

  #decide(request, decision) {
    return attempt(async () => {
      await act('PUT', `/leagues/${this.league.id}/requests/${request.id}`, { decision });
      await this.#changed();
    }, decision === 'accept' ? `${request.team} is in.` : `${request.team} was turned down, and may ask again after seven days.`);
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
    return this.#feed.again();
  }

  updated() {
    const dialog = this.querySelector('dialog');
    if (this.going && !dialog.open) dialog.showModal();
  }
}

customElements.define('league-members', LeagueMembers);
