import { html, nothing } from 'lit';
import { act, get, read } from '../api.js';
import { now } from '../clock.js';
import { Page } from '../component.js';
import { Feed } from '../feed.js';
import { field, Form, sending } from '../forms.js';
import { logInFirst } from '../places.js';
import { go } from '../router.js';
import { boardName, ruleSetName, ruleWords } from '../rulewords.js';
import { attempt, say } from '../said.js';
import { session } from '../session.js';
import { moment, points, price, until, zone } from '../words.js';

const AT_MOST = 3;

/** A user's teams of the season: how each stands, another one, another name, an end. */
class TeamsPage extends Page {
  static properties = { naming: { state: true }, leaving: { state: true } };

  #feed = new Feed(this, {
    ask: () => this.#ask(),
    topics: data => data?.mine.map(team => `push.board.${boardName(`season-${team.season}`, team)}`) ?? [],
  });

  #creation = new Form(this, {
    send: async ({ name, ruleSet }, key) => {
      const { body } = await act('POST', '/teams', { name, ruleSet, season: this.#feed.data.season }, { key });
      go(`/teams/${body.teamId}/edit`);
    },
    place: problem => (problem.slug === 'conflict' ? 'name' : null),
  });

  #renaming = new Form(this, {
    send: async ({ name }) => {
      const { teamId, etag } = this.naming;
      await act('PATCH', `/teams/${teamId}`, { name }, { etag });
      this.naming = null;
      say('The team has its new name.');
      await this.#feed.again();
    },
    place: problem => (problem.slug === 'conflict' ? 'name' : null),
  });

  constructor() {
    super();
    this.naming = null;
    this.leaving = null;
  }

  async #ask() {
    if (!session.user) return null;
    const [{ season, teams, coming, serverTime }, { ruleSets, lock }] = await Promise.all([get('/me/teams'), get('/rules')]);
    const [mine, rules] = await Promise.all([
      Promise.all(teams.map(async ({ teamId }) => {
        const { body, etag } = await read(`/teams/${teamId}`);
        return { ...body, etag };
      })),
      Promise.all(ruleSets.map(({ id, version }) => get(`/rules/${id}/${version}`))),
    ]);
    return { season, coming, serverTime, mine, lock, ruleSets: ruleSets.map((set, i) => ({ ...set, rules: rules[i].rules })) };
  }

  render() {
    if (!session.user) return logInFirst('your teams');
    const { data, problem } = this.#feed;
    if (!data) return html`
      <section class="panel waiting"><h1>Your teams</h1><p class="empty">${problem ? problem.message : 'Loading …'}</p></section>`;
    return html`
      <h1 tabindex="-1">Your teams ${data.season}</h1>
      ${data.mine.length ? html`<ul class="mine">${data.mine.map(team => this.#team(team, data))}</ul>`
        : html`<p class="empty">You have no team yet. Make one below: a name, a set of rules, and then the drivers.</p>`}
      ${data.mine.length < AT_MOST ? this.#create(data) : html`<p class="note">${AT_MOST} teams a season is as many as there can be.</p>`}
      <dialog aria-labelledby="leave-title" @close=${() => { this.leaving = null; }}>${this.leaving
        ? this.#leave(this.leaving) : nothing}</dialog>`;
  }

  #team(team, { coming, serverTime }) {
    const naming = this.naming?.teamId === team.teamId;
    return html`
      <li class="panel">
        <header><h2><a href="#/teams/${team.teamId}">${team.team}</a></h2><span class="rules">${ruleSetName(team.ruleSet)}</span></header>
        <dl><div><dt>Points</dt><dd>${points(team.points)}</dd></div><div><dt>Rank</dt><dd>${team.rank ?? '–'}</dd></div>
          <div><dt>Cost</dt><dd>${price(team.costTenths)}</dd></div></dl>
        <p class="who">${team.drivers.length ? team.drivers.map(d => d.driver + (d.role === 'captain' ? ' (C)' : '')).join(', ')
          : html`<strong class="loss">Nobody is picked.</strong> Without a line-up the team fields nobody.`}</p>
        ${coming ? html`<p class="note">Next lock ${until(coming.lockAt, now() ?? Date.parse(serverTime))}:
          ${moment(coming.lockAt)} ${zone(coming.lockAt)}</p>` : nothing}
        ${naming ? html`
          <form @submit=${this.#renaming.submit} novalidate>
            ${field(this.#renaming, { name: 'name', label: 'New name', value: team.team, minlength: 3, maxlength: 40 })}
            <div class="deeds">${sending(this.#renaming, 'Rename')}<button type="button" class="quiet"
              @click=${() => { this.naming = null; }}>Leave it</button></div>
          </form>` : html`
          <div class="deeds">
            ${coming ? html`<a role="button"
              href="#/teams/${team.teamId}/edit">${team.drivers.length ? 'Edit line-up' : 'Pick a line-up'}</a>` : nothing}
            <button class="quiet" @click=${() => this.#name(team)}>Rename<span class="visually-hidden"> ${team.team}</span></button>
            <button class="quiet" @click=${() => this.#askToLeave(team)}>Give up …<span
              class="visually-hidden"> ${team.team}</span></button>
          </div>`}
      </li>`;
  }

  async #name(team) {
    this.naming = team;
    await this.updateComplete;
    this.querySelector('.mine input[name=name]')?.select();
  }

  async #askToLeave(team) {
    this.leaving = team;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  }

  #leave(team) {
    return html`
      <article>
        <h2 id="leave-title">Give up ${team.team}?</h2>
        <p>It fields nobody from the next lock on and leaves its leagues' future rounds. What it has scored stays on the boards.
          This cannot be undone.</p>
        <div class="deeds"><button class="danger" @click=${() => this.#giveUp(team)}>Give it up</button>
          <button class="quiet" autofocus @click=${() => this.querySelector('dialog').close()}>Keep it</button></div>
      </article>`;
  }

  async #giveUp(team) {
    this.querySelector('dialog').close();
    await attempt(() => act('DELETE', `/teams/${team.teamId}`, undefined, { etag: team.etag }), `${team.team} is given up.`);
    await this.#feed.again();
    this.querySelector('h1').focus();
  }

  #create({ ruleSets, lock, coming, season }) {
    if (!coming) return html`<p class="note">No race of ${season} is left to make a team for.</p>`;
    return html`
      <section class="panel create" aria-labelledby="create-title">
        <h2 id="create-title">${this.#feed.data.mine.length ? 'Another team' : 'Make a team'}</h2>
        <form @submit=${this.#creation.submit} novalidate>
          ${this.naming ? nothing : field(this.#creation, { name: 'name', label: 'Name', minlength: 3, maxlength: 40,
            hint: '3 to 40 characters. Everybody sees it on the boards.' })}
          <fieldset><legend>Rules, for good</legend>
            <div class="rule-sets">${ruleSets.map(({ id, usual, rules }) => html`
              <label class="rule-set"><span class="title"><input type="radio" name="ruleSet" value=${id} ?checked=${usual}>
                <strong>${ruleSetName(id)}</strong></span>
                <ul>${ruleWords(rules).map(sentence => html`<li>${sentence}</li>`)}</ul></label>`)}</div>
          </fieldset>
          ${this.naming ? nothing : sending(this.#creation, 'Make the team')}
        </form>
        <details><summary>When line-ups lock</summary><ul>${lock.map(sentence => html`<li>${sentence}</li>`)}</ul></details>
      </section>`;
  }
}

customElements.define('teams-page', TeamsPage);
