import { html, nothing } from 'lit';
import { html as still, unsafeStatic } from 'lit/static-html.js';
import { api, find } from '../api.js';
import { bringIntoSight, Page } from '../component.js';
import { Feed } from '../feed.js';
import { entrance } from '../places.js';
import { loadPart } from '../router.js';
import { boardName, ruleSetName } from '../rulewords.js';
import { announce } from '../said.js';
import { session } from '../session.js';
import { points, signed } from '../words.js';

const VIEWS = {
  '': { name: 'Overview' },
  scores: { name: 'Points, line by line' },
  whatif: { name: 'What if' },
  lineups: { name: 'Line-ups' },
  edit: { name: 'Edit line-up', own: true },
};

/** One team: what it fields, what it got and why, what might have been; and for its owner what it shall field next. */
class TeamPage extends Page {
  static properties = { loaded: { state: true } };

  #said = null;

  #feed = new Feed(this, {
    ask: async () => {
      const { teamId } = this.parameters;
      const team = /^\d+$/.test(teamId) ? await find(`/teams/${teamId}`) : null;
      if (!team) return { missing: true };
      const [scores, ranks, calendar] = await Promise.all([api.scores(teamId), find(`/teams/${teamId}/rank-history`),
        api.season(team.season)]);
      return { team, rounds: scores?.rounds ?? [], ranks: ranks?.rounds ?? [], calendar };
    },
    topics: data => (data?.team ? [`push.board.${boardName(`season-${data.team.season}`, data.team)}`] : []),
  });

  constructor() {
    super();
    this.loaded = null;
  }

  get #view() {
    return VIEWS[this.parameters.view ?? ''];
  }

  willUpdate(changed) {
    if (changed.has('parameters')) {
      if (this.hasUpdated && changed.get('parameters')?.teamId !== this.parameters.teamId) {
        this.#feed.data = null;
        this.#said = null;
        this.#feed.again();
      }
      this.#load();
    }
    this.#announce();
  }

  async #load() {
    const { part } = this;
    if (!part) return;
    await loadPart(part);
    this.loaded = part;
  }

  updated() {
    bringIntoSight(this.querySelector('.views'));
  }

  #announce() {
    const team = this.#feed.data?.team;
    if (!team) return;
    if (this.#said?.teamId === team.teamId && this.#said.points !== team.points) {
      announce(`${team.team}: ${signed(team.points - this.#said.points)} points, ${points(team.points)} in all${
        team.rank ? `, rank ${team.rank}` : ''}`, `team ${team.teamId}`);
    }
    this.#said = team;
    document.title = `${team.team} · Paddock`;
  }

  render() {
    const { data, problem } = this.#feed;
    if (!data) return html`
      <section class="panel waiting"><h1>Team</h1><p class="empty">${problem ? problem.message : 'Loading …'}</p></section>`;
    if (data.missing || !this.#view) return html`<section class="panel"><h1>No such team</h1>
      <p>Nobody has it, or it was given up. <a href="#/">To the beginning</a></p></section>`;
    const { team } = data;
    const own = session.user?.userId === team.userId;
    return html`
      <header class="team-head">
        <div><h1>${team.team}</h1><p>${team.player}, ${team.season}, rules <strong>${ruleSetName(team.ruleSet)}</strong></p></div>
        <dl><div><dt>Points</dt><dd>${points(team.points)}</dd></div><div><dt>Rank</dt><dd>${team.rank ?? '–'}</dd></div>
          <div><dt>Rounds</dt><dd>${data.rounds.length}</dd></div></dl>
      </header>
      <nav class="views" aria-label="Of this team">${Object.entries(VIEWS).filter(([, view]) => own || !view.own)
        .map(([path, view]) => html`
          <a href="#/teams/${team.teamId}${path && `/${path}`}"
            aria-current=${view === this.#view ? 'page' : nothing}>${view.name}</a>`)}</nav>
      ${this.#part(data, own)}`;
  }

  #part(data, own) {
    const { part } = this;
    if (this.#view.own && !own) {
      return session.user ? html`<p class="empty">This team is somebody else's: only its owner edits it.</p>`
        : html`<p class="empty">Only its owner edits a team. <a href=${entrance('login')}>Log in</a></p>`;
    }
    if (this.loaded !== part) return html`<p class="empty waiting">Loading …</p>`;
    const tag = unsafeStatic(part);
    return still`<${tag} .team=${data.team} .rounds=${data.rounds} .ranks=${data.ranks} .calendar=${data.calendar} .own=${own}
      .asked=${this.parameters}></${tag}>`;
  }
}

customElements.define('team-page', TeamPage);
