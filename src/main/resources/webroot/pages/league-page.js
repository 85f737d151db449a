import { html, nothing } from 'lit';
import { act, get, read } from '../api.js';
import { Page } from '../component.js';
import { about, fitting, noTeam } from '../components/league/words.js';
import '../components/league/league-board.js';
import { Feed } from '../feed.js';
import { choice, Form, sending } from '../forms.js';
import { entrance } from '../places.js';
import { loadPart } from '../router.js';
import { say } from '../said.js';
import { session } from '../session.js';

const VIEWS = [
  { view: undefined, name: 'Board', seen: () => true },
  { view: 'members', name: 'Members', seen: league => league.member },
  { view: 'history', name: 'History', seen: league => league.member },
  { view: 'settings', name: 'Settings', seen: league => league.owned },
];

/** A league: its board, and for who is in its members, its history; for its owner its settings. */
class LeaguePage extends Page {
  static properties = { ready: { state: true } };

  #feed = new Feed(this, {
    ask: async () => {
      const { leagueId } = this.parameters;
      const league = await seen(leagueId);
      if (!league) return { league: null };
      const mine = league.body.member
        ? (await get('/me/leagues', { season: league.body.season })).leagues.filter(one => one.league.id === league.body.id) : [];
      const teams = session.user && !league.body.member ? (await get('/me/teams', { season: league.body.season })).teams : [];
      return { league: league.body, etag: league.etag, mine, teams };
    },
    topics: answer => (answer?.league ? [`push.board.league-${answer.league.id}`] : []),
  });
  #enter = new Form(this, { send: (values, key) => this.#join(Number(values.teamId), key) });

  willUpdate(changed) {
    if (this.hasUpdated && changed.has('parameters') && changed.get('parameters').leagueId !== this.parameters.leagueId) this.#feed.again();
    const { part } = this;
    if (changed.has('part') && part) loadPart(part).then(() => { this.ready = part; });
  }

  updated() {
    const name = this.#feed.data?.league?.name;
    if (name) document.title = `${name} · Paddock`;
  }

  async #join(teamId, key) {
    const { league } = this.#feed.data;
    const { body } = await act('POST', `/leagues/${league.id}/members`, { teamId }, { key });
    say(body.state === 'pending' ? `You have asked to come into ${league.name}. Its owner decides, and you are told.`
      : `You are in ${league.name}.`);
    await this.#feed.again();
  }

  render() {
    const { data, problem } = this.#feed;
    if (!data) return html`<section class="panel loading"><h1>League</h1><p class="empty">${problem?.message ?? 'Loading …'}</p></section>`;
    if (!data.league) return html`
      <section class="panel"><h1>No such league</h1><p>A private league is there for its members only.
        ${session.user ? nothing : html`<a href=${entrance('login')}>Log in</a> if you are one.`}
        <a href="#/leagues">Leagues</a></p></section>`;
    const { league } = data;
    const view = VIEWS.find(one => one.view === this.parameters.view && one.seen(league)) ?? VIEWS[0];
    const views = VIEWS.filter(one => one.seen(league));
    return html`
      <header class="league-head">
        <h1>${league.name}</h1>
        <p>${about(league)}</p>
      </header>
      ${views.length > 1 ? html`<nav class="views" aria-label="Of this league">${views.map(one => html`
        <a href="#/leagues/${league.id}${one.view ? `/${one.view}` : ''}"
          aria-current=${one === view ? 'page' : nothing}>${one.name}</a>`)}</nav>` : nothing}
      ${league.member ? nothing : this.#door(data)}
      ${this.#view(view.view, data)}`;
  }

  #view(view, { league, etag, mine }) {
    const changed = () => this.#feed.again();
    if (!view) return html`<league-board .league=${league} .mine=${mine}></league-board>`;
    if (this.ready !== this.part) return html`<section class="panel loading"><p class="empty">Loading …</p></section>`;
    if (view === 'members') return html`<league-members .league=${league} .mine=${mine} @change=${changed}></league-members>`;
    if (view === 'history') return html`<league-history .league=${league} .mine=${mine}></league-history>`;
    return html`<league-settings .league=${league} .etag=${etag} @change=${changed}></league-settings>`;
  }

  #door({ league, teams }) {
    if (!session.user) return html`
      <section class="panel door"><p><a href=${entrance('login')}>Log in</a> or
        <a href=${entrance('signup')}>sign up</a> to come into this league.</p></section>`;
    const mine = fitting(teams, league);
    if (!mine.length) return html`<section class="panel door">${noTeam(league)}</section>`;
    return html`
      <section class="panel door"><form @submit=${this.#enter.submit} novalidate>
        ${choice(this.#enter, { name: 'teamId', label: 'Come in with', options: mine.map(team => [team.teamId, team.team]) })}
        ${sending(this.#enter, league.approval ? 'Ask to come in' : 'Join')}</form></section>`;
  }
}

/** With its ETag; null for who does not see it. */
async function seen(leagueId) {
  try {
    return await read(`/leagues/${leagueId}`);
  } catch (problem) {
    if (problem.status === 404 || problem.status === 400) return null;
    throw problem;
  }
}

customElements.define('league-page', LeaguePage);
