import { html, nothing } from 'lit';
import { act, get } from '../api.js';
import { Page } from '../component.js';
import { about, fitting, noTeam } from '../components/league/words.js';
import { Feed } from '../feed.js';
import { choice, Form, sending } from '../forms.js';
import { entrance } from '../places.js';
import { go } from '../router.js';
import { say } from '../said.js';
import { session } from '../session.js';

/** Where an invitation leads: which league it is, and with which team to come in. Looking counts as a try, so it is done once. */
class JoinPage extends Page {
  static properties = { asked: { state: true } };
  #feed = new Feed(this, {
    ask: async () => {
      if (!session.user) return null;
      const league = await get(`/leagues/invitations/${encodeURIComponent(this.parameters.code)}`);
      return { league, teams: (await get('/me/teams', { season: league.season })).teams };
    },
  });
  #form = new Form(this, {
    send: async ({ teamId }, key) => {
      const { body } = await act('POST', '/leagues/join', { code: this.parameters.code, teamId: Number(teamId) }, { key });
      if (body.state === 'pending') {
        this.asked = body.league;
        return;
      }
      say(`You are in ${body.league}.`);
      go(`/leagues/${body.leagueId}`);
    },
  });

  constructor() {
    super();
    this.asked = null;
  }

  willUpdate(changed) {
    if (this.hasUpdated && changed.has('parameters')) this.#feed.again();
  }

  render() {
    if (!session.user) return html`
      <section class="panel entrance"><h1>You are invited to a league</h1>
        <p>Log in or sign up; then you see which league it is, and come in with one of your teams.</p>
        <p class="deeds"><a role="button" href=${entrance('login')}>Log in</a> <a href=${entrance('signup')}>Sign up</a></p></section>`;
    const { data, problem } = this.#feed;
    if (problem) return html`
      <section class="panel entrance"><h1>${problem.status === 404 ? 'This code opens nothing' : 'Not now'}</h1>
        <p>${problem.status === 404 ? 'It may have expired, been used up or taken back. Ask whoever sent it for another.'
          : problem.message}</p>
        <p class="deeds"><a href="#/leagues">Your leagues</a></p></section>`;
    if (!data) return html`<section class="panel entrance"><h1>An invitation</h1><p class="empty">Loading …</p></section>`;
    return this.asked ? this.#wait() : this.#invitation(data);
  }

  #wait() {
    return html`
      <section class="panel entrance"><h1>${this.asked}</h1>
        <p role="status">You have asked to come in. Its owner decides, and you are told.</p>
        <p class="deeds"><a role="button" href="#/leagues">Your leagues</a></p></section>`;
  }

  #invitation({ league, teams }) {
    const mine = fitting(teams, league);
    return html`
      <section class="panel entrance"><h1>${league.name}</h1>
        <p>${about(league)}</p>
        ${league.member ? html`<p>You are in this league. <a href="#/leagues/${league.id}">To its board</a></p>` : nothing}
        ${mine.length ? html`
          <form @submit=${this.#form.submit} novalidate>
            ${choice(this.#form, { name: 'teamId', label: 'Come in with', options: mine.map(team => [team.teamId, team.team]) })}
            ${sending(this.#form, league.approval ? 'Ask to come in' : 'Join')}
          </form>` : noTeam(league)}
      </section>`;
  }
}

customElements.define('join-page', JoinPage);
