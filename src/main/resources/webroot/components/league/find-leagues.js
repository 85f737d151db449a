import { html, nothing } from 'lit';
import { get } from '../../api.js';
import { Plain } from '../../component.js';
import { state, Watch } from '../../store.js';
import { about } from './words.js';

const PAGE = 20;
/** Typing is one question when it pauses. */
const PAUSE = 250;

/** Public leagues of the season under way, by a part of their name. */
class FindLeagues extends Plain {
  static properties = { found: { state: true }, problem: { state: true } };
  #query = '';
  #season = null;
  #turn = 0;
  #typing = 0;

  constructor() {
    super();
    this.found = null;
    this.problem = null;
    new Watch(this);
  }

  disconnectedCallback() {
    clearTimeout(this.#typing);
    super.disconnectedCallback();
  }

  willUpdate() {
    const { season } = state.status ?? {};
    if (!season || season === this.#season) return;
    this.#season = season;
    this.#ask();
  }

  render() {
    return html`
      <form role="search" @submit=${event => event.preventDefault()}>
        <label class="field"><span class="label">A part of the name</span>
          <input type="search" maxlength="60" autocomplete="off" @input=${this.#typed}></label>
      </form>
      ${this.problem ? html`<p class="error" role="status">${this.problem.message}</p>` : nothing}
      <div class="found" role="status">${this.found ? this.#list() : html`<p class="empty">Loading …</p>`}</div>
      ${this.found?.next ? html`<button class="quiet" @click=${() => this.#ask(this.found.next)}>More</button>` : nothing}`;
  }

  #list() {
    const { leagues } = this.found;
    if (!leagues.length) return html`<p class="empty">${this.#query.length > 1
      ? html`No public league of ${this.#season} is called like “${this.#query}”.`
      : `There is no public league in ${this.#season} yet.`}</p>`;
    return html`<ul>${leagues.map(league => html`
      <li><a href="#/leagues/${league.id}">${league.name}</a>${league.member ? html` <span class="badge final">You are in</span>` : nothing}
        <small class="about">${about(league)}</small></li>`)}</ul>`;
  }

  #typed = event => {
    this.#query = event.target.value.trim();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#ask(), PAUSE);
  };

  async #ask(cursor) {
    const turn = ++this.#turn;
    try {
      const page = await get('/leagues', { season: this.#season, query: this.#query.length > 1 ? this.#query : undefined,
        limit: PAGE, cursor });
      if (turn !== this.#turn) return;
      this.found = cursor ? { leagues: [...this.found.leagues, ...page.leagues], next: page.next } : page;
      this.problem = null;
    } catch (problem) {
      if (turn === this.#turn) this.problem = problem;
    }
  }
}

customElements.define('find-leagues', FindLeagues);
